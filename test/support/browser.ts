/** The browser of the journeys: the unmodified LIFF SDK calls LINE's own host names, which lead to the sandbox here. */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { findChromium } from './chromium.ts'

export interface BrowserOptions {
  /** Port on which the sandbox speaks TLS as *.line.me and *.line-scdn.net; without it those hosts lead nowhere. */
  readonly sandboxTlsPort?: number
  /** `npm` takes the Chromium from npm even where the machine has its own; a path takes that one. */
  readonly chromium?: string
  /** A film (test/support/film.ts) that every camera sees, and every page may look at. */
  readonly camera?: string
}

/**
 * Starts Chromium in Japanese, in Japan's time zone, certificates of the sandbox accepted.
 * Close it with `browser.close()`; give each person a context of their own with `openPhone`.
 * @throws when no Chromium can be found: a journey that cannot run is a failure, not a skip.
 */
export async function launchBrowser({ sandboxTlsPort, chromium: asked, camera }: BrowserOptions = {}): Promise<Browser> {
  const found = await findChromium(asked)
  const line = sandboxTlsPort === undefined ? '~NOTFOUND' : `127.0.0.1:${sandboxTlsPort}`
  return chromium.launch({
    executablePath: found.executable,
    // LC_ALL: where the Japanese locale is not installed, LANG alone would leave plain ASCII, and downloads lose their Japanese names.
    env: { ...definedEnvironment(), ...found.env, LANG: 'ja_JP.UTF-8', LC_ALL: 'C.UTF-8', LANGUAGE: 'ja', TZ: 'Asia/Tokyo' },
    args: [
      `--host-resolver-rules=MAP *.line.me:443 ${line}, MAP *.line-scdn.net:443 ${line}`,
      '--ignore-certificate-errors',
      '--lang=ja-JP',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      // A test machine is often a container without user namespaces; only our own pages are ever opened.
      '--no-sandbox',
      ...(camera === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]),
      ...(found.fromNpm ? ['--no-zygote', '--disable-gpu'] : []),
    ],
  })
}

/** One person's phone: its own cookies and storage. Options override, e.g. a wide screen for the secretariat. */
export function openPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    ignoreHTTPSErrors: true,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    ...options,
  })
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
