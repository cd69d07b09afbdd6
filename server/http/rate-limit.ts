import rateLimit from '@fastify/rate-limit'
import type { App } from './app-type.ts'
import { sessionSecretOf } from './session.ts'

/** Requests a minute and process, for one signed-in person. A store's live list asks about once a second. */
const perSession = 600
/** Requests a minute and process, for one address without a session: whole towns share an address behind a mobile carrier. */
const perAddress = 3_000

/**
 * A brake on floods, per process and in memory: it decides nothing but who waits. Passwords have their own count in the
 * database (sign-in/throttle.ts). A route opts out with `config: { rateLimit: false }`.
 */
export async function brakeFloods(app: App): Promise<void> {
  await app.register(rateLimit, {
    hook: 'onRequest',
    timeWindow: '1 minute',
    keyGenerator: (request) => sessionSecretOf(request) ?? request.ip,
    max: (request) => (sessionSecretOf(request) === null ? perAddress : perSession),
    cache: 20_000,
  })
}
