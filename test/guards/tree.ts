/** The repository itself, as the guards read it. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Paths from the root with forward slashes, sorted; built and generated files are left out. */
export function filesUnder(folder: string, isWanted: (path: string) => boolean = () => true): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(dist|generated|node_modules)\//.test(path) && isWanted(path))
    .sort()
}

export const isCode = (path: string): boolean => /\.(ts|tsx|js|mjs|cjs)$/.test(path)

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Runs one of the installed programmes under this Node, in the root or in another folder. */
export function runTool(program: string, args: readonly string[], folder = root): { code: number; printed: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { code: status ?? 1, printed: stdout + stderr }
}

/** A small repository beside this one, with our settings and the given files, to see that a rule bites. */
export function inSmallRepository<T>(files: Readonly<Record<string, string>>, look: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-guard-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    for (const path of ['package.json', 'tsconfig.json', 'tsconfig.server.json', 'tsconfig.liff.json', '.dependency-cruiser.cjs']) {
      cpSync(join(root, path), join(folder, path))
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return look(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
