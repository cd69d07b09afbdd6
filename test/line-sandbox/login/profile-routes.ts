// mimamori-line-sandbox
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Acts } from '../acts.ts'
import { bearerOf } from '../bearer.ts'
import { token } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { pagePolicy, sentencePage } from './page.ts'

/** What an app may know about a person who allowed it. */
export function profileRoutes(site: FastifyInstance, { grants, people, linkTokens, clock }: Platform, acts: Acts): void {
  const personOf = (request: FastifyRequest, scope: string) => {
    const grant = grants.grant(bearerOf(request) ?? '')
    if (!grant) throw refuse(401, 'The access token expired')
    if (!grant.scope.split(' ').includes(scope)) throw refuse(403, `The access token lacks the scope ${scope}`)
    return people.get(grant.lineUserId)
  }
  site.get('/v2/profile', async (request) => {
    const { lineUserId, name, pictureUrl } = personOf(request, 'profile')
    return { userId: lineUserId, displayName: name, ...(pictureUrl ? { pictureUrl } : {}) }
  })
  site.get('/friendship/v1/status', async (request) => {
    const { friend, blocked } = personOf(request, 'profile')
    return { friendFlag: friend && !blocked }
  })
  const userinfo = async (request: FastifyRequest) => {
    const { lineUserId, name, pictureUrl } = personOf(request, 'openid')
    return { sub: lineUserId, name, ...(pictureUrl ? { picture: pictureUrl } : {}) }
  }
  site.get('/oauth2/v2.1/userinfo', userinfo)
  site.post('/oauth2/v2.1/userinfo', userinfo)

  /** The last step of account linking: the link token is used up, and the bot hears of it. */
  site.get<{ Querystring: { linkToken?: string; nonce?: string } }>('/dialog/bot/accountLink', async (request, reply) => {
    const { linkToken = '', nonce = '' } = request.query
    const one = linkTokens.get(linkToken)
    linkTokens.delete(linkToken)
    const isGood = one !== undefined && clock.now() <= one.until && nonce.length >= 10 && nonce.length <= 255
    if (!isGood) return said(reply.code(400), '連携できませんでした。もう一度はじめからお試しください。')
    await acts.linkResult(people.get(one.lineUserId), 'ok', nonce).first
    return said(reply, '連携が終わりました。')
  })
}

function said(reply: FastifyReply, sentence: string) {
  const nonce = token(12)
  return reply.header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8').send(sentencePage('アカウント連携', sentence, nonce))
}
