import { HTTPFetchError } from '@line/bot-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playLine, pushOf, type PlayedLine } from './played-line.ts'
import { png } from './pictures.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = await line.friend()
})
afterAll(() => line.close())

const code = (call: Promise<unknown>) => call.then(() => 200, (fault: unknown) => (fault instanceof HTTPFetchError ? fault.status : 0))

test('the profile of a friend is told; of who blocks, is no friend or does not exist it is 404', async () => {
  const blocker = await line.friend('ブロックする人')
  await line.sandbox.block(blocker)
  const { lineUserId: stranger } = line.sandbox.addPerson({ name: '知らない人' })

  expect(await line.client.getProfile(hana)).toMatchObject({ userId: hana, displayName: '山田 花子' })
  for (const id of [blocker, stranger, `U${'0'.repeat(32)}`]) expect(await code(line.client.getProfile(id))).toBe(404)
})

test('the loading dots are shown until their time is over or a message comes', async () => {
  const loadingUntil = () => line.sandbox.people().find((person) => person.lineUserId === hana)?.loadingUntil
  expect((await line.ask('POST', '/v2/bot/chat/loading/start', { chatId: hana, loadingSeconds: 10 })).status).toBe(202)
  expect(loadingUntil()).toBe(line.clock.now().getTime() + 10_000)
  await line.ask('POST', '/v2/bot/message/push', pushOf(hana))
  expect(loadingUntil()).toBe(0)
})

test('the loading dots last 5 to 60 seconds, in steps of 5', async () => {
  for (const loadingSeconds of [0, 4, 7, 65]) expect((await line.ask('POST', '/v2/bot/chat/loading/start', { chatId: hana, loadingSeconds })).status).toBe(400)
  expect((await line.ask('POST', '/v2/bot/chat/loading/start', { chatId: hana })).status).toBe(202)
})

test('a message is marked as read by the token of its webhook', async () => {
  await line.sandbox.say(hana, '見ましたか')
  expect(await code(line.client.markMessagesAsReadByToken({ markAsReadToken: String(line.bot.last().message?.['markAsReadToken']) }))).toBe(200)
  expect((await line.ask('POST', '/v2/bot/chat/markAsRead', {})).status).toBe(400)
})

test('a picture that a person sent is fetched by its message id', async () => {
  const sent = png(20, 10)
  await line.sandbox.picture(hana, sent)
  const { id, ['contentProvider']: contentProvider } = line.bot.last().message!
  expect(contentProvider).toEqual({ type: 'line' })
  const parts: Buffer[] = []
  for await (const part of await line.client.getMessageContent(id)) parts.push(part as Buffer)
  expect(Buffer.concat(parts)).toEqual(sent)
  expect(await code(line.client.getMessageContent('1'))).toBe(404)
})

test('a link token is given although the client announces JSON and sends none', async () => {
  const { linkToken } = await line.client.issueLinkToken(hana)
  expect(linkToken).toMatch(/^\S{20,}$/)
})

test('linking uses the token up and tells the bot the nonce', async () => {
  const { linkToken } = await line.client.issueLinkToken(hana)
  const path = `/dialog/bot/accountLink?linkToken=${linkToken}&nonce=abcdefghij0123456789`
  expect((await line.ask('GET', path)).status).toBe(200)
  expect(line.bot.last()).toMatchObject({ type: 'accountLink', source: { userId: hana }, link: { result: 'ok', nonce: 'abcdefghij0123456789' } })
  expect((await line.ask('GET', path)).status).toBe(400)
})

test('a link token is good for ten minutes', async () => {
  const { linkToken } = await line.client.issueLinkToken(hana)
  line.clock.forward({ minutes: 10, seconds: 1 })
  expect((await line.ask('GET', `/dialog/bot/accountLink?linkToken=${linkToken}&nonce=abcdefghij0123456789`)).status).toBe(400)
})

test('the bot knows itself', async () => {
  const { userId, displayName } = await line.client.getBotInfo()
  expect(userId).toMatch(/^U[0-9a-f]{32}$/)
  expect(displayName).toBe('みまもりペイ')
  await line.sandbox.say(hana, 'だれ')
  expect(line.bot.seen.at(-1)?.destination).toBe(userId)
})
