// mimamori-line-sandbox
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { token } from '../ids.ts'
import { isAppAddress } from '../liff/addresses.ts'
import type { Person } from '../people.ts'
import type { Platform } from '../platform.ts'
import { loginPage, pagePolicy, sentencePage } from './page.ts'

const liffAsked = z.object({
  app_id: z.string(),
  state: z.string().default(''),
  response_type: z.literal('code'),
  code_challenge: z.string().min(43).max(128),
  code_challenge_method: z.literal('S256'),
  redirect_uri: z.string().optional(),
  disable_auto_login: z.string().optional(),
  prompt: z.string().optional(),
})

const webAsked = z.object({
  client_id: z.string(),
  state: z.string().min(1),
  scope: z.string().min(1),
  response_type: z.literal('code'),
  redirect_uri: z.string(),
  nonce: z.string().optional(),
  code_challenge: z.string().min(43).max(128).optional(),
  code_challenge_method: z.literal('S256').optional(),
  disable_auto_login: z.string().optional(),
  prompt: z.string().optional(),
})

/** What somebody is asked to allow, whichever door they came by. */
interface Wish {
  readonly isLiff: boolean
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  readonly scope: string
  readonly challenge: string | undefined
  readonly nonce: string | undefined
  readonly alwaysAsk: boolean
  readonly neverAsk: boolean
}

/** The choice of the last login, as a cookie of access.line.me. */
const cookieName = 'line_login'
export const liffScope = 'openid profile chat_message.write'

export function authorizeRoutes(site: FastifyInstance, platform: Platform): void {
  const { people } = platform

  const begin = (request: FastifyRequest, reply: FastifyReply, wish: Wish | undefined) => {
    if (!wish) return badRequest(reply)
    const known = people.find(cookieOf(request))
    if (known && !wish.alwaysAsk) return finish(platform, reply, wish, known)
    if (wish.neverAsk) return leave(reply, wish, { error: 'login_required', error_description: 'the user is not logged in' })
    const nonce = token(12)
    const asked = request.query as Record<string, string>
    return reply
      .headers({ 'content-security-policy': pagePolicy(nonce, [new URL(wish.redirectUri).origin]), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .type('text/html; charset=utf-8')
      .send(loginPage({ people: people.all(), hidden: { ...asked, isLiff: wish.isLiff ? '1' : '' }, nonce }))
  }
  site.get('/liff/v1/authorize', async (request, reply) => begin(request, reply, liffWish(platform, request.query)))
  site.get('/oauth2/v2.1/authorize', async (request, reply) => begin(request, reply, webWish(platform, request.query)))

  site.post('/oauth2/v2.1/login', async (request, reply) => {
    const form = (request.body ?? {}) as Record<string, string>
    const wish = form['isLiff'] ? liffWish(platform, form) : webWish(platform, form)
    if (!wish) return badRequest(reply)
    const person = people.find(form['person'] ?? '')
    if (!person) return leave(reply, wish, { error: 'access_denied', error_description: 'The resource owner denied the request.', ...(wish.isLiff ? { liffOAuth2Error: 'true' } : {}) })
    void reply.header('set-cookie', `${cookieName}=${person.lineUserId}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000`)
    return finish(platform, reply, wish, person)
  })
}

function liffWish({ options }: Platform, said: unknown): Wish | undefined {
  const read = liffAsked.safeParse(said)
  if (!read.success || read.data.app_id !== options.liffId) return undefined
  const { redirect_uri: redirectUri = new URL(options.appUrl).href, state, code_challenge: challenge } = read.data
  if (!isAppAddress(redirectUri, options.appUrl)) return undefined
  return { isLiff: true, clientId: options.loginChannelId, redirectUri, state, scope: liffScope, challenge, nonce: undefined, ...asking(read.data) }
}

function webWish({ options }: Platform, said: unknown): Wish | undefined {
  const read = webAsked.safeParse(said)
  if (!read.success || read.data.client_id !== options.loginChannelId || !isAppAddress(read.data.redirect_uri, options.appUrl)) return undefined
  const { redirect_uri: redirectUri, state, scope, code_challenge: challenge, nonce } = read.data
  return { isLiff: false, clientId: options.loginChannelId, redirectUri, state, scope, challenge, nonce, ...asking(read.data) }
}

const asking = ({ disable_auto_login: noAuto, prompt = '' }: { disable_auto_login?: string | undefined; prompt?: string | undefined }) => ({
  alwaysAsk: noAuto === 'true' || /\b(login|consent)\b/.test(prompt),
  neverAsk: prompt === 'none',
})

function finish({ grants, options }: Platform, reply: FastifyReply, wish: Wish, person: Person) {
  const code = grants.giveCode({ ...wish, lineUserId: person.lineUserId })
  return leave(reply, wish, { code, ...(wish.isLiff ? { liffClientId: options.loginChannelId, liffRedirectUri: wish.redirectUri } : {}) })
}

function leave(reply: FastifyReply, wish: Wish, more: Record<string, string>) {
  const url = new URL(wish.redirectUri)
  for (const [name, value] of Object.entries({ ...more, state: wish.state })) url.searchParams.set(name, value)
  return reply.header('cache-control', 'no-store').redirect(url.href, 302)
}

function badRequest(reply: FastifyReply) {
  const nonce = token(12)
  return reply.code(400).header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8')
    .send(sentencePage('400 Bad Request', 'ログインの要求が正しくありません。', nonce))
}

function cookieOf(request: FastifyRequest): string {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
  return pairs.find(([name]) => name === cookieName)?.[1] ?? ''
}
