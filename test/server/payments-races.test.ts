import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal, refused, type Answer } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import type { Payment } from '../../server/payments/contract.ts'
import { withOwner } from '../support/start-postgres.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { stopPayments } from './payments-acts.ts'

let town: Town
let store: StoreInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
})
afterAll(() => town.close())

const times = <T>(count: number, act: (place: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_one, place) => act(place)))
const reasons = (answers: readonly Answer<Payment>[]) => answers.filter(isRefusal).map(({ reason }) => reason)
const paymentsOf = (customerId: string) => town.sql<{ id: string; amount: string }>`SELECT id, amount FROM payments WHERE customer_id = ${customerId} ORDER BY id`
const balanceOf = async (customerId: string) => (await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${customerId}`)[0]!.balance

/** Lets go on only when some statement waits for a lock; asks the database again and again, a few thousand times at most. */
async function untilSomebodyWaits(where = town): Promise<void> {
  for (let asked = 0; asked < 5_000; asked += 1) {
    const [row] = await where.sql<{ waiting: string }>`SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (row?.waiting !== '0') return
  }
  throw new Error('nobody waits for a lock')
}

test('of two payments at the same moment over a balance for one, exactly one succeeds', async () => {
  const hana = await town.customer({ balance: yen(1_000) })
  const phone = await hana.otherDevice()

  const answers = await Promise.all([hana.pays(store, yen(800)), hana.pays(store, yen(700), { from: phone })])

  expect(reasons(answers)).toEqual(['balance-short'])
  expect(await paymentsOf(hana.id)).toHaveLength(1)
})

test('two phones of one customer can both pay when there is enough', async () => {
  const hana = await town.customer({ balance: yen(1_000) })
  const phone = await hana.otherDevice()

  const answers = await Promise.all([hana.pays(store, yen(300)), hana.pays(store, yen(300), { from: phone })])

  expect(reasons(answers)).toEqual([])
  expect(await balanceOf(hana.id)).toBe('400')
})

test('a hundred sendings of one payment at once make one payment and a hundred same answers', async () => {
  const hana = await town.customer({ balance: yen(10_000) })
  const devices = [hana, await hana.otherDevice()]

  const answers = await times(100, (place) => hana.pays(store, yen(300), { key: 'key-sent-a-hundred-times', from: devices[place % 2]! }))

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await balanceOf(hana.id)).toBe('9700')
  expect(await paymentsOf(hana.id)).toHaveLength(1)
})

test('many customers who pay at once all pay, each once', async () => {
  const people = await times(12, () => town.customer({ balance: yen(5_000) }))

  const answers = await Promise.all(people.flatMap((one) => [one.pays(store, yen(100)), one.pays(store, yen(200)), one.pays(store, yen(300))]))

  expect(reasons(answers)).toEqual([])
  expect(await Promise.all(people.map(({ id }) => balanceOf(id)))).toEqual(people.map(() => '4400'))
  const matches = await town.sql`SELECT match_number, count(*) FROM payments WHERE store_id = ${store.id} GROUP BY match_number, match_round HAVING count(*) > 1`
  expect(matches).toEqual([])
})

test('of fifty payments around the moment of a freeze, none is committed after it', async () => {
  const hana = await town.customer({ balance: yen(20_000) })
  const devices = [hana, await hana.otherDevice(), await hana.otherDevice(), await hana.otherDevice()]
  const committedBeforeTheFreeze: string[] = []

  const [answers] = await Promise.all([
    times(50, async (place) => {
      const answer = await hana.pays(store, yen(1), { from: devices[place % devices.length]! })
      if (place === 5) {
        await stopPayments(town, hana.id)
        committedBeforeTheFreeze.push(...(await paymentsOf(hana.id)).map(({ id }) => id))
      }
      return answer
    }),
  ])

  expect((await paymentsOf(hana.id)).map(({ id }) => id)).toEqual(committedBeforeTheFreeze)
  expect(answers.filter((answer) => answer.ok)).toHaveLength(committedBeforeTheFreeze.length)
  expect(new Set(reasons(answers))).toEqual(new Set(['payer-frozen']))
})

test('a payment that waits while a freeze is being written sees it when it is', async () => {
  const hana = await town.customer({ balance: yen(1_000) })

  const answer = await withOwner(town.database.ownerUrl, async (owner) => {
    await owner.query('BEGIN')
    await owner.query(`UPDATE wallets SET standing = 'frozen' WHERE customer_id = $1`, [hana.id])
    const paying = hana.pays(store, yen(100))
    await untilSomebodyWaits()
    await owner.query('COMMIT')
    return paying
  })

  expect(answer).toEqual(refused('payer-frozen'))
  expect(await paymentsOf(hana.id)).toEqual([])
})

test('a key that is called off while its payment is on the way ends one way, and both are told the same', async () => {
  const hana = await town.customer({ balance: yen(50_000) })
  for (let round = 0; round < 20; round += 1) {
    const key = randomUUID()

    const [paying, closing] = await Promise.all([hana.pays(store, yen(1), { key }), hana.post<{ state: string }>(`/api/payments/by-key/${key}/close`)])

    expect(paying.ok ? 'paid' : paying.reason).toBe(closing.body.state === 'paid' ? 'paid' : 'key-closed')
  }
})

test('a payment that the database cannot write fails alone', async () => {
  const people = await times(8, () => town.customer({ balance: yen(5_000) }))
  await town.sql`CREATE FUNCTION fail_on_666() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.amount = 666 THEN RAISE EXCEPTION 'planted'; END IF; RETURN NEW; END $$`
  await town.sql`CREATE TRIGGER planted BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION fail_on_666()`

  const answers = await Promise.all(people.map((one, place) => one.pays(store, yen(place === 3 ? 666 : 100))))

  await town.sql`DROP TRIGGER planted ON payments`
  expect(answers.map((answer) => (answer.ok ? 'paid' : answer.reason))).toEqual(people.map((_one, place) => (place === 3 ? 'busy' : 'paid')))
  expect(await balanceOf(people[3]!.id)).toBe('5000')
})

test('a payment whose connection breaks is answered busy, and its key tells how it ended', async () => {
  const hana = await town.customer({ balance: yen(1_000) })
  const key = randomUUID()

  const answer = await withOwner(town.database.ownerUrl, async (owner) => {
    await owner.query('BEGIN')
    await owner.query('SELECT FROM wallets WHERE customer_id = $1 FOR UPDATE', [hana.id])
    const paying = hana.post<{ error: { reason: string; moneyMoved: boolean | null } }>('/api/payments', { storeCode: store.number, amount: '100' }, { 'idempotency-key': key })
    await untilSomebodyWaits()
    await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
    await owner.query('COMMIT')
    return paying
  })

  expect([answer.status, answer.body.error.reason, answer.body.error.moneyMoved]).toEqual([503, 'busy', null])
  expect((await hana.get(`/api/payments/by-key/${key}`)).body).toEqual({ state: 'unknown' })
  expect(await hana.pays(store, yen(100), { key })).toMatchObject({ ok: true, value: { balanceAfter: '900' } })
})

/** Over a real connection, which closes when it is answered. */
function codeOfPost(port: number, body: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((answered, fail) => {
    const asking = request({ host: '127.0.0.1', port, path: '/api/payments', method: 'POST', headers, agent: false }, (answer) => {
      answer.resume()
      answered(answer.statusCode)
    })
    asking.once('error', fail)
    asking.end(body)
  })
}

test('a payment on its way when the server is told to stop is still answered', async () => {
  const other = await openTown()
  const bakery = await other.store()
  const hana = await other.customer({ balance: yen(1_000) })
  const address = other.app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const code = await withOwner(other.database.ownerUrl, async (owner) => {
    await owner.query('BEGIN')
    await owner.query('SELECT FROM wallets WHERE customer_id = $1 FOR UPDATE', [hana.id])
    const paying = codeOfPost(port, JSON.stringify({ storeCode: bakery.number, amount: '100' }), {
      cookie: hana.cookies(), origin: other.ctx.config.publicUrl, 'content-type': 'application/json', 'idempotency-key': randomUUID(),
    })
    await untilSomebodyWaits(other)
    const stopping = other.app.close()
    await owner.query('COMMIT')
    await stopping
    return paying
  })

  expect(code).toBe(201)
  await other.close()
})
