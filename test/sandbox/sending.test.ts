import { randomUUID } from 'node:crypto'
import { HTTPFetchError } from '@line/bot-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { channel, playLine, pushOf, type PlayedLine } from './played-line.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = await line.friend()
})
beforeEach(() => line.bot.forget())
afterAll(() => line.close())

const text = (words: string) => ({ type: 'text' as const, text: words })

test('a push by the real client arrives in the chat and answers the ids of its messages', async () => {
  const { httpResponse, body } = await line.client.pushMessageWithHttpInfo({ to: hana, messages: [text('残高は¥13,000です'), text('二つ目')] }, randomUUID())
  expect(httpResponse.headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(body.sentMessages).toHaveLength(2)
  expect(line.sandbox.messagesTo(hana).slice(-2)).toMatchObject([{ type: 'text', text: '残高は¥13,000です', id: body.sentMessages[0]!.id }, { text: '二つ目' }])
  expect(line.sandbox.chat(hana).at(-1)).toMatchObject({ from: 'bot', via: 'push', delivered: true })
})

test('without the channel’s token every answer is 401', async () => {
  for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${channel.channelAccessToken}`]) {
    const answer = await line.ask('POST', '/v2/bot/message/push', pushOf(hana), { authorization })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('x-line-request-id')).toBeTruthy()
  }
})

test('a reply token works once', async () => {
  await line.sandbox.say(hana, '残高')
  const { replyToken = '' } = line.bot.last()
  const { sentMessages } = await line.client.replyMessage({ replyToken, messages: [text('¥13,000')] })
  expect(sentMessages).toHaveLength(1)
  expect(line.sandbox.chat(hana).at(-1)).toMatchObject({ from: 'bot', via: 'reply', delivered: true })
  const again = await line.ask('POST', '/v2/bot/message/reply', { replyToken, messages: [text('¥13,000')] })
  expect(again).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } })
})

test('a reply token is worth nothing after a minute', async () => {
  await line.sandbox.say(hana, '残高')
  const early = line.bot.last().replyToken ?? ''
  await line.sandbox.say(hana, '残高')
  const late = line.bot.last().replyToken ?? ''
  line.clock.forward({ seconds: 59 })
  expect((await line.ask('POST', '/v2/bot/message/reply', { replyToken: early, messages: [text('a')] })).status).toBe(200)
  line.clock.forward({ seconds: 2 })
  expect(await line.ask('POST', '/v2/bot/message/reply', { replyToken: late, messages: [text('b')] })).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } })
})

test('the real client learns of a refusal as HTTPFetchError with LINE’s words', async () => {
  const refused = await line.client.replyMessage({ replyToken: '0'.repeat(32), messages: [text('a')] }).catch((fault: unknown) => fault)
  expect(refused).toBeInstanceOf(HTTPFetchError)
  expect(refused).toMatchObject({ status: 400 })
  expect(JSON.parse((refused as HTTPFetchError).body)).toEqual({ message: 'Invalid reply token' })
})

test('the same retry key sends once: the second try is 409 with the first one’s request id and messages', async () => {
  const key = randomUUID()
  const first = await line.client.pushMessageWithHttpInfo({ to: hana, messages: [text('一度だけ')] }, key)
  const before = line.sandbox.messagesTo(hana).length
  const second = await line.ask('POST', '/v2/bot/message/push', pushOf(hana, '一度だけ'), { 'x-line-retry-key': key.toUpperCase() })
  expect(second.status).toBe(409)
  expect(second.headers.get('x-line-accepted-request-id')).toBe(first.httpResponse.headers.get('x-line-request-id'))
  expect(second.headers.get('x-line-request-id')).not.toBe(first.httpResponse.headers.get('x-line-request-id'))
  expect(second.body).toMatchObject({ message: 'The retry key is already accepted', sentMessages: first.body.sentMessages })
  expect(line.sandbox.messagesTo(hana)).toHaveLength(before)
})

test('a retry key is remembered for 24 hours', async () => {
  const key = { 'x-line-retry-key': randomUUID() }
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(200)
  line.clock.forward({ hours: 23, minutes: 59 })
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(409)
  line.clock.forward({ minutes: 2 })
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(200)
})

test('a refused message uses up no retry key', async () => {
  const key = { 'x-line-retry-key': randomUUID() }
  expect((await line.ask('POST', '/v2/bot/message/push', { to: hana, messages: [] }, key)).status).toBe(400)
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), key)).status).toBe(200)
})

test('a retry key that is no UUID, or at another endpoint, is 400', async () => {
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana), { 'x-line-retry-key': 'payment-1' })).status).toBe(400)
  await line.sandbox.say(hana, '残高')
  const reply = { replyToken: line.bot.last().replyToken, messages: [text('a')] }
  expect((await line.ask('POST', '/v2/bot/message/reply', reply, { 'x-line-retry-key': randomUUID() })).status).toBe(400)
  expect((await line.ask('GET', `/v2/bot/profile/${hana}`, undefined, { 'x-line-retry-key': randomUUID() })).status).toBe(400)
  expect((await line.ask('POST', '/v2/bot/message/reply', reply)).status).toBe(200)
})

test('who blocks, is no friend or does not exist is answered 200 and gets nothing', async () => {
  const blocker = await line.friend('ブロックする人')
  await line.sandbox.block(blocker)
  const { lineUserId: stranger } = line.sandbox.addPerson({ name: '知らない人' })
  for (const to of [blocker, stranger, `U${'0'.repeat(32)}`]) {
    expect((await line.ask('POST', '/v2/bot/message/push', pushOf(to))).status).toBe(200)
    expect(line.sandbox.messagesTo(to)).toEqual([])
  }
  expect(line.sandbox.chat(blocker).at(-1)).toMatchObject({ from: 'bot', delivered: false })
  await line.sandbox.unblock(blocker)
  await line.ask('POST', '/v2/bot/message/push', pushOf(blocker, 'おかえりなさい'))
  expect(line.sandbox.messagesTo(blocker)).toMatchObject([{ text: 'おかえりなさい' }])
})

test('who is no friend but wrote can be reached for seven days', async () => {
  const { lineUserId: visitor } = line.sandbox.addPerson({ name: '通りがかりの人' })
  await line.sandbox.say(visitor, 'こんにちは')
  await line.ask('POST', '/v2/bot/message/push', pushOf(visitor, '届く'))
  line.clock.forward({ days: 7, minutes: 1 })
  await line.ask('POST', '/v2/bot/message/push', pushOf(visitor, '届かない'))
  expect(line.sandbox.messagesTo(visitor)).toMatchObject([{ text: '届く' }])
})

test('a multicast reaches each friend once, and takes at most 500 people', async () => {
  const ken = await line.friend('佐藤 健')
  const before = line.sandbox.messagesTo(ken).length
  await line.client.multicast({ to: [hana, ken, ken], messages: [text('お知らせ')] }, randomUUID())
  expect(line.sandbox.messagesTo(ken).slice(before)).toMatchObject([{ text: 'お知らせ' }])
  expect(line.sandbox.chat(ken).at(-1)).toMatchObject({ via: 'multicast' })
  const many = (count: number) => Array.from({ length: count }, (_, at) => `U${at.toString(16).padStart(32, '0')}`)
  expect((await line.ask('POST', '/v2/bot/message/multicast', { to: many(500), messages: [text('a')] })).status).toBe(200)
  expect((await line.ask('POST', '/v2/bot/message/multicast', { to: many(501), messages: [text('a')] })).status).toBe(400)
  expect((await line.ask('POST', '/v2/bot/message/multicast', { to: [], messages: [text('a')] })).status).toBe(400)
})

test('the validate endpoints judge messages and send nothing', async () => {
  const before = line.sandbox.messagesTo(hana).length
  await line.client.validatePush({ messages: [text('a')] })
  await line.client.validateReply({ messages: [text('a')] })
  const wrong = await line.ask('POST', '/v2/bot/message/validate/push', { messages: [{ type: 'text' }] })
  expect(wrong).toMatchObject({ status: 400, body: { details: [{ property: 'messages[0].text' }] } })
  expect(line.sandbox.messagesTo(hana)).toHaveLength(before)
})

test('LINE remembers the calls it saw, with their request ids', async () => {
  const key = randomUUID()
  const answer = await line.ask('POST', '/v2/bot/message/push', pushOf(hana, 'おぼえる'), { 'x-line-retry-key': key })
  expect(line.sandbox.calls.at(-1)).toMatchObject({
    method: 'POST', path: '/v2/bot/message/push', status: 200, requestId: answer.headers.get('x-line-request-id'), retryKey: key, body: { to: hana },
  })
})

test('a body over 2 MB is 413, broken JSON 400, an unknown address 404', async () => {
  expect((await line.ask('POST', '/v2/bot/message/push', pushOf(hana, 'x'.repeat(2 * 1024 * 1024)))).status).toBe(413)
  expect((await line.ask('POST', '/v2/bot/message/push', '{"to":', { 'content-type': 'application/json' })).status).toBe(400)
  expect((await line.ask('POST', '/v2/bot/message/telegram', {})).status).toBe(404)
})
