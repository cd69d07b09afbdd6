// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'
import { refuseLogin } from '../refusal.ts'
import { shortLifeSeconds, statelessLifeSeconds } from './channel-tokens.ts'

/** Channel access tokens. Forms, as LINE takes them. */
export function tokenRoutes(site: FastifyInstance, { options, channelTokens }: Platform): void {
  const issue = (body: unknown, lifeSeconds: number) => {
    const form = (body ?? {}) as Record<string, string | undefined>
    if (form['grant_type'] !== 'client_credentials') throw refuseLogin('unsupported_grant_type', 'grant_type must be client_credentials')
    if (form['client_id'] !== options.channelId || form['client_secret'] !== options.channelSecret) throw refuseLogin('invalid_client', 'invalid client_id or client_secret')
    return { token_type: 'Bearer', access_token: channelTokens.issue(lifeSeconds), expires_in: lifeSeconds }
  }
  site.post('/oauth2/v3/token', async (request) => issue(request.body, statelessLifeSeconds))
  site.post('/v2/oauth/accessToken', async (request) => issue(request.body, shortLifeSeconds))
  site.post('/v2/oauth/verify', async (request) => {
    const { access_token: accessToken = '' } = (request.body ?? {}) as { access_token?: string }
    const left = channelTokens.secondsLeft(accessToken)
    if (left === undefined) throw refuseLogin('invalid_request', 'access token expired')
    return { client_id: options.channelId, expires_in: left, scope: 'P CM' }
  })
  site.post('/v2/oauth/revoke', async (request) => {
    const { access_token: accessToken = '' } = (request.body ?? {}) as { access_token?: string }
    channelTokens.revoke(accessToken)
    return {}
  })
}
