/** Finds a Chromium to test with: the machine's own, else the one that npm installed (packed; unpacked once). */
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface Chromium {
  readonly executable: string
  /** Whether it is the window-less build from npm, which has no sandbox and no font of its own. */
  readonly fromNpm: boolean
  /** What its process needs beside our own environment. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * The Chromium to launch. CHROMIUM names one by path, or `npm` for the packed one.
 * @throws when CHROMIUM names a missing file, or there is neither a system Chromium nor a packed one for this platform.
 */
export async function findChromium(asked = process.env.CHROMIUM): Promise<Chromium> {
  const fonts = { FONTCONFIG_FILE: japaneseFonts() }
  if (asked && asked !== 'npm') {
    if (!existsSync(asked)) throw new Error(`CHROMIUM names ${asked}, which does not exist`)
    return { executable: asked, fromNpm: false, env: fonts }
  }
  const installed = asked === 'npm' ? undefined : onThisMachine.find((path) => existsSync(path))
  if (installed) return { executable: installed, fromNpm: false, env: fonts }
  const folder = await unpacked()
  return { executable: join(folder, 'chromium'), fromNpm: true, env: { ...fonts, ...(await missingLibraries(folder)) } }
}

const onThisMachine = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const cache = join(root, 'node_modules/.cache/browser')
const pack = join(root, 'node_modules/@sparticuz/chromium')

/** Unpacks beside the final place and renames, so that a run that was killed half-way leaves nothing that looks ready. */
async function unpacked(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`no Chromium found: install Chromium or Chrome, or name one in CHROMIUM (npm has none for ${process.platform}-${process.arch})`)
  }
  const { version } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')) as { version: string }
  const ready = join(cache, `chromium-${version}`)
  if (existsSync(join(ready, 'chromium'))) return ready
  mkdirSync(cache, { recursive: true })
  const half = mkdtempSync(join(cache, 'unpacking-'))
  await unpackInto(half)
  try {
    renameSync(half, ready)
  } catch (problem) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(ready, 'chromium'))) throw problem
  }
  return ready
}

/** The package unpacks into the temporary folder of its process, so it gets a process whose temporary folder is ours. */
function unpackInto(folder: string): Promise<void> {
  const script = `
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await inflate(${JSON.stringify(join(pack, 'bin/al2023.tar.br'))})`
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root, env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`unpacking Chromium ended with ${String(code)}`))))
  })
}

/** A slim machine lacks NSS and expat; the package carries them. The machine's own are better where they exist. */
async function missingLibraries(folder: string): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)('ldd', [join(folder, 'chromium')]).catch(() => ({ stdout: 'not found' }))
  if (!stdout.includes('not found')) return {}
  const known = process.env.LD_LIBRARY_PATH
  return { LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), folder, ...(known ? [known] : [])].join(':') }
}

const families = ['sans-serif', 'serif', 'system-ui', 'Hiragino Sans', 'Hiragino Kaku Gothic ProN', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic', 'Meiryo']

/**
 * Writes the font settings of the test browser and answers their path: one Japanese face for every family name our
 * pages ask for, so that pictures and line breaks are the same on every machine.
 */
function japaneseFonts(): string {
  const folder = join(root, 'node_modules/@expo-google-fonts/biz-udpgothic')
  const settings = join(cache, 'fonts.conf')
  const aliases = families.map((family) => `  <alias binding="same"><family>${family}</family><prefer><family>BIZ UDPGothic</family></prefer></alias>`)
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    `  <dir>${folder}</dir>`,
    '  <dir>/usr/share/fonts</dir>',
    `  <dir>${join(homedir(), '.local/share/fonts')}</dir>`,
    `  <cachedir>${join(cache, 'fontconfig')}</cachedir>`,
    ...aliases,
    '</fontconfig>',
    '',
  ].join('\n')
  mkdirSync(cache, { recursive: true })
  if (!existsSync(settings) || readFileSync(settings, 'utf8') !== text) {
    const fresh = `${settings}.${process.pid}`
    writeFileSync(fresh, text)
    renameSync(fresh, settings)
  }
  return settings
}
