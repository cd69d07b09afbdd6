import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channel, playLine, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = await line.friend()
})
afterAll(() => line.close())

const redirectUri = 'http://hana.mimamori.localhost:3000/'
/** Written so that the linter does not take it for ours. */
const scriptUrl = ['javascript', 'alert(1)'].join(':')
const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const anonymous = { authorization: '' }

/** As our server checks: ES256 only, the pinned certs, issuer, audience, time. */
const verified = (idToken: string) =>
  jwtVerify(idToken, createRemoteJWKSet(new URL(line.sandbox.jwksUrl)), {
    algorithms: ['ES256'], issuer: 'https://access.line.me', audience: channel.loginChannelId, currentDate: line.clock.now(),
  })

interface Tokens {
  access_token: string
  id_token: string
  expires_in: number
}

const authorizeQuery = (challenge: string, more: Record<string, string> = {}) =>
  form({ app_id: channel.liffId, state: 'st4te', response_type: 'code', code_challenge_method: 'S256', code_challenge: challenge, redirect_uri: redirectUri, liff_sdk_version: '2.31.0', ...more }).toString()

async function chosen(person: string, query: string) {
  const answer = await line.ask('POST', '/oauth2/v2.1/login', form({ ...Object.fromEntries(new URLSearchParams(query)), isLiff: '1', person }), anonymous)
  return { answer, back: new URL(answer.headers.get('location') ?? 'about:blank') }
}

const exchange = (code: string, verifier: string, more: Record<string, string> = {}) =>
  line.ask('POST', '/oauth2/v2.1/token', form({ grant_type: 'authorization_code', client_id: channel.loginChannelId, appId: channel.liffId, code, code_verifier: verifier, redirect_uri: redirectUri, id_token_key_type: 'JWK', ...more }), anonymous)

const pkce = () => {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

async function freshCode() {
  const { verifier, challenge } = pkce()
  const { back } = await chosen(hana, authorizeQuery(challenge))
  return { verifier, code: back.searchParams.get('code') ?? '' }
}

describe('ID tokens', () => {
  test('are verified by jose with the certs endpoint', async () => {
    const { payload, protectedHeader } = await verified(await line.sandbox.idToken(hana))
    expect(payload).toMatchObject({ sub: hana, name: '山田 花子', iss: 'https://access.line.me', aud: channel.loginChannelId })
    expect(payload.exp! - payload.iat!).toBe(3_600)
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: expect.any(String) as string })
  })

  test('of the wrong kind, key, age, audience or issuer fail', async () => {
    for (const wishes of [{ algorithm: 'HS256' as const }, { foreignKey: true }, { expiresInSeconds: -1 }, { audience: '1234567890' }, { issuer: 'https://access.example.jp' }]) {
      await expect(verified(await line.sandbox.idToken(hana, wishes)), JSON.stringify(wishes)).rejects.toThrow()
    }
  })

  test('expire by the town’s clock', async () => {
    const idToken = await line.sandbox.idToken(hana, { expiresInSeconds: 60 })
    line.clock.forward({ seconds: 59 })
    await verified(idToken)
    line.clock.forward({ seconds: 2 })
    await expect(verified(idToken)).rejects.toThrow('"exp"')
  })

  test('are also judged by the verify endpoint', async () => {
    const idToken = await line.sandbox.idToken(hana)
    const verify = (fields: Record<string, string>) => line.ask('POST', '/oauth2/v2.1/verify', form({ client_id: channel.loginChannelId, ...fields }), anonymous)
    expect(await verify({ id_token: idToken, user_id: hana })).toMatchObject({ status: 200, body: { sub: hana } })
    expect((await verify({ id_token: idToken, user_id: `U${'0'.repeat(32)}` })).status).toBe(400)
    expect((await verify({ id_token: idToken, client_id: '1' })).status).toBe(400)
    expect((await verify({ id_token: await line.sandbox.idToken(hana, { foreignKey: true }) })).status).toBe(400)
    expect(await verify({ id_token: await line.sandbox.idToken(hana, { expiresInSeconds: -1 }) })).toMatchObject({ status: 400, body: { error_description: 'IdToken expired.' } })
    expect((await verify({ id_token: 'a.b.c' })).status).toBe(400)
  })
})

describe('login in a browser outside LINE', () => {
  test('a page lists the people, with a button each, as text', async () => {
    line.sandbox.addPerson({ name: '<img src=x onerror=alert(1)>' })
    const page = await line.ask('GET', `/liff/v1/authorize?${authorizeQuery(pkce().challenge, { state: '"><script>alert(1)</script>' })}`, undefined, anonymous)
    expect(page.status).toBe(200)
    expect(page.body).toContain('LINE ログイン')
    expect(page.body).toContain(`value="${hana}">山田 花子`)
    expect(page.body).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page.body).not.toMatch(/<img|<script/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.body).toContain('mimamori-line-sandbox')
  })

  test('the choice leads back with a code, and the next time no page is shown', async () => {
    const { verifier, challenge } = pkce()
    const { answer, back } = await chosen(hana, authorizeQuery(challenge))
    expect(answer.status).toBe(302)
    expect(back.origin + back.pathname).toBe(redirectUri)
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'st4te', liffClientId: channel.loginChannelId, liffRedirectUri: redirectUri })
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const at = async (more: Record<string, string>) => line.ask('GET', `/liff/v1/authorize?${authorizeQuery(challenge, more)}`, undefined, { ...anonymous, cookie })
    expect((await at({})).status).toBe(302)
    expect((await at({ prompt: 'login' })).status).toBe(200)
    expect((await at({ disable_auto_login: 'true' })).status).toBe(200)
    expect((await exchange(back.searchParams.get('code') ?? '', verifier)).status).toBe(200)
  })

  test('it leads only to the app’s own addresses', async () => {
    for (const address of ['https://evil.example/', 'http://mimamori.localhost:3000.evil.example/', 'http://evilmimamori.localhost:3000/', 'http://mimamori.localhost:4000/', scriptUrl]) {
      const answer = await line.ask('GET', `/liff/v1/authorize?${authorizeQuery(pkce().challenge, { redirect_uri: address })}`, undefined, anonymous)
      expect(answer.status, address).toBe(400)
    }
    expect((await line.ask('GET', `/liff/v1/authorize?${authorizeQuery(pkce().challenge, { app_id: 'another-app' })}`, undefined, anonymous)).status).toBe(400)
  })

  test('who cancels comes back with access_denied', async () => {
    const { back } = await chosen('', authorizeQuery(pkce().challenge))
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'st4te' })
  })

  test('the code becomes tokens that the whole of LINE Login accepts', async () => {
    const { verifier, code } = await freshCode()
    const { access_token: accessToken, id_token: idToken, expires_in: seconds } = (await exchange(code, verifier)).body as Tokens
    expect((await verified(idToken)).payload.sub).toBe(hana)
    expect(seconds).toBe(12 * 60 * 60)
    const bearer = { authorization: `Bearer ${accessToken}` }
    expect((await line.ask('GET', '/v2/profile', undefined, bearer)).body).toEqual({ userId: hana, displayName: '山田 花子' })
    expect((await line.ask('GET', '/friendship/v1/status', undefined, bearer)).body).toEqual({ friendFlag: true })
    expect((await line.ask('GET', '/oauth2/v2.1/userinfo', undefined, bearer)).body).toEqual({ sub: hana, name: '山田 花子' })
    const verify = `/oauth2/v2.1/verify?access_token=${encodeURIComponent(accessToken)}`
    expect((await line.ask('GET', verify, undefined, anonymous)).body).toMatchObject({ client_id: channel.loginChannelId, expires_in: 12 * 60 * 60, scope: expect.stringContaining('profile') as string })
    expect((await line.ask('POST', '/oauth2/v2.1/revoke', form({ access_token: accessToken, client_id: channel.loginChannelId }), anonymous)).status).toBe(200)
    expect((await line.ask('GET', verify, undefined, anonymous)).status).toBe(400)
    expect((await line.ask('GET', '/v2/profile', undefined, bearer)).status).toBe(401)
  })

  test('a code works once, for ten minutes, with its own verifier and address', async () => {
    const used = await freshCode()
    expect((await exchange(used.code, used.verifier)).status).toBe(200)
    expect(await exchange(used.code, used.verifier)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const stolen = await freshCode()
    expect((await exchange(stolen.code, randomBytes(32).toString('base64url'))).status).toBe(400)
    expect((await exchange(stolen.code, stolen.verifier, { redirect_uri: 'http://ken.mimamori.localhost:3000/' })).status).toBe(400)
    expect((await exchange(stolen.code, stolen.verifier, { client_id: '1' })).status).toBe(400)
    const late = await freshCode()
    line.clock.forward({ minutes: 10, seconds: 1 })
    expect((await exchange(late.code, late.verifier)).status).toBe(400)
  })

  test('web login needs the channel’s secret and gets HS256 unless it asks for the key’s kind', async () => {
    const query = form({ client_id: channel.loginChannelId, state: 's', scope: 'openid profile', response_type: 'code', redirect_uri: redirectUri, nonce: 'n0nce' })
    const code = async () => {
      const answer = await line.ask('POST', '/oauth2/v2.1/login', form({ ...Object.fromEntries(query), person: hana }), anonymous)
      return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    }
    const fields = { grant_type: 'authorization_code', client_id: channel.loginChannelId, redirect_uri: redirectUri, client_secret: channel.channelSecret }
    const tokens = async (more: Record<string, string>) => line.ask('POST', '/oauth2/v2.1/token', form({ ...fields, code: await code(), ...more }), anonymous)
    expect((await tokens({ client_secret: 'wrong' })).status).toBe(401)
    const web = (await tokens({})).body as Tokens
    expect(decodeProtectedHeader(web.id_token).alg).toBe('HS256')
    expect(decodeJwt(web.id_token)).toMatchObject({ sub: hana, nonce: 'n0nce' })
    expect(decodeProtectedHeader(((await tokens({ id_token_key_type: 'JWK' })).body as Tokens).id_token).alg).toBe('ES256')
  })
})

describe('channel access tokens', () => {
  test('stateless ones are taken for 15 minutes', async () => {
    const fields = { grant_type: 'client_credentials', client_id: channel.channelId, client_secret: channel.channelSecret }
    const issued = await line.ask('POST', '/oauth2/v3/token', form(fields), anonymous)
    expect(issued).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900 } })
    const bearer = { authorization: `Bearer ${(issued.body as Tokens).access_token}` }
    expect((await line.ask('GET', `/v2/bot/profile/${hana}`, undefined, bearer)).status).toBe(200)
    line.clock.forward({ minutes: 15 })
    expect((await line.ask('GET', `/v2/bot/profile/${hana}`, undefined, bearer)).status).toBe(401)
    expect((await line.ask('POST', '/oauth2/v3/token', form({ ...fields, client_secret: 'wrong' }), anonymous)).status).toBe(400)
  })

  test('short-lived ones can be revoked', async () => {
    const fields = { grant_type: 'client_credentials', client_id: channel.channelId, client_secret: channel.channelSecret }
    const { access_token: accessToken } = (await line.ask('POST', '/v2/oauth/accessToken', form(fields), anonymous)).body as Tokens
    const bearer = { authorization: `Bearer ${accessToken}` }
    expect((await line.ask('GET', '/v2/bot/info', undefined, bearer)).status).toBe(200)
    await line.ask('POST', '/v2/oauth/revoke', form({ access_token: accessToken }), anonymous)
    expect((await line.ask('GET', '/v2/bot/info', undefined, bearer)).status).toBe(401)
  })
})
