// mimamori-line-sandbox

export type Destination =
  | { kind: 'mini-app'; url: string }
  | { kind: 'web'; url: string }
  | { kind: 'phone-call'; number: string }
  | { kind: 'line-feature'; url: string }
  | { kind: 'refused' }

/** Where a URI action leads. Anything but http, https, line and tel (for example `javascript:`) leads nowhere. */
export function whereTo(uri: string, liffId: string, appUrl: string): Destination {
  let url: URL
  try {
    url = new URL(uri)
  } catch {
    return { kind: 'refused' }
  }
  if (url.protocol === 'tel:') return { kind: 'phone-call', number: url.pathname }
  if (url.protocol === 'line:') {
    const liff = /^line:\/\/app\/([^/?#]+)(.*)$/.exec(uri)
    return liff?.[1] === liffId ? { kind: 'mini-app', url: `https://liff.line.me/${liffId}${liff[2] ?? ''}` } : { kind: 'line-feature', url: uri }
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { kind: 'refused' }
  const isLiffHost = url.hostname === 'liff.line.me' || url.hostname === 'miniapp.line.me'
  if (isLiffHost && url.pathname.split('/')[1] === liffId) return { kind: 'mini-app', url: url.href }
  if (url.hostname === 'line.me') return { kind: 'line-feature', url: url.href }
  return isOurs(url, appUrl) ? { kind: 'mini-app', url: url.href } : { kind: 'web', url: url.href }
}

/** The mini-app's own address, with or without a phone's label before it, opens in the phone as well. */
function isOurs(url: URL, appUrl: string): boolean {
  const app = new URL(appUrl)
  return url.protocol === app.protocol && url.port === app.port && (url.hostname === app.hostname || url.hostname.endsWith(`.${app.hostname}`))
}
