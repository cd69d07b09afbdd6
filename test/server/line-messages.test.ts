import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../server/line/flex.ts'
import { say } from '../../server/line/say.ts'
import { tellLine } from '../../server/line/send-message.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterEach(() => {
  town.sandbox.faults.clear()
})
afterAll(() => town.close())

let facts = 0
/** Somebody who has us as a friend, and a message meant for them. */
async function meant(text = 'お知らせです', reply?: { token: string; at?: Date }) {
  const { lineUserId } = town.sandbox.addPerson({ name: '誰か' })
  await town.sandbox.follow(lineUserId)
  await town.settles()
  const before = town.sandbox.messagesTo(lineUserId).length
  const fact = `test:${(facts += 1)}`
  await saying(lineUserId, fact, text, reply)
  return { lineUserId, fact, got: () => town.sandbox.messagesTo(lineUserId).slice(before), row: () => rowOf(fact) }
}
const saying = (lineUserId: string, fact: string, text: string, reply?: { token: string; at?: Date }) =>
  town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) =>
    say(tx, { lineUserId, kind: 'F10', fact, messages: [textMessage(text)], now: reply?.at ?? town.clock.now(), ...(reply ? { replyToken: reply.token } : {}) }),
  )
async function rowOf(fact: string) {
  const [row] = await town.sql<{ id: string; state: string; attempts: number; request_id: string | null; last_error: string | null }>`
    SELECT id, state::text, attempts, request_id, last_error FROM line_messages WHERE fact = ${fact}`
  return row!
}
/** A fresh reply token, from a sticker that somebody has just sent; our own answer to it is out of the way. */
async function replyToken(lineUserId: string) {
  const { webhookEventIds } = await town.sandbox.sticker(lineUserId)
  const [row] = await town.sql<{ token: string }>`UPDATE webhook_events SET state = 'handled' WHERE id = ${webhookEventIds[0]} RETURNING payload ->> 'replyToken' AS token`
  return row!.token
}

test('a message is told to LINE under its own id and remembered with LINE’s request id', async () => {
  const message = await meant()
  await town.settles()
  expect(message.got()).toMatchObject([{ type: 'text', text: 'お知らせです' }])
  const row = await message.row()
  expect(row).toMatchObject({ state: 'accepted', attempts: 1 })
  expect(town.sandbox.calls.find(({ requestId }) => requestId === row.request_id)).toMatchObject({ retryKey: row.id })
})

test('one fact is one message, however often it is meant', async () => {
  const message = await meant()
  expect(await saying(message.lineUserId, message.fact, 'もう一度')).toBe(false)
  await town.settles()
  expect(message.got()).toHaveLength(1)
})

test('a message that is told by two workers at once arrives once', async () => {
  const message = await meant()
  const { id } = await message.row()
  await Promise.all([tellLine(town.ctx, id), tellLine(town.ctx, id), tellLine(town.ctx, id)])
  expect(message.got()).toHaveLength(1)
  expect(await message.row()).toMatchObject({ state: 'accepted' })
})

test('when LINE took it and only the answer was lost, the retry is recognised', async () => {
  town.sandbox.faults.set({ api: { kind: '500', times: 1, match: 'push', accepted: true } })
  const message = await meant()
  await town.settles()
  expect(message.got()).toHaveLength(1)
  expect(await message.row()).toMatchObject({ state: 'accepted', attempts: 2 })
})

test.each(['429', '500', 'reset'] as const)('a LINE that answers %s delays a message and loses none', async (kind) => {
  town.sandbox.faults.set({ api: { kind, times: 3, match: 'push' } })
  const message = await meant()
  await town.settles()
  expect(message.got()).toHaveLength(1)
  expect(await message.row()).toMatchObject({ state: 'accepted', attempts: 4, last_error: null })
})

test('an outage outlives the job: the sweep finds the message when LINE is back', async () => {
  const message = await meant()
  town.sandbox.faults.set({ down: true })
  await town.settles()
  expect(await message.row()).toMatchObject({ state: 'queued' })
  await town.sql`DELETE FROM pgboss.job WHERE name = 'send-line-message'`

  town.sandbox.faults.clear()
  town.clock.forward({ minutes: 10 })
  await town.settles()
  expect(message.got()).toHaveLength(1)
})

test('after 24 hours without LINE a message is given up rather than said twice', async () => {
  const message = await meant()
  town.sandbox.faults.set({ down: true })
  await town.settles()
  town.sandbox.faults.clear()
  town.clock.forward({ hours: 24, minutes: 1 })
  await town.settles()
  expect(message.got()).toHaveLength(0)
  expect(await message.row()).toMatchObject({ state: 'expired' })
})

test('LINE’s monthly limit parks a message for the secretariat', async () => {
  town.sandbox.faults.set({ api: { kind: '429-monthly', match: 'push' } })
  const message = await meant()
  await town.settles()
  expect(await message.row()).toMatchObject({ state: 'parked', attempts: 1 })
})

test('a message that LINE finds wrong is not tried again', async () => {
  const message = await meant('')
  await town.settles()
  expect(await message.row()).toMatchObject({ state: 'rejected', attempts: 1 })
  expect((await message.row()).last_error).toMatch(/^400 /)
})

test('LINE accepts what it does not deliver to somebody who blocked us', async () => {
  const message = await meant()
  await town.sandbox.block(message.lineUserId)
  await town.settles()
  expect(await message.row()).toMatchObject({ state: 'accepted' })
  expect(message.got()).toHaveLength(0)
})

test('an answer uses the reply token, which costs nothing', async () => {
  const hana = await town.customer()
  const token = await replyToken(hana.lineUserId)
  await saying(hana.lineUserId, 'reply-1', '返事', { token })
  await town.settles()
  expect(hana.chat.last()).toBe('返事')
  expect(town.sandbox.chat(hana.lineUserId).at(-1)).toMatchObject({ via: 'reply' })
})

test('an answer that is late is pushed instead', async () => {
  const hana = await town.customer()
  const token = await replyToken(hana.lineUserId)
  const at = town.clock.now()
  town.clock.forward({ seconds: 55 })
  await saying(hana.lineUserId, 'reply-2', 'おそい返事', { token, at })
  await town.settles()
  expect(town.sandbox.chat(hana.lineUserId).at(-1)).toMatchObject({ via: 'push' })
  expect(hana.chat.last()).toBe('おそい返事')
})

test('a token that LINE refuses at the first try gives way to a push', async () => {
  const hana = await town.customer()
  await saying(hana.lineUserId, 'reply-3', '返事', { token: 'nosuchtoken' })
  await town.settles()
  expect(town.sandbox.chat(hana.lineUserId).at(-1)).toMatchObject({ via: 'push' })
})

test('a worker that died right after replying does not say it again', async () => {
  const hana = await town.customer()
  const token = await replyToken(hana.lineUserId)
  await saying(hana.lineUserId, 'reply-4', '一度だけ', { token })
  await town.settles()
  const said = hana.chat.all().length
  // As the dead worker left it: the reply was about to be made, and nobody wrote down that it was.
  const [row] = await town.sql<{ id: string }>`UPDATE line_messages SET state = 'replying', reply_token = ${token}, accepted_at = NULL WHERE fact = 'reply-4' RETURNING id`
  await tellLine(town.ctx, row!.id)
  await town.settles()
  expect(hana.chat.all()).toHaveLength(said)
  expect(await rowOf('reply-4')).toMatchObject({ state: 'accepted' })
})

test('a worker that died right before replying is made up for', async () => {
  const hana = await town.customer()
  const token = await replyToken(hana.lineUserId)
  await saying(hana.lineUserId, 'reply-5', 'まだ言っていない', { token })
  const [row] = await town.sql<{ id: string }>`UPDATE line_messages SET state = 'replying', attempts = 1 WHERE fact = 'reply-5' RETURNING id`
  await tellLine(town.ctx, row!.id)
  expect(hana.chat.last()).toBe('まだ言っていない')
})

test('an answer that LINE took before it failed is not said twice', async () => {
  const hana = await town.customer()
  const token = await replyToken(hana.lineUserId)
  town.sandbox.faults.set({ api: { kind: '500', times: 1, match: 'reply', accepted: true } })
  const before = hana.chat.all().length
  await saying(hana.lineUserId, 'reply-6', '一度だけ', { token })
  await town.settles()
  expect(hana.chat.all().length - before).toBe(1)
  expect(await rowOf('reply-6')).toMatchObject({ state: 'accepted' })
})
