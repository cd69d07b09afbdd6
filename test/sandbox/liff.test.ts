import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channel, playLine, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = line.sandbox.addPerson({ name: '山田 花子', key: 'hana', friend: true }).lineUserId
})
afterAll(() => line.close())

const phone = 'http://hana.mimamori.localhost:3000'
const open = async (asked: Record<string, unknown>) => (await line.ask('POST', '/sandbox/people/hana/open-liff', asked)) as { status: number; body: { url: string } }
const start = async (asked: Record<string, unknown> = { path: '/' }) => {
  const url = new URL((await open(asked)).body.url)
  return { url, hash: Object.fromEntries(new URLSearchParams(url.hash.slice(1))) }
}
const bearer = (accessToken = '') => ({ authorization: `Bearer ${accessToken}` })

/** As the SDK decodes it. */
const contextOf = (token = '') => JSON.parse(atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')) as Record<string, unknown>

test('a LIFF URL leads to the endpoint with the rest in liff.state', async () => {
  const answer = await line.ask('GET', `/${channel.liffId}/pay/s/abc?x=%E3%81%82&y=2`)
  expect(answer.status).toBe(302)
  const to = new URL(answer.headers.get('location') ?? '')
  expect(to.origin).toBe('http://mimamori.localhost:3000')
  expect(to.searchParams.get('liff.state')).toBe('/pay/s/abc?x=%E3%81%82&y=2')
  expect((await line.ask('GET', `/${channel.liffId}`)).headers.get('location')).toBe('http://mimamori.localhost:3000/')
})

test('inside LINE the app opens on the person’s own host with tokens in the hash', async () => {
  const { url, hash } = await start({ url: `https://liff.line.me/${channel.liffId}/pay/s/abc?x=1` })
  expect(url.origin).toBe(phone)
  expect(url.searchParams.get('liff.state')).toBe('/pay/s/abc?x=1')
  expect(Object.keys(hash).sort()).toEqual(['access_token', 'client_id', 'context_token', 'feature_token', 'id_token'])
  expect(hash['client_id']).toBe(channel.loginChannelId)
  expect(decodeJwt(hash['id_token'] ?? '')).toMatchObject({ sub: hana, aud: channel.loginChannelId, name: '山田 花子' })
  expect(contextOf(hash['context_token'])).toMatchObject({
    type: 'utou', userId: hana, liffId: channel.liffId, endpointUrl: `${phone}/`, permanentLinkPattern: 'concat',
    availability: { scanCodeV2: { permission: true }, subwindowOpen: { permission: true } },
  })
})

test('the tokens of a start are those that LINE’s endpoints take', async () => {
  const { hash } = await start()
  const accessToken = hash['access_token'] ?? ''
  expect((await line.ask('GET', `/oauth2/v2.1/verify?access_token=${accessToken}`)).body).toMatchObject({ client_id: channel.loginChannelId, expires_in: 12 * 60 * 60 })
  expect((await line.ask('GET', '/v2/profile', undefined, bearer(accessToken))).body).toEqual({ userId: hana, displayName: '山田 花子' })
  expect((await line.ask('GET', '/friendship/v1/status', undefined, bearer(accessToken))).body).toEqual({ friendFlag: true })
})

test('outside LINE the app opens without tokens', async () => {
  const { url } = await start({ path: '/pay?x=1', external: true })
  expect(url.href).toBe(`${phone}/?liff.state=${encodeURIComponent('/pay?x=1')}`)
})

test('only this app’s LIFF URLs and paths are opened', async () => {
  for (const asked of [{ url: 'https://liff.line.me/1-other/pay' }, { url: 'https://evil.example/' }, { url: 'data:text/html,x' }, { path: '//evil.example/' }, { path: 'pay' }]) {
    expect((await open(asked)).status).toBe(400)
  }
})

test('the context token names the endpoint on the host that asks', async () => {
  const context = async (origin: string) => contextOf(((await line.ask('GET', `/liff/v2/apps/${channel.liffId}/contextToken`, undefined, { origin, authorization: '' })).body as { contextToken: string }).contextToken)
  expect(await context(phone)).toMatchObject({ type: 'external', endpointUrl: `${phone}/`, scope: expect.arrayContaining(['openid', 'profile']) as string[] })
  expect(await context('https://evil.example')).toMatchObject({ endpointUrl: 'http://mimamori.localhost:3000/' })
  expect((await line.ask('GET', '/liff/v2/apps/1-other/contextToken')).status).toBe(404)
})

test('pages on other hosts may call what the SDK calls', async () => {
  const asked = await line.ask('OPTIONS', '/v2/profile', undefined, { origin: phone, 'access-control-request-headers': 'authorization,content-type' })
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe('*')
  expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
})

test('liff.sendMessages makes the person write; a Flex message is heard as its alternative text', async () => {
  const { hash } = await start()
  const contents = { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'a' }] } }
  const answer = await line.ask('POST', '/message/v3/share', { messages: [{ type: 'flex', altText: '支払いました', contents }] }, bearer(hash['access_token']))
  expect(answer.status).toBe(200)
  expect(line.sandbox.chat(hana).at(-1)).toMatchObject({ from: 'person', messages: [{ type: 'text', text: '支払いました' }] })
})

test('outside LINE nobody can send messages for the person', async () => {
  expect((await line.ask('POST', '/message/v3/share', { messages: [{ type: 'text', text: 'a' }] }, bearer('nothing'))).status).toBe(401)
})

test('LINE’s content servers answer what the SDK loads', async () => {
  expect((await line.ask('GET', '/liff/edge/2/non-ios-extensions_2_22_0.js')).body).toContain('liffClientExtension')
  expect((await line.ask('GET', '/xlt/manifest.json')).body).toHaveProperty('languages.ja')
})

test('the bridge names the origin it was loaded from', async () => {
  const script = String((await line.ask('GET', '/bridge.js')).body)
  expect(script).toContain(`'${line.sandbox.origin}'`)
  expect(script).toContain(`'${channel.liffId}'`)
  expect(script).not.toMatch(/__[A-Z_]+__/)
})

test('the same is served over TLS under LINE’s host names', async () => {
  const { request } = await import('node:https')
  const { sandbox } = await playLine({ tlsPort: 0 })
  const kid = await new Promise<string>((found, fail) => {
    const asked = request({ host: '127.0.0.1', port: sandbox.tlsPort ?? 0, path: '/oauth2/v2.1/certs', servername: 'api.line.me', headers: { host: 'api.line.me' }, rejectUnauthorized: false }, (answer) => {
      let text = ''
      answer.on('data', (part: Buffer) => (text += part.toString()))
      answer.on('end', () => found((JSON.parse(text) as { keys: { kid: string }[] }).keys[0]?.kid ?? ''))
    })
    asked.on('error', fail).end()
  })
  expect(kid).not.toBe('')
  await sandbox.close()
})
