import CloseWindow from '@line/liff/close-window'
import liff from '@line/liff/core'
import GetDecodedIDToken from '@line/liff/get-decoded-id-token'
import GetIDToken from '@line/liff/get-id-token'
import IsApiAvailable from '@line/liff/is-api-available'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'
import Logout from '@line/liff/logout'
import OpenWindow from '@line/liff/open-window'
import ScanCodeV2 from '@line/liff/scan-code-v2'

declare global {
  interface Window {
    /** Set by a script that a practice town loads before the app; absent in production. */
    mimamoriLiffPlugin?: Parameters<typeof liff.use>[0]
  }
}

const freshMark = 'mimamori:fresh-sign-in'
const freshPauseMs = 60_000
/** What LINE adds to the address during sign-in; it must not leak into links that people share. */
const lineQuery = /^(?:code|state|liff.*|error|error_description)$/

/**
 * Starts the LIFF SDK; resolves when it is ready and the person is known to LINE. Outside the LINE app this may leave
 * the page for LINE's sign-in, in which case it never resolves. Nothing may change the address before it resolves.
 * @throws when the SDK cannot reach LINE.
 */
export async function startLiff(): Promise<void> {
  liff.use(new IsLoggedIn())
  liff.use(new Login())
  liff.use(new Logout())
  liff.use(new GetIDToken())
  liff.use(new GetDecodedIDToken())
  liff.use(new IsInClient())
  liff.use(new CloseWindow())
  liff.use(new OpenWindow())
  liff.use(new IsApiAvailable())
  liff.use(new ScanCodeV2())
  if (window.mimamoriLiffPlugin) liff.use(window.mimamoriLiffPlugin)
  await liff.init({ liffId: liffId() })
  if (!liff.isLoggedIn()) {
    liff.login({ redirectUri: addressWithoutLineQuery() })
    await new Promise(() => undefined)
  }
  const clean = addressWithoutLineQuery()
  if (clean !== location.href) history.replaceState(history.state, '', clean)
}

/** The LIFF id the server wrote into the page. */
export function liffId(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="liff-id"]')?.content ?? ''
}

/** The ID token of whoever uses LINE here, or null when LINE did not tell. It may be expired: the server decides. */
export function idToken(): string | null {
  return attempt(() => liff.getIDToken())
}

/** LINE's id of the person, unverified: good only for noticing that somebody else uses this phone now. */
export function linePerson(): string | null {
  return attempt(() => liff.getDecodedIDToken()?.sub ?? null)
}

/**
 * Drops LINE's stored token and signs in anew, once: an expired token stays in the SDK's storage until logout.
 * Leaves the page and never resolves; resolves only when a fresh sign-in was already tried within the last minute.
 */
export async function signInFresh(): Promise<void> {
  const last = Number(sessionStorage.getItem(freshMark) ?? 0)
  if (Date.now() - last < freshPauseMs) return
  sessionStorage.setItem(freshMark, String(Date.now()))
  liff.logout()
  liff.login({ redirectUri: addressWithoutLineQuery() })
  await new Promise(() => undefined)
}

/** Tells the loop guard that signing in worked, so that the next expired token may be renewed at once. */
export const signedInFresh = (): void => sessionStorage.removeItem(freshMark)

export type Scanned = { readonly kind: 'code'; readonly text: string } | { readonly kind: 'cancelled' | 'refused' | 'unavailable' }

/** Whether LINE's scanner can be opened here. */
export const canScan = (): boolean => attempt(() => liff.isApiAvailable('scanCodeV2')) ?? false

/** Opens LINE's own scanner. Never throws: what cannot be scanned is an answer too. */
export async function scanCode(): Promise<Scanned> {
  if (!canScan()) return { kind: 'unavailable' }
  try {
    const { value } = await liff.scanCodeV2()
    return value ? { kind: 'code', text: value } : { kind: 'cancelled' }
  } catch (problem) {
    const said = problem instanceof Error ? `${problem.name} ${problem.message}` : ''
    if (/permission|NotAllowed/i.test(said)) return { kind: 'refused' }
    return /cancel|closed/i.test(said) ? { kind: 'cancelled' } : { kind: 'unavailable' }
  }
}

/** Closes the mini-app's window where LINE can do that. */
export function close(): void {
  attempt(() => liff.closeWindow())
}

/** Opens an address in the phone's own browser when LINE's, which saves no files, shows this; any other browser saves it itself. */
export function openOutside(url: string): void {
  if (isInClient()) attempt(() => liff.openWindow({ url, external: true }))
  else location.assign(url)
}

export const isInClient = (): boolean => attempt(() => liff.isInClient()) ?? false

function addressWithoutLineQuery(): string {
  const address = new URL(location.href)
  for (const name of [...address.searchParams.keys()]) if (lineQuery.test(name)) address.searchParams.delete(name)
  if (address.hash.includes('access_token=')) address.hash = ''
  return address.href
}

/** The SDK throws when it never started (LINE unreachable); the app goes on with the session it has. */
function attempt<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch {
    return null
  }
}
