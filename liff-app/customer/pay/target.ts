import { paths } from '../../paths.ts'

/** Whom a payment goes to: a scanned poster's token, the six digits below it, or the token of a store's payment request. */
export type Target =
  | { readonly by: 'poster'; readonly poster: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'request'; readonly token: string }

/** A target that has to be told the amount; a payment request knows its own. */
export type StoreTarget = Exclude<Target, { readonly by: 'request' }>

export const sameTarget = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Where paying this target begins: the amount is entered there, or, of a payment request, already known. */
export function beginningOf(target: Target): string {
  if (target.by === 'request') return paths.payRequest(target.token)
  return target.by === 'poster' ? paths.payPoster(target.poster) : paths.payNumber(target.number)
}

/** Where our server tells who this store is. */
export const storePath = (target: StoreTarget): string =>
  target.by === 'poster' ? `/api/stores/by-poster/${encodeURIComponent(target.poster)}` : `/api/stores/by-number/${encodeURIComponent(target.number)}`

/** What our server is told when this target is paid this amount. A payment request says the amount itself. */
export function askedOf(target: Target, amount: string): Readonly<Record<string, string>> {
  if (target.by === 'request') return { requestToken: target.token }
  return { ...(target.by === 'poster' ? { poster: target.poster } : { storeCode: target.number }), amount }
}

const posterPath = /^\/pay\/s\/([A-Za-z0-9._~-]{1,60})$/
const requestPath = /^\/pay\/r\/([A-Za-z0-9._~-]{1,60})$/

/**
 * Reads the text of a QR code: our posters and payment requests are LIFF links of this very programme
 * (`https://liff.line.me/<id>/pay/s/…` or `…/pay/r/…`), or the same path on our own host. Anything else, however similar it
 * looks, is not ours: null.
 */
export function targetIn(text: string, own: { readonly liffId: string; readonly origin: string }): Target | null {
  if (!URL.canParse(text)) return null
  const link = new URL(text)
  if (link.username || link.password) return null
  const path = (link.origin === own.origin ? link.pathname : link.origin === 'https://liff.line.me' ? afterLiffId(link.pathname, own.liffId) : null) ?? ''
  const poster = posterPath.exec(path)?.[1]
  if (poster) return { by: 'poster', poster }
  const token = requestPath.exec(path)?.[1]
  return token ? { by: 'request', token } : null
}

function afterLiffId(path: string, liffId: string): string | null {
  const start = `/${liffId}`
  return liffId && path.startsWith(`${start}/`) ? path.slice(start.length) : null
}
