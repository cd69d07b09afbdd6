import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'
import { refused } from '../core/refusal.ts'
import type { App } from './app-type.ts'
import { sendRefusal } from './errors.ts'

/**
 * Refuses state-changing requests that another site made somebody's browser send. A browser always names the origin of
 * such a request; a program that names none carries no one's cookies by accident.
 */
export function guardOrigin(app: App, config: Config): void {
  const isOurs = originCheck(config)
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/') || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    if (!isOurs(request.headers)) return sendRefusal(reply, refused('foreign-origin'))
  })
}

/** Ours is PUBLIC_URL; in the practice town also the phones, which are one label under it (`hana.mimamori.localhost`). */
export function originCheck(config: Pick<Config, 'publicUrl' | 'practice'>): (headers: IncomingHttpHeaders) => boolean {
  const home = new URL(config.publicUrl)
  const isPhone = (origin: URL): boolean =>
    config.practice.townOrigin !== undefined && origin.protocol === home.protocol && origin.port === home.port &&
    origin.hostname.endsWith(`.${home.hostname}`) && /^[a-z0-9-]+$/.test(origin.hostname.slice(0, -home.hostname.length - 1))
  return ({ origin, 'sec-fetch-site': site }) => {
    if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none'
    if (!URL.canParse(origin)) return false
    const from = new URL(origin)
    return from.origin === home.origin || isPhone(from)
  }
}
