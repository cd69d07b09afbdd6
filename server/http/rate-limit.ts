import rateLimit from '@fastify/rate-limit'
import { refused } from '../core/refusal.ts'
import type { App } from './app-type.ts'
import { sendRefusal } from './errors.ts'
import { sessionSecretOf } from './session.ts'

/** Requests a minute and process, for one signed-in person. A store's live list asks about once a second. */
const perSession = 600
/** Requests a minute and process, for one address without a session: whole towns share an address behind a mobile carrier. */
const perAddress = 12_000

/**
 * A brake on floods, per process and in memory: it decides nothing but who waits. It comes before anybody is looked up,
 * so that a flood never reaches the database. Passwords have their own count there (sign-in/throttle.ts). A route opts
 * out with `config: { rateLimit: false }`.
 */
export async function brakeFloods(app: App): Promise<void> {
  await app.register(rateLimit, { global: false, cache: 20_000 })
  const count = app.createRateLimit({
    timeWindow: 60_000,
    keyGenerator: (request) => sessionSecretOf(request) ?? request.ip,
    max: (request) => (sessionSecretOf(request) === null ? perAddress : perSession),
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.rateLimit === false) return
    const counted = await count(request)
    if (counted.isAllowed || !counted.isExceeded) return
    reply.header('retry-after', counted.ttlInSeconds)
    return sendRefusal(reply, refused('too-many-tries'))
  })
}
