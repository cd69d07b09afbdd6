// mimamori-line-sandbox

/** Whether an address is the app's own: its host, or a phone's label before it. */
export function isAppAddress(address: string, appUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const [url, app] = [new URL(address), new URL(appUrl)]
  return url.protocol === app.protocol && url.port === app.port && (url.hostname === app.hostname || url.hostname.endsWith(`.${app.hostname}`))
}

/** The endpoint URL on a person's own host: each phone has its own cookies and storage. An address of numbers has no labels. */
export function phoneUrl(appUrl: string, key: string): string {
  const url = new URL(appUrl)
  if (/^[\d.]+$|^\[/.test(url.hostname)) return url.href
  url.hostname = `${key}.${url.hostname}`
  return url.href
}

/** What follows the LIFF id in a LIFF URL (`/pay/s/…?x=1#y`), or undefined when it is another app's or no LIFF URL. */
export function restOfLiffUrl(address: string, liffId: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const isLiffHost = url.protocol === 'https:' && ['liff.line.me', 'miniapp.line.me'].includes(url.hostname)
  const isScheme = url.protocol === 'line:' && url.hostname === 'app'
  if (!isLiffHost && !isScheme) return undefined
  const [, id, rest = ''] = /^\/([^/]+)(.*)$/.exec(url.pathname) ?? []
  return id === liffId ? rest + url.search + url.hash : undefined
}

/** The primary redirect: the endpoint URL with what was asked for in `liff.state`. */
export function withLiffState(endpointUrl: string, rest: string): string {
  if (rest === '' || rest === '/') return endpointUrl
  const mark = endpointUrl.includes('?') ? '&' : '?'
  return `${endpointUrl}${mark}liff.state=${encodeURIComponent(rest)}`
}
