// mimamori-line-sandbox
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { openActs, type Acts } from './acts.ts'
import { controlSite } from './control/control.ts'
import { pageRoutes } from './control/page-routes.ts'
import { lineHooks, messagingHooks } from './line-hooks.ts'
import { liffRoutes } from './liff/routes.ts'
import { scdnRoutes } from './liff/scdn-routes.ts'
import { authorizeRoutes } from './login/authorize.ts'
import { profileRoutes } from './login/profile-routes.ts'
import { loginTokenRoutes } from './login/token-routes.ts'
import { peopleRoutes } from './messaging/people-routes.ts'
import { richMenuRoutes } from './messaging/rich-menu-routes.ts'
import { sendRoutes } from './messaging/send-routes.ts'
import { tokenRoutes } from './messaging/token-routes.ts'
import { bodyLimit, readBodies } from './parsers.ts'
import type { Platform } from './platform.ts'
import { providerRoutes } from './provider/routes.ts'
import { Refusal } from './refusal.ts'

export interface Tls {
  readonly key: string
  readonly cert: string
}

/** All of LINE's hosts and the town on one port: their paths don't meet. */
export async function buildSite(platform: Platform, tls?: Tls): Promise<FastifyInstance> {
  const settings = { bodyLimit, genReqId: () => randomUUID(), logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } }
  const site = tls ? (fastify({ ...settings, https: tls }) as unknown as FastifyInstance) : fastify(settings)
  const acts = openActs(platform)
  readBodies(site)
  answerFaults(site)
  site.addHook('onRequest', async (request, reply) => {
    void reply.header('x-line-request-id', request.id).header('x-content-type-options', 'nosniff')
  })
  await site.register(async (line) => playLine(line, platform, acts))
  await site.register(async (company) => providerRoutes(company, platform))
  await site.register(async (control) => controlSite(control, platform, acts))
  await site.register(async (page) => pageRoutes(page, platform))
  return site
}

async function playLine(line: FastifyInstance, platform: Platform, acts: Acts): Promise<void> {
  lineHooks(line, platform)
  await line.register(async (messaging) => {
    messagingHooks(messaging, platform)
    sendRoutes(messaging, platform)
    peopleRoutes(messaging, platform)
    richMenuRoutes(messaging, platform)
  })
  tokenRoutes(line, platform)
  authorizeRoutes(line, platform)
  loginTokenRoutes(line, platform)
  profileRoutes(line, platform, acts)
  liffRoutes(line, platform, acts)
  scdnRoutes(line)
  // A browser asks before it sends a token to another host.
  for (const path of ['/v2/*', '/oauth2/*', '/liff/*', '/friendship/*', '/message/*', '/xlt/*']) {
    line.options(path, async (request, reply) =>
      reply.code(204).headers({
        'access-control-allow-methods': 'GET, POST, PUT, DELETE', 'access-control-max-age': '600',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'authorization, content-type',
      }).send())
  }
}

function answerFaults(site: FastifyInstance): void {
  site.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ message: 'Not found' }))
  site.setErrorHandler<Error & { statusCode?: number }>(async (fault, _request, reply) => {
    if (fault instanceof Refusal) return reply.code(fault.code).headers(fault.headers).send(fault.body)
    const code = fault.statusCode ?? 500
    if (code === 413) return reply.code(413).send({ message: 'Request exceeds the max size of 2 MB. Make the request smaller than 2 MB and try again.' })
    if (code < 500) return reply.code(code).send({ message: fault.message })
    process.stderr.write(`${fault.stack ?? fault.message}\n`)
    return reply.code(500).send({ message: 'Internal server error' })
  })
}
