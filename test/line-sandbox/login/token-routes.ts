// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'
import { refuseLogin } from '../refusal.ts'
import { liffTokenLifeSeconds, webTokenLifeSeconds } from './grants.ts'
import { issuer } from './signing.ts'

type Form = Record<string, string | undefined>

/** Codes into tokens, tokens into claims. Forms, as LINE takes them. */
export function loginTokenRoutes(site: FastifyInstance, platform: Platform): void {
  const { grants, signing, options, channelTokens, clock } = platform

  site.post('/oauth2/v2.1/token', async (request) => {
    const form = formOf(request.body)
    if (form['grant_type'] === 'authorization_code') return exchange(platform, form)
    throw refuseLogin('unsupported_grant_type', `grant_type "${form['grant_type'] ?? ''}" is not supported`)
  })

  site.get('/oauth2/v2.1/certs', async (_request, reply) => reply.header('cache-control', 'max-age=300').send(signing.certs))

  site.post('/oauth2/v2.1/verify', async (request) => {
    const { id_token: idToken = '', client_id: clientId = '', nonce, user_id: userId } = formOf(request.body)
    const claims = await signing.verify(idToken, clientId).catch((problem: unknown) => {
      throw refuseLogin('invalid_request', problem instanceof Error && problem.message.includes('"exp"') ? 'IdToken expired.' : 'Invalid IdToken.')
    })
    if (nonce !== undefined && claims['nonce'] !== nonce) throw refuseLogin('invalid_request', 'Invalid IdToken Nonce.')
    if (userId !== undefined && claims.sub !== userId) throw refuseLogin('invalid_request', 'Invalid IdToken Subject Identifier.')
    return claims
  })
  site.get<{ Querystring: { access_token?: string } }>('/oauth2/v2.1/verify', async (request) => {
    const accessToken = request.query.access_token ?? ''
    const grant = grants.grant(accessToken)
    if (grant) return { scope: grant.scope, client_id: grant.clientId, expires_in: Math.floor((grant.expiresAt - clock.now()) / 1_000) }
    const left = channelTokens.secondsLeft(accessToken)
    if (left === undefined) throw refuseLogin('invalid_request', 'access token expired')
    return { scope: 'profile chat_message.write', client_id: options.channelId, expires_in: left }
  })
  site.post('/oauth2/v2.1/revoke', async (request) => {
    grants.revoke(formOf(request.body)['access_token'] ?? '')
    return {}
  })
  site.post('/user/v1/deauthorize', async (request, reply) => {
    const { userAccessToken = '' } = (request.body ?? {}) as { userAccessToken?: string }
    const grant = grants.grant(userAccessToken)
    if (!grant) throw refuseLogin('invalid_request', 'access token expired')
    grants.revokeAllOf(grant.lineUserId)
    return reply.code(204).send()
  })
  site.get('/.well-known/openid-configuration', async () => ({
    issuer, authorization_endpoint: `${issuer}/oauth2/v2.1/authorize`, token_endpoint: 'https://api.line.me/oauth2/v2.1/token', revocation_endpoint: 'https://api.line.me/oauth2/v2.1/revoke',
    userinfo_endpoint: 'https://api.line.me/oauth2/v2.1/userinfo', scopes_supported: ['openid', 'profile', 'email'], jwks_uri: 'https://api.line.me/oauth2/v2.1/certs',
    response_types_supported: ['code'], subject_types_supported: ['pairwise'], id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'],
  }))
}

/** A code of LIFF needs PKCE and no secret; web login's needs the channel's secret and gets an HS256 token unless it asks for the key's kind. */
async function exchange({ grants, signing, options, people }: Platform, form: Form) {
  const code = grants.useCode(form['code'] ?? '', { redirectUri: form['redirect_uri'], clientId: form['client_id'], verifier: form['code_verifier'] })
  if (!code.isLiff && form['client_secret'] !== options.channelSecret) throw refuseLogin('invalid_client', 'invalid client_secret', 401)
  const lifeSeconds = code.isLiff ? liffTokenLifeSeconds : webTokenLifeSeconds
  const { lineUserId, clientId, scope } = code
  const wantsKey = code.isLiff || form['id_token_key_type'] === 'JWK'
  const isOpenId = scope.split(' ').includes('openid')
  return {
    access_token: grants.giveToken({ lineUserId, clientId, scope, inClient: false }, lifeSeconds),
    token_type: 'Bearer',
    expires_in: lifeSeconds,
    scope,
    ...(isOpenId ? { id_token: await signing.idToken(people.get(lineUserId), { algorithm: wantsKey ? 'ES256' : 'HS256', ...(code.nonce ? { nonce: code.nonce } : {}) }) } : {}),
  }
}

const formOf = (body: unknown): Form => (typeof body === 'object' && body !== null ? (body as Form) : {})
