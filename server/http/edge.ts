import type { Config } from '../config.ts'
import { speakJson, type App } from './app-type.ts'
import { guardAudiences, type GuardParts } from './audience.ts'
import { answerErrors } from './errors.ts'
import { setHeaders } from './headers.ts'
import { appVersion } from './liff-app.ts'
import { guardOrigin } from './origin.ts'
import { brakeFloods } from './rate-limit.ts'
import { openSealedCookies } from './session.ts'

/**
 * Everything that stands between the network and a route, in the order in which a request meets it: headers, cookies
 * opened, floods braked, foreign origins refused, the person recognised. Await it before the first route.
 */
export async function setUpEdge(app: App, { config, db, clock }: GuardParts & { readonly config: Config }): Promise<void> {
  speakJson(app)
  answerErrors(app)
  setHeaders(app, config)
  await openSealedCookies(app, config)
  await brakeFloods(app)
  guardOrigin(app, config)
  guardAudiences(app, { config, db, clock })
  const version = appVersion()
  // The time that counts is the programme's: countdowns on a phone whose own clock is wrong follow this header.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-server-time', clock.now().toISOString())
    reply.header('x-app-version', version)
  })
}
