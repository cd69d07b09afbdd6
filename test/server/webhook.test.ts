import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const event = (rest: object) => ({ type: 'message', mode: 'active' as const, timestamp: town.clock.now().getTime(), source: { type: 'user' as const, userId: `U${'0'.repeat(32)}` }, webhookEventId: crypto.randomUUID(), deliveryContext: { isRedelivery: false }, ...rest })
const keptAs = async (id: string) => (await town.sql<{ state: string }>`SELECT state::text FROM webhook_events WHERE id = ${id}`).map(({ state }) => state)

test('a webhook with a wrong signature, or none, is refused and nothing is kept', async () => {
  const forged = event({})
  expect((await town.sandbox.deliver({ events: [forged], signature: 'AAAA' })).status).toBe(401)
  expect((await town.sandbox.deliver({ events: [forged], signature: null })).status).toBe(401)
  expect((await town.sandbox.deliver({ events: [forged], signature: '' })).status).toBe(401)
  expect(await keptAs(forged.webhookEventId)).toEqual([])
})

test('the signature is of the very bytes: emoji escaped as LINE does it are fine', async () => {
  const kind = event({ message: { type: 'text', id: '1', text: '残高 🥨' } })
  expect((await town.sandbox.deliver({ events: [kind] })).status).toBe(200)
  expect(await keptAs(kind.webhookEventId)).toEqual(['received'])
})

test('the console’s connection check has no events and is answered', async () => {
  expect((await town.sandbox.deliver({ events: [] })).status).toBe(200)
})

test('signed nonsense is a client’s mistake', async () => {
  expect((await town.sandbox.deliver({ body: '{"events":[' })).status).toBe(400)
  expect((await town.sandbox.deliver({ body: '{"events":5}' })).status).toBe(400)
  expect((await town.sandbox.deliver({ body: '[]' })).status).toBe(400)
})

test('more than a megabyte is not LINE', async () => {
  expect((await town.sandbox.deliver({ body: JSON.stringify({ events: [], filler: 'x'.repeat(1_100_000) }) })).status).toBe(413)
})

test('kinds we do not know are kept and ignored, beside one that we do', async () => {
  const [unknown, known] = [event({ type: 'messageEdited' }), event({ type: 'unfollow' })]
  expect((await town.sandbox.deliver({ events: [unknown, known, { type: 'no id' }] as never })).status).toBe(200)
  await town.settles()
  expect([await keptAs(unknown.webhookEventId), await keptAs(known.webhookEventId)]).toEqual([['ignored'], ['handled']])
})

test('an event that comes again, or twice at once, is kept and answered once', async () => {
  const hana = await town.customer()
  const again = event({ message: { type: 'text', id: '1', text: '残高' }, source: { type: 'user', userId: hana.lineUserId } })
  const before = hana.chat.all().length
  await Promise.all([town.sandbox.deliver({ events: [again] }), town.sandbox.deliver({ events: [again] })])
  await town.settles()
  await town.sandbox.deliver({ events: [{ ...again, deliveryContext: { isRedelivery: true } }] })
  await town.settles()
  expect(await keptAs(again.webhookEventId)).toEqual(['handled'])
  expect(hana.chat.all().length - before).toBe(1)
})

test('text that the database cannot keep is still an answered webhook', async () => {
  const odd = event({ message: { type: 'text', id: '1', text: 'a\u0000b' } })
  expect((await town.sandbox.deliver({ events: [odd] })).status).toBe(200)
  expect(await keptAs(odd.webhookEventId)).toEqual(['received'])
})

test('a channel on standby says nothing', async () => {
  const hana = await town.customer()
  const before = hana.chat.all().length
  await town.sandbox.deliver({ events: [event({ mode: 'standby', message: { type: 'text', id: '1', text: '残高' }, source: { type: 'user', userId: hana.lineUserId } })] as never })
  await town.settles()
  expect(hana.chat.all()).toHaveLength(before)
})

test('what somebody took back leaves our records', async () => {
  const hana = await town.customer()
  const said = event({ message: { type: 'text', id: '777', text: 'ひみつのこと' }, source: { type: 'user', userId: hana.lineUserId } })
  await town.sandbox.deliver({ events: [said] })
  await town.sandbox.deliver({ events: [event({ type: 'unsend', unsend: { messageId: '777' }, source: { type: 'user', userId: hana.lineUserId } })] })
  await town.settles()
  expect(await town.sql`SELECT payload #>> '{message,text}' AS text FROM webhook_events WHERE id = ${said.webhookEventId}`).toEqual([{ text: null }])
})
