import { paths } from '../../paths.ts'

/** Whom a payment goes to: a scanned poster's token, or the six digits below it. */
export type Target = { readonly by: 'poster'; readonly poster: string } | { readonly by: 'number'; readonly number: string }

export const sameTarget = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Where the amount for this store is entered. */
export const amountPath = (target: Target): string => (target.by === 'poster' ? paths.payPoster(target.poster) : paths.payNumber(target.number))

/** Where our server tells who this store is. */
export const storePath = (target: Target): string =>
  target.by === 'poster' ? `/api/stores/by-poster/${encodeURIComponent(target.poster)}` : `/api/stores/by-number/${encodeURIComponent(target.number)}`

const posterPath = /^\/pay\/s\/([A-Za-z0-9._~-]{1,60})$/

/**
 * Reads the text of a QR code: our posters are LIFF links of this very programme (`https://liff.line.me/<id>/pay/s/…`) or
 * the same path on our own host. Anything else, however similar it looks, is not ours: null.
 */
export function targetIn(text: string, own: { readonly liffId: string; readonly origin: string }): Target | null {
  if (!URL.canParse(text)) return null
  const link = new URL(text)
  if (link.username || link.password) return null
  const path = link.origin === own.origin ? link.pathname : link.origin === 'https://liff.line.me' ? afterLiffId(link.pathname, own.liffId) : null
  const poster = path && posterPath.exec(path)?.[1]
  return poster ? { by: 'poster', poster } : null
}

function afterLiffId(path: string, liffId: string): string | null {
  const start = `/${liffId}`
  return liffId && path.startsWith(`${start}/`) ? path.slice(start.length) : null
}
