import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playLine, pushOf, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
let ken: string
beforeAll(async () => {
  line = await playLine({ monthlyLimit: 3 })
  hana = await line.friend()
  ken = await line.friend('佐藤 健')
})
afterAll(() => line.close())

test('messages count per person reached, replies are free, and above the month’s limit the answer is 429', async () => {
  expect(await line.client.getMessageQuota()).toEqual({ type: 'limited', value: 3 })
  await line.client.pushMessage({ to: hana, messages: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] }, randomUUID())
  await line.client.multicast({ to: [hana, ken], messages: [{ type: 'text', text: 'c' }] })
  await line.sandbox.say(hana, '残高')
  await line.client.replyMessage({ replyToken: line.bot.last().replyToken ?? '', messages: [{ type: 'text', text: 'd' }] })
  expect(await line.client.getMessageQuotaConsumption()).toEqual({ totalUsage: 3 })
  expect(await line.ask('POST', '/v2/bot/message/push', pushOf(hana))).toMatchObject({ status: 429, body: { message: 'You have reached your monthly limit.' } })
})

test('a retry of what was accepted is 409, also when the month is full', async () => {
  line.clock.goTo('2026-12-01T00:00:00+09:00')
  const key = { 'x-line-retry-key': randomUUID() }
  for (const to of [hana, ken]) expect((await line.ask('POST', '/v2/bot/message/push', pushOf(to))).status).toBe(200)
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(200)
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(409)
  expect(await line.client.getMessageQuotaConsumption()).toEqual({ totalUsage: 3 })
})

test('a new month in Japan begins with nothing used', async () => {
  line.clock.goTo('2026-12-31T23:59:59+09:00')
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana))).status).toBe(429)
  line.clock.goTo('2027-01-01T00:00:00+09:00')
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana))).status).toBe(200)
})

test('without a limit the plan says so', async () => {
  const unlimited = await playLine()
  expect(await unlimited.client.getMessageQuota()).toEqual({ type: 'none' })
  await unlimited.close()
})

test('a message that reaches nobody uses nothing up', async () => {
  const other = await playLine({ monthlyLimit: 3 })
  const blocker = await other.friend('ブロックする人')
  await other.sandbox.block(blocker)
  for (const to of [blocker, `U${'0'.repeat(32)}`]) expect((await other.ask('POST', '/v2/bot/message/push', pushOf(to))).status).toBe(200)
  expect(await other.client.getMessageQuotaConsumption()).toEqual({ totalUsage: 0 })
  await other.close()
})
