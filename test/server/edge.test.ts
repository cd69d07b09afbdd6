import { fastify } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../../server/http/app-type.ts'
import { setUpEdge } from '../../server/http/edge.ts'
import { setPageHeaders } from '../../server/http/headers.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const json = { 'content-type': 'application/json' }
const reasonOf = (body: string) => (JSON.parse(body) as { error: { reason: string } }).error.reason

test('a page that does not exist is a worded 404', async () => {
  const answer = await town.app.inject({ method: 'GET', url: '/api/nothing-here' })
  expect([answer.statusCode, reasonOf(answer.body)]).toEqual([404, 'not-found'])
})

test.each([
  ['broken JSON', json, '{"idToken":', 400, 'broken-json'],
  ['JSON that reaches for prototypes', json, '{"__proto__":{"admin":true}}', 400, 'broken-json'],
  ['a missing field', json, '{}', 400, 'invalid-input'],
  ['a body of another kind', { 'content-type': 'application/xml' }, '<a/>', 415, 'unsupported-media'],
  ['plain text', { 'content-type': 'text/plain' }, '{"idToken":"x"}', 415, 'unsupported-media'],
  ['too much', json, JSON.stringify({ idToken: 'x'.repeat(70_000) }), 413, 'too-large'],
  ['a field that is too long', json, JSON.stringify({ idToken: 'x'.repeat(4_001) }), 400, 'invalid-input'],
])('%s is the client’s mistake and says so', async (_what, headers, payload, status, reason) => {
  const answer = await town.app.inject({ method: 'POST', url: '/api/sign-in/line', headers, payload })
  expect([answer.statusCode, reasonOf(answer.body)]).toEqual([status, reason])
  expect(answer.body).not.toMatch(/at .*\.ts|node_modules/)
})

test('an address that cannot be decoded is a client’s mistake too', async () => {
  const answer = await town.app.inject({ method: 'GET', url: '/api/stores/by-number/%E0%A4%A' })
  expect(answer.statusCode).toBe(400)
})

test('a refusal names what happened, whether money moved, what to do, and the number to read out', async () => {
  const { body, status } = await town.stranger().get<{ error: Record<string, unknown> }>('/api/me')
  expect(status).toBe(401)
  expect(body.error).toMatchObject({ reason: 'not-signed-in', moneyMoved: false, message: '時間がたったため、もう一度確認が必要です。', next: 'もう一度ご確認ください。', en: { message: 'Please sign in again.' } })
  expect(body.error['requestNo']).toMatch(/^[2-9A-HJ-NP-TW-Z]{4}-[2-9A-HJ-NP-TW-Z]{4}$/)
})

test('a wrong field is named in both languages', async () => {
  const hana = await town.customer()
  const { body } = await hana.patch<{ error: { message: string; en: { message: string } } }>('/api/settings', { textSize: 'huge' })
  expect(body.error.message).toContain('「文字の大きさ」')
  expect(body.error.en.message).toContain('Text size')
})

test('another site cannot make a customer’s browser change anything', async () => {
  const hana = await town.customer()
  const answer = await hana.post<{ error: { reason: string } }>('/api/sign-out', {}, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
  expect([answer.status, answer.body.error.reason]).toEqual([403, 'foreign-origin'])
  expect((await hana.get('/api/me')).status).toBe(200)
})

test('each part sees its own pages only', async () => {
  const hana = await town.customer()
  const bakery = await town.store()
  const [sato] = await town.officers('Sato')
  const doors = { customer: '/api/notices', staff: '/api/store/payments', officer: '/api/secretariat/payments' }
  const people = { customer: hana, staff: bakery.owner, officer: sato }
  for (const [who, person] of Object.entries(people)) {
    for (const [door, url] of Object.entries(doors)) {
      const { status, body } = await person.get<{ error?: { reason: string } }>(url)
      expect([who, door, status, body.error?.reason]).toEqual(who === door ? [who, door, 200, undefined] : [who, door, 403, 'not-your-role'])
    }
  }
  for (const url of Object.values(doors)) expect((await town.stranger().get(url)).status).toBe(401)
})

test('an answer that is no page may do nothing in a browser: not run, be framed, sniffed or embedded', async () => {
  for (const [method, url] of [['GET', '/health/live'], ['GET', '/api/me'], ['POST', '/line/webhook'], ['POST', '/api/nowhere']] as const) {
    const { headers } = await town.app.inject({ method, url })
    expect(headers['content-security-policy']).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' })
  }
})

test('pages are never framed, sniffed or fed with foreign scripts, and no two share a nonce', async () => {
  const app = await appWithPage()
  const [page, again] = [await app.inject({ method: 'GET', url: '/page' }), await app.inject({ method: 'GET', url: '/page' })]
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain(`script-src 'self' 'nonce-${page.body}' https://static.line-scdn.net`)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(page.body).toMatch(/^[A-Za-z0-9+/=]{20,}$/)
  expect(page.body).not.toBe(again.body)
  expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'permissions-policy': expect.stringContaining('camera=(self)') as string })
  await app.close()
})

/** Answers its nonce as its page. */
async function appWithPage() {
  const app = fastify().withTypeProvider<ZodTypeProvider>()
  await setUpEdge(app, town.ctx)
  await app.register(async (pages: App) => {
    await setPageHeaders(pages, town.ctx.config)
    pages.get('/page', { config: { who: 'anyone', page: true } }, (_request, reply) => reply.cspNonce.script)
  })
  return app
}

test('answers of the API are never kept by a cache', async () => {
  expect((await town.stranger().get('/api/me')).headers['cache-control']).toBe('no-store')
})

test('the process tells whether it lives, can serve, and how it does', async () => {
  const get = (url: string) => town.app.inject({ method: 'GET', url })
  expect((await get('/health/live')).json()).toEqual({ live: true })
  expect((await get('/health/ready')).json()).toEqual({ ready: true })
  expect((await get('/metrics')).body).toContain('http_request_duration_seconds_count{method="GET",route="/health/live",code="200"}')
})

test('a route that does not say for whom it is keeps the server from starting', async () => {
  const app = fastify().withTypeProvider<ZodTypeProvider>()
  await setUpEdge(app, town.ctx)
  app.get('/open-door', () => 'come in')
  await expect(app.ready()).rejects.toThrow('GET /open-door')
  await app.close()
})

test('a flood from one person is braked, and nobody else is', async () => {
  const [hana, ken] = [await town.customer(), await town.customer()]
  const states = new Map<number, number>()
  for (let asked = 0; asked < 610; asked += 1) {
    const { status } = await hana.get('/api/store/today')
    states.set(status, (states.get(status) ?? 0) + 1)
  }
  expect(states.get(429)).toBeGreaterThan(0)
  expect((await hana.get<{ error: { reason: string } }>('/api/me')).body.error.reason).toBe('too-many-tries')
  expect((await ken.get('/api/me')).status).toBe(200)
})
