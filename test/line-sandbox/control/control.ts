// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Acts } from '../acts.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { eventStream } from './event-stream.ts'
import { peopleControl } from './people-routes.ts'
import { playRoutes } from './play-routes.ts'
import { stateRoutes } from './state-routes.ts'
import { townRoutes } from './town-routes.ts'

/** /sandbox/*: what people, the page and tests do to the town. Pages of other sites may not. */
export function controlSite(site: FastifyInstance, platform: Platform, acts: Acts): void {
  site.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined) return
    if (!isNeighbour(origin)) throw refuse(403, 'this origin does not belong to the town')
    void reply.headers({ 'access-control-allow-origin': origin, vary: 'origin' })
  })
  site.options('/sandbox/*', async (_request, reply) =>
    reply.code(204).headers({ 'access-control-allow-methods': 'GET, POST, DELETE', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '600' }).send())
  stateRoutes(site, platform)
  eventStream(site, platform)
  peopleControl(site, platform, acts)
  townRoutes(site, platform)
  playRoutes(site, platform, acts)
}

/** The town and its phones live on this machine. */
function isNeighbour(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
}
