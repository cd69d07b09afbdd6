import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceClock } from '../../server/practice-clock.ts'
import { playLine, pushOf, type PlayedLine } from './played-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'mimamori-sandbox-'))
const clockFile = join(folder, 'clock.json')
const townFile = join(folder, 'town.json')
const secret = `whsec_${Buffer.from('a practice secret').toString('base64')}`
const takahashi = { key: 'takahashi', name: '高橋', lineUserId: `U${'a'.repeat(32)}`, loginId: 'takahashi', password: 'renshu', role: 'officer' }

let line: PlayedLine
beforeAll(async () => {
  writeFileSync(townFile, JSON.stringify({
    customers: [{ key: 'hana', lineUserId: `U${'1'.repeat(32)}`, balance: '13000', name: '<b>花子</b>', registered: true }, { key: 'ken', lineUserId: `U${'2'.repeat(32)}`, balance: '0', name: '佐藤 健', registered: false }],
    stores: [{ storeCode: '482731', code: 'S-0142', name: 'みどり青果店', posterUrl: 'https://liff.line.me/2000000002-Mimamori/pay/s/x', staff: [{ ...takahashi, key: 'midori-owner', lineUserId: `U${'b'.repeat(32)}`, role: 'owner' }] }],
    officers: [takahashi],
  }))
  line = await playLine({ clockFile, townFile, notificationSecrets: secret })
})
afterAll(async () => {
  await line.close()
  rmSync(folder, { recursive: true })
})

const state = async () => (await line.ask('GET', '/sandbox/state')).body as { people: Record<string, unknown>[]; chats: Record<string, unknown[]>; log: { text: string; level: string }[]; visibleQrs: unknown[]; clock: { offsetMs: number } }
const hana = `U${'1'.repeat(32)}`

test('the people of the seed live in the town; who is not registered is no friend yet', async () => {
  const { people, visibleQrs } = await state()
  expect(people.map(({ key, friend, storeName, loginId }) => ({ key, friend, storeName, loginId }))).toEqual([
    { key: 'hana', friend: true }, { key: 'ken', friend: false },
    { key: 'midori-owner', friend: true, storeName: 'みどり青果店', loginId: 'takahashi' }, { key: 'takahashi', friend: true, loginId: 'takahashi' },
  ])
  expect(visibleQrs).toEqual([{ label: 'みどり青果店', url: 'https://liff.line.me/2000000002-Mimamori/pay/s/x' }])
})

test('what people do over HTTP reaches the bot, by key or by user id', async () => {
  expect((await line.ask('POST', '/sandbox/people/hana/say', { text: '残高' })).body).toMatchObject({ status: 200, webhookEventIds: [expect.any(String)] })
  expect((await line.ask('POST', `/sandbox/people/${hana}/tap`, { data: 'a=1', displayText: null })).body).toMatchObject({ status: 200 })
  expect((await line.ask('POST', '/sandbox/people/ken/follow')).body).toMatchObject({ status: 200 })
  expect(line.bot.events().slice(-3).map((event) => event.type)).toEqual(['message', 'postback', 'follow'])
  expect((await line.ask('POST', '/sandbox/people/nobody/say', { text: 'a' })).status).toBe(404)
  expect((await line.ask('POST', '/sandbox/people/hana/say', {})).status).toBe(400)
})

test('unread messages are counted until the chat is looked at', async () => {
  const unread = async () => (await state()).people.find((person) => person['key'] === 'hana')?.['unread']
  await line.ask('POST', '/v2/bot/message/push', pushOf(hana))
  expect(await unread()).toBe(1)
  await line.ask('POST', '/sandbox/people/hana/read')
  expect(await unread()).toBe(0)
})

test('newcomers get a key that is a host label, and nobody gets another’s', async () => {
  expect((await line.ask('POST', '/sandbox/people', { name: '新しい人' })).body).toMatchObject({ key: expect.stringMatching(/^person-\d+$/) as string, friend: false })
  expect((await line.ask('POST', '/sandbox/people', { name: 'x', key: '<script>' })).status).toBe(400)
  expect((await line.ask('POST', '/sandbox/people', { name: 'x', key: 'hana', lineUserId: `U${'9'.repeat(32)}` })).status).toBe(409)
})

test('the clock goes forward only, and its file tells the server', async () => {
  const before = (await state()).clock.offsetMs
  await line.ask('POST', '/sandbox/clock', { advanceMs: 15 * 60_000 })
  expect(JSON.parse(readFileSync(clockFile, 'utf8'))).toEqual({ offsetMs: before + 15 * 60_000 })
  expect((await line.ask('POST', '/sandbox/clock', { advanceMs: -1 })).status).toBe(400)
  expect((await line.ask('POST', '/sandbox/clock', { goToIso: '2020-01-01T00:00:00+09:00' })).status).toBe(400)
  expect((await line.ask('POST', '/sandbox/clock', { goToIso: '2026-11-24T09:00:00+09:00' })).body).toMatchObject({ nowIso: '2026-11-24T00:00:00.000Z' })
})

test('a clock move is answered when the programme’s processes, which look at the file now and then, know it too', async () => {
  const process = practiceClock(clockFile)
  const before = process.now().getTime()
  await line.ask('POST', '/sandbox/clock', { advanceMs: 38_000 })
  expect(process.now().getTime() - before).toBeGreaterThanOrEqual(38_000)
})

test('the convenience store signs its notification as Standard Webhooks say', async () => {
  expect((await line.ask('POST', '/sandbox/notify', { kind: 'repayment', reference: 'R-2026-000045', amount: 3200 })).body).toMatchObject({ status: 202 })
  const { path, headers, text } = line.bot.others.at(-1)!
  expect(path).toBe('/notifications/payments')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', 'a practice secret').update(signed).digest('base64')}`)
  expect(JSON.parse(text)).toMatchObject({ id: headers['webhook-id'], type: 'money.paid', data: { kind: 'repayment', reference: 'R-2026-000045', amount: 3200, currency: 'JPY' } })
})

test('paying from another device goes through the app’s own door, with a fresh login', async () => {
  await line.ask('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '482731', amount: 4800 })
  const signIn = line.bot.others.at(-1)!
  expect(signIn.path).toBe('/api/sign-in/line')
  expect(signIn.headers.origin).toBe('http://mimamori.localhost:3000')
  expect(JSON.parse(signIn.text)).toMatchObject({ idToken: expect.stringMatching(/^ey/) as string })
})

test('a scenario goes step by step, and stays where it is when a step fails', async () => {
  expect((await line.ask('POST', '/sandbox/scenarios/nothing/start')).status).toBe(404)
  expect((await line.ask('POST', '/sandbox/scenarios/simultaneous-payments/start')).body).toMatchObject({ current: { id: 'simultaneous-payments', step: 0 } })
  line.sandbox.webhooksGoTo('http://127.0.0.1:9/line/webhook')
  expect((await line.ask('POST', '/sandbox/scenarios/next')).status).toBe(502)
  expect((await line.ask('GET', '/sandbox/scenarios')).body).toMatchObject({ current: { id: 'simultaneous-payments', step: 0 } })
  line.sandbox.webhooksGoTo(line.bot.webhookUrl)
  expect((await line.ask('POST', '/sandbox/scenarios/next')).body).toMatchObject({ current: { id: 'simultaneous-payments', step: 1 } })
})

test('pages of other sites may not touch the town', async () => {
  expect((await line.ask('POST', '/sandbox/people/hana/block', undefined, { origin: 'https://evil.example' })).status).toBe(403)
  const ours = await line.ask('GET', '/sandbox/state', undefined, { origin: 'http://town.mimamori.localhost:4000' })
  expect(ours.headers.get('access-control-allow-origin')).toBe('http://town.mimamori.localhost:4000')
})

test('the page hears of changes as they happen', async () => {
  const stream = await fetch(`${line.sandbox.origin}/sandbox/events`)
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = (await reader.read()).value ?? ''
  await line.ask('POST', '/sandbox/faults', { webhook: { duplicate: true } })
  while (!heard.includes('"kind":"faults"')) heard += (await reader.read()).value ?? ''
  expect(heard).toContain('data: {"kind":"faults","faults":{"webhook":{"duplicate":true}}}')
  await reader.cancel()
  await line.ask('DELETE', '/sandbox/faults')
})

test('what happened is told in Japanese, failures marked', async () => {
  await line.ask('POST', '/v2/bot/message/push', pushOf(`U${'0'.repeat(32)}`))
  const { log } = await state()
  expect(log.at(-1)).toMatchObject({ level: 'danger', text: expect.stringContaining('届きません') as string })
  expect(log.some((event) => event.level === 'info' && event.text.includes('LINE → サーバー：メッセージ → 200'))).toBe(true)
})

test('the town’s page is served with a policy that frames only the phones', async () => {
  const page = await line.ask('GET', '/')
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.headers.get('content-security-policy')).toContain('frame-src http://mimamori.localhost:3000 http://*.mimamori.localhost:3000')
})
