import { validateSignature, type webhook } from '@line/bot-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { channel, playLine, pushOf, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine({ redeliverAfterMs: [20, 40] })
  hana = await line.friend()
})
beforeEach(() => {
  line.sandbox.faults.clear()
  line.bot.forget()
})
afterAll(() => line.close())

test('the real SDK accepts the signature of the raw bytes and of nothing else', async () => {
  await line.sandbox.say(hana, '絵文字🤨と「かぎ」')
  const { raw, headers } = line.bot.seen[0]!
  const signature = String(headers['x-line-signature'])
  expect(validateSignature(raw, channel.channelSecret, signature)).toBe(true)
  expect(validateSignature(JSON.stringify(JSON.parse(raw.toString())), channel.channelSecret, signature)).toBe(false)
  expect(validateSignature(Buffer.concat([raw, Buffer.from(' ')]), channel.channelSecret, signature)).toBe(false)
  expect(raw.toString()).toContain(String.raw`\uD83E\uDD28`)
  expect(raw.toString()).toContain('絵文字')
})

test('an event has what every event of LINE has', async () => {
  await line.sandbox.say(hana, '残高')
  const { destination, headers } = line.bot.seen[0]!
  expect(destination).toMatch(/^U[0-9a-f]{32}$/)
  expect(headers['content-type']).toMatch(/^application\/json/)
  expect(headers['user-agent']).toBe('LineBotWebhook/2.0')
  const event = line.bot.last() as unknown as webhook.MessageEvent
  expect(event).toMatchObject({ type: 'message', mode: 'active', timestamp: line.clock.now().getTime(), source: { type: 'user', userId: hana }, deliveryContext: { isRedelivery: false } })
  expect(event.webhookEventId).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  expect(event.replyToken).toMatch(/^\S{20,}$/)
  expect(event.message).toMatchObject({ type: 'text', text: '残高' })
  expect(event.message.id).toMatch(/^\d{18}$/)
})

test('a person who acts tells how the bot answered', async () => {
  line.bot.answersWith(500)
  const told = await line.sandbox.say(hana, '残高')
  expect(told).toMatchObject({ status: 500, webhookEventIds: [line.bot.last().webhookEventId] })
})

test('following, blocking and coming back', async () => {
  const { lineUserId } = line.sandbox.addPerson({ name: '佐藤 健' })
  await line.sandbox.follow(lineUserId)
  expect(line.bot.last()).toMatchObject({ type: 'follow', follow: { isUnblocked: false }, source: { userId: lineUserId } })
  expect(line.bot.last().replyToken).toBeTruthy()
  await line.sandbox.block(lineUserId)
  expect(line.bot.last()).toMatchObject({ type: 'unfollow' })
  expect(line.bot.last().replyToken).toBeUndefined()
  await line.sandbox.unblock(lineUserId)
  expect(line.bot.last()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } })
})

test('a tap shows its words in the chat and brings its data to the bot', async () => {
  await line.sandbox.tap(hana, 'action=doubt&id=1', { displayText: '覚えがない' })
  expect(line.bot.last()).toMatchObject({ type: 'postback', postback: { data: 'action=doubt&id=1' } })
  expect(line.sandbox.chat(hana).at(-1)).toMatchObject({ from: 'person', messages: [{ type: 'text', text: '覚えがない' }] })
  await line.sandbox.tap(hana, 'day', { params: { date: '2026-11-24' } })
  expect(line.bot.last()).toMatchObject({ postback: { data: 'day', params: { date: '2026-11-24' } } })
})

test('stickers, and messages taken back', async () => {
  await line.sandbox.sticker(hana)
  expect(line.bot.last()).toMatchObject({ type: 'message', message: { type: 'sticker', stickerResourceType: 'STATIC' } })
  await line.sandbox.say(hana, 'まちがい')
  const messageId = line.bot.last().message!.id
  await line.sandbox.unsend(hana, messageId)
  expect(line.bot.last()).toMatchObject({ type: 'unsend', unsend: { messageId } })
  expect(JSON.stringify(line.sandbox.chat(hana))).not.toContain('まちがい')
})

test('what happens at the same moment travels in one body', async () => {
  await Promise.all([line.sandbox.say(hana, '一'), line.sandbox.say(hana, '二')])
  expect(line.bot.seen).toHaveLength(1)
  expect(line.bot.events().map((event) => event.message?.['text'])).toEqual(['一', '二'])
})

test('without a 2xx and with redelivery on, the same event comes again, marked, until the bot takes it', async () => {
  line.sandbox.faults.set({ webhook: { redeliver: true } })
  line.bot.answersEach((before) => (before < 2 ? 503 : 200))
  const told = await line.sandbox.say(hana, '残高')
  expect(told.status).toBe(200)
  const [first, second, third, more] = line.bot.events()
  expect([first, second, third].map((event) => event?.deliveryContext.isRedelivery)).toEqual([false, true, true])
  expect([second, third].map((event) => [event?.webhookEventId, event?.replyToken, event?.timestamp])).toEqual(Array.from({ length: 2 }, () => [first?.webhookEventId, first?.replyToken, first?.timestamp]))
  expect(more).toBeUndefined()
})

test('with redelivery off nothing comes again', async () => {
  line.bot.answersWith(503)
  await line.sandbox.say(hana, '残高')
  await line.sandbox.say(hana, '履歴')
  expect(line.bot.seen).toHaveLength(2)
})

test('duplicates have the same event id and are not marked', async () => {
  line.sandbox.faults.set({ webhook: { duplicate: true } })
  await line.sandbox.say(hana, '残高')
  const [first, second] = line.bot.events()
  expect(second).toEqual(first)
  expect(second?.deliveryContext.isRedelivery).toBe(false)
})

test('on request what happened together arrives in the opposite order', async () => {
  line.sandbox.faults.set({ webhook: { shuffle: true } })
  await Promise.all(['一', '二', '三'].map((words) => line.sandbox.say(hana, words)))
  expect(line.bot.events().map((event) => event.message?.['text'])).toEqual(['三', '二', '一'])
  const times = line.bot.events().map((event) => event.timestamp)
  expect(times).toEqual([...times].sort((a, b) => b - a))
})

test('LINE waits two seconds and writes request_timeout down', async () => {
  line.bot.answersWith('silence')
  const told = await line.sandbox.say(hana, '残高')
  expect(told.status).toBe(0)
  expect(line.sandbox.webhookErrors().at(-1)).toMatchObject({ reason: 'request_timeout', webhookEventIds: told.webhookEventIds })
})

test('a bot that is not there is could_not_connect, a 500 is error_status_code', async () => {
  line.sandbox.webhooksGoTo('http://127.0.0.1:9/line/webhook')
  expect(await line.sandbox.say(hana, '残高')).toMatchObject({ status: 0 })
  expect(line.sandbox.webhookErrors().at(-1)?.reason).toBe('could_not_connect')
  line.sandbox.webhooksGoTo(line.bot.webhookUrl)
  line.bot.answersWith(500)
  await line.sandbox.say(hana, '残高')
  expect(line.sandbox.webhookErrors().at(-1)?.reason).toBe('error_status_code')
})

test('tests send raw webhooks: wrong signature, none, broken JSON, no events, unknown kinds', async () => {
  await line.sandbox.deliver({ events: [] })
  expect(line.bot.seen.at(-1)).toMatchObject({ events: [] })
  expect(validateSignature(line.bot.seen.at(-1)!.raw, channel.channelSecret, String(line.bot.seen.at(-1)!.headers['x-line-signature']))).toBe(true)
  await line.sandbox.deliver({ events: [{ type: 'membership' }], signature: 'AAAA' })
  expect(line.bot.seen.at(-1)).toMatchObject({ events: [{ type: 'membership' }], headers: { 'x-line-signature': 'AAAA' } })
  await line.sandbox.deliver({ body: '{"events":', headers: { 'x-extra': '1' } })
  expect(line.bot.seen.at(-1)?.raw.toString()).toBe('{"events":')
  expect(line.bot.seen.at(-1)?.headers['x-extra']).toBe('1')
  await line.sandbox.deliver({ events: [], signature: null })
  expect(line.bot.seen.at(-1)?.headers['x-line-signature']).toBeUndefined()
})

test('the console’s verify button posts a signed body without events', async () => {
  expect(await line.client.testWebhookEndpoint()).toMatchObject({ success: true, statusCode: 200 })
  expect(line.bot.seen.at(-1)?.events).toEqual([])
})

test('who blocks the bot cannot write to it', async () => {
  const blocker = await line.friend('ブロックする人')
  await line.sandbox.block(blocker)
  await expect(line.sandbox.say(blocker, 'こんにちは')).rejects.toThrow()
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(blocker))).status).toBe(200)
})
