// mimamori-line-sandbox
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Acts } from '../acts.ts'
import { bearerOf } from '../bearer.ts'
import type { LineMessage } from '../chats.ts'
import { token } from '../ids.ts'
import { liffScope } from '../login/authorize.ts'
import { check } from '../messaging/rules/check.ts'
import { message } from '../messaging/rules/messages.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { isAppAddress, withLiffState } from './addresses.ts'
import { contextToken } from './context.ts'

type AppPath = { Params: { liffId: string } }
const shared = z.strictObject({ messages: z.array(message).min(1).max(5) })

/** What the LIFF SDK asks LINE's servers for. */
export function liffRoutes(site: FastifyInstance, platform: Platform, acts: Acts): void {
  const { options, grants, people } = platform
  const ours = (liffId: string): void => {
    if (liffId !== options.liffId) throw refuse(404, 'not found')
  }
  const grantOf = (request: FastifyRequest) => grants.grant(bearerOf(request) ?? '')

  site.get<AppPath>('/liff/v2/apps/:liffId/contextToken', async (request) => {
    ours(request.params.liffId)
    const grant = grantOf(request)
    const { origin } = request.headers
    const app = new URL(options.appUrl)
    // Each phone of the town has its own host; the page must find itself under the endpoint.
    const endpointUrl = origin !== undefined && isAppAddress(origin, options.appUrl) ? origin + app.pathname + app.search : app.href
    return {
      contextToken: contextToken(options, { endpointUrl, inClient: grant?.inClient === true, lineUserId: grant?.lineUserId, accessToken: bearerOf(request), scope: liffScope.split(' ') }),
    }
  })
  site.get<AppPath>('/liff/v2/apps/:liffId/featureToken', async (request) => {
    ours(request.params.liffId)
    if (!grantOf(request)) throw refuse(401, 'The access token expired')
    return { featureToken: token(24) }
  })
  site.get('/liff/v2/incrementalAgreement/unauthorizedPermissions', async () => [])

  /** liff.sendMessages: the person writes, from the chat they opened the app in. The bot hears a Flex message as its alternative text. */
  site.post('/message/v3/share', async (request) => {
    const grant = grantOf(request)
    if (!grant) throw refuse(401, 'The access token expired')
    if (!grant.inClient || !grant.scope.includes('chat_message.write')) throw refuse(403, "user doesn't grant required permissions yet")
    const { messages } = check(shared, request.body)
    const person = people.get(grant.lineUserId)
    for (const one of messages as LineMessage[]) acts.say(person, spoken(one))
    return { status: 'ok' }
  })

  /** A LIFF URL, https://liff.line.me/{liffId}/path?query: LINE sends the browser to the endpoint, the SDK to the path. */
  const toEndpoint = async (request: FastifyRequest) => {
    const rest = request.url.slice(`/${options.liffId}`.length)
    return withLiffState(new URL(options.appUrl).href, rest)
  }
  site.get(`/${options.liffId}`, async (request, reply) => reply.redirect(await toEndpoint(request), 302))
  site.get(`/${options.liffId}/*`, async (request, reply) => reply.redirect(await toEndpoint(request), 302))
}

function spoken({ text, altText, type }: LineMessage): string {
  return typeof text === 'string' ? text : typeof altText === 'string' ? altText : `（${type}）`
}
