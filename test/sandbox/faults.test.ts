import { randomUUID } from 'node:crypto'
import { HTTPFetchError } from '@line/bot-sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openRateLimits } from '../line-sandbox/messaging/rate-limits.ts'
import { Refusal } from '../line-sandbox/refusal.ts'
import { channel, playLine, pushOf, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = await line.friend()
})
afterEach(() => line.sandbox.faults.clear())
afterAll(() => line.close())

const push = (headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
  fetch(`${line.sandbox.origin}/v2/bot/message/push`, {
    method: 'POST', headers: { authorization: `Bearer ${channel.channelAccessToken}`, 'content-type': 'application/json', ...headers }, body: JSON.stringify(pushOf(hana)), signal,
  })
const code = (call: () => void): number => {
  try {
    call()
    return 200
  } catch (refusal) {
    return refusal instanceof Refusal ? refusal.code : 0
  }
}
const texts = () => line.sandbox.messagesTo(hana).length

test('the two kinds of 429 are told apart by their words', async () => {
  line.sandbox.faults.set({ api: { kind: '429' } })
  expect(await (await push()).json()).toMatchObject({ message: expect.stringContaining('API rate limit') as string })
  line.sandbox.faults.set({ api: { kind: '429-monthly' } })
  const monthly = await push()
  expect(monthly.status).toBe(429)
  expect(await monthly.json()).toMatchObject({ message: expect.stringContaining('monthly limit') as string })
  expect(texts()).toBe(0)
})

test('a fault hits as often as asked, and where asked', async () => {
  line.sandbox.faults.set({ api: { kind: '500', times: 2, match: 'push' } })
  expect((await line.ask('GET', '/v2/bot/info')).status).toBe(200)
  expect([(await push()).status, (await push()).status, (await push()).status]).toEqual([500, 500, 200])
})

test('a refused call has its request id too', async () => {
  line.sandbox.faults.set({ api: { kind: '500', times: 1 } })
  expect((await push()).headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('a connection that breaks is a fetch that fails, in the real client a TypeError', async () => {
  line.sandbox.faults.set({ api: { kind: 'reset', times: 1 } })
  await expect(line.client.pushMessage({ to: hana, messages: [{ type: 'text', text: 'a' }] }, randomUUID())).rejects.toBeInstanceOf(TypeError)
})

test('a call without an answer is waited for until the caller gives up', async () => {
  line.sandbox.faults.set({ api: { kind: 'timeout', times: 1 } })
  await expect(push({}, AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(line.sandbox.calls.at(-1)).toMatchObject({ path: '/v2/bot/message/push', status: 0 })
})

test.each(['timeout', 'reset', '500'] as const)('a message whose answer was lost (%s) is not sent again under the same retry key', async (kind) => {
  const key = randomUUID()
  const before = texts()
  line.sandbox.faults.set({ api: { kind, times: 1, accepted: true } })
  const first = await push({ 'x-line-retry-key': key }, AbortSignal.timeout(300)).then((answer) => answer.status, () => 0)
  expect(first).toBe(kind === '500' ? 500 : 0)
  expect(texts()).toBe(before + 1)

  expect((await push({ 'x-line-retry-key': key })).status).toBe(409)
  expect(texts()).toBe(before + 1)
})

test('two tries at the same moment send once', async () => {
  const key = { 'x-line-retry-key': randomUUID() }
  const before = texts()
  const codes = await Promise.all([push(key), push(key)].map(async (one) => (await one).status))
  expect(codes.sort()).toEqual([200, 409])
  expect(texts()).toBe(before + 1)
})

test('while LINE is away no endpoint answers, and what people write does not arrive', async () => {
  const seen = line.bot.events().length
  line.sandbox.faults.set({ down: true })
  await expect(line.client.getBotInfo()).rejects.toBeInstanceOf(TypeError)
  await expect(fetch(line.sandbox.jwksUrl)).rejects.toBeInstanceOf(TypeError)
  expect(await line.sandbox.say(hana, '届きますか')).toMatchObject({ status: 0 })
  expect(line.sandbox.chat(hana).at(-1)).toMatchObject({ from: 'person', delivered: false })
  expect(line.bot.events()).toHaveLength(seen)
  line.sandbox.faults.clear()
  expect(await line.client.getBotInfo()).toMatchObject({ displayName: 'みまもりペイ' })
})

test('calls above the documented rates are refused, each endpoint for itself, until its time is over', () => {
  let now = 0
  const checkRate = openRateLimits(() => now)
  const passing = (method: string, route: string, tries: number) => Array.from({ length: tries }, () => code(() => checkRate(method, route))).filter((one) => one === 200).length
  expect(passing('POST', '/v2/bot/message/push', 2_100)).toBe(2_000)
  expect(passing('POST', '/v2/bot/message/multicast', 300)).toBe(200)
  expect(passing('POST', '/v2/bot/chat/loading/start', 200)).toBe(100)
  expect(passing('POST', '/v2/bot/richmenu', 200)).toBe(100)
  now = 1_000
  expect(passing('POST', '/v2/bot/message/multicast', 300)).toBe(200)
  expect(passing('POST', '/v2/bot/richmenu', 1)).toBe(0)
  now = 3_600_000
  expect(passing('POST', '/v2/bot/richmenu', 1)).toBe(1)
})

test('the 101st rich menu within an hour is refused over HTTP too', async () => {
  const tries: number[] = []
  for (let made = 0; made < 101; made += 1) tries.push((await line.ask('POST', '/v2/bot/richmenu', {})).status)
  expect(tries).toEqual([...Array.from({ length: 100 }, () => 400), 429])
})

test('the real client hands the refusal on as HTTPFetchError', async () => {
  line.sandbox.faults.set({ api: { kind: '429', times: 1 } })
  const fault = await line.client.pushMessage({ to: hana, messages: [{ type: 'text', text: 'a' }] }).catch((one: unknown) => one)
  expect(fault).toBeInstanceOf(HTTPFetchError)
})
