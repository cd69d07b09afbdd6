import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handleEvents } from '../../server/chat/handle-events.ts'
import { withOwner } from '../support/start-postgres.ts'
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

describe('webhooks that arrive together', () => {
  /** PostgreSQL refuses this event, as it would one that it cannot read: at its row, or not before the commit. */
  async function refusing<T>(id: string, when: 'at its row' | 'at the commit', work: () => Promise<T>): Promise<T> {
    await withOwner(town.database.ownerUrl, (owner) => owner.query(`CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF NEW.id = '${id}' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '${when === 'at its row' ? 'data_exception' : 'serialization_failure'}'; END IF; RETURN NEW; END $$;
      ${when === 'at its row' ? 'CREATE TRIGGER refused BEFORE INSERT' : 'CREATE CONSTRAINT TRIGGER refused AFTER INSERT'} ON webhook_events
        ${when === 'at its row' ? '' : 'DEFERRABLE INITIALLY DEFERRED'} FOR EACH ROW EXECUTE FUNCTION refuse_event()`))
    try {
      return await work()
    } finally {
      await withOwner(town.database.ownerUrl, (owner) => owner.query('DROP FUNCTION refuse_event CASCADE'))
    }
  }
  const deliver = async (...events: ReturnType<typeof event>[]) => (await town.sandbox.deliver({ events })).status
  const jobsOf = async (ids: string[]) => (await town.sql<{ event: string }>`SELECT event FROM pgboss.job, jsonb_array_elements_text(data -> 'eventIds') event
    WHERE name = 'handle-line-events' AND event = ANY (${ids}) ORDER BY event`).map(({ event: id }) => id)

  test('are all kept and each has its job', async () => {
    const many = Array.from({ length: 40 }, () => event({}))
    const answers = await Promise.all(many.map((one) => deliver(one)))
    const ids = many.map(({ webhookEventId }) => webhookEventId).sort()
    expect(answers).toEqual(many.map(() => 200))
    expect(await jobsOf(ids)).toEqual(ids)
  })

  test('are kept once when two of them are the same, also inside one', async () => {
    const [twice, other] = [event({}), event({})]
    expect(await Promise.all([deliver(twice, other, twice), deliver(twice), deliver(other)])).toEqual([200, 200, 200])
    const ids = [twice.webhookEventId, other.webhookEventId].sort()
    expect(await jobsOf(ids)).toEqual(ids)
  })

  test('do not fail for one among them that the database cannot take', async () => {
    const [broken, ...fine] = Array.from({ length: 9 }, () => event({}))
    const answers = await refusing(broken!.webhookEventId, 'at its row', () => Promise.all([broken!, ...fine].map((one) => deliver(one))))
    expect(answers).toEqual([503, ...fine.map(() => 200)])
    expect(await keptAs(broken!.webhookEventId)).toEqual([])
    expect(await jobsOf(fine.map(({ webhookEventId }) => webhookEventId))).toHaveLength(8)
  })

  test('are not answered as kept when the commit fails, and are kept once when LINE sends them again', async () => {
    const [ill, neighbour] = [event({}), event({})]
    const answers = await refusing(ill.webhookEventId, 'at the commit', () => Promise.all([deliver(ill, neighbour), deliver(ill)]))
    expect(answers).toEqual([503, 503])
    expect([await keptAs(ill.webhookEventId), await keptAs(neighbour.webhookEventId)]).toEqual([[], []])

    expect(await Promise.all([deliver(ill, neighbour), deliver(ill)])).toEqual([200, 200])
    const ids = [ill.webhookEventId, neighbour.webhookEventId].sort()
    expect(await jobsOf(ids)).toEqual(ids)
  })

  test('are answered one by one: an event whose answer fails holds up nobody, and is tried again alone', async () => {
    const hana = await town.customer()
    const said = (text: string) => event({ message: { type: 'text', id: '1', text }, source: { type: 'user', userId: hana.lineUserId } })
    const [ill, fine] = [said('残高'), said('残高')]
    await deliver(ill, fine)
    const before = hana.chat.all().length
    const ids = [ill.webhookEventId, fine.webhookEventId]
    await withOwner(town.database.ownerUrl, (owner) => owner.query(`CREATE FUNCTION refuse_answer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.id = '${ill.webhookEventId}' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refused BEFORE UPDATE ON webhook_events FOR EACH ROW EXECUTE FUNCTION refuse_answer()`))
    await handleEvents(town.ctx, ids)
    expect(await town.sql`SELECT state::text FROM webhook_events WHERE id = ANY (${ids}) ORDER BY id = ${ill.webhookEventId}`).toEqual([{ state: 'handled' }, { state: 'received' }])
    await withOwner(town.database.ownerUrl, (owner) => owner.query('DROP FUNCTION refuse_answer CASCADE'))
    expect(await town.sql`SELECT count(*)::int AS alone FROM pgboss.job WHERE name = 'handle-line-event' AND data ->> 'eventId' = ${ill.webhookEventId}`).toEqual([{ alone: 1 }])

    await handleEvents(town.ctx, ids)
    await town.settles()
    expect(await keptAs(ill.webhookEventId)).toEqual(['handled'])
    expect(hana.chat.all().length - before).toBe(2)
  })
})
