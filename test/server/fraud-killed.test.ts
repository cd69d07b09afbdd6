import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildContext, type Context } from '../../server/context.ts'
import { yen } from '../../server/core/yen.ts'
import { rebuildDossiers } from '../../server/fraud/live/rebuild-dossiers.ts'
import { screenPayments } from '../../server/fraud/live/screen-payments.ts'
import { sweepScreening } from '../../server/fraud/live/sweep.ts'
import { takeTurn } from '../../server/fraud/live/take-turn.ts'
import type { StoreInTown } from '../support/stores.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { mustPay, twoStores } from './cases-acts.ts'
import { dossiersNow, watching } from './fraud-acts.ts'

let town: Town
let otherWorker: Context
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown()
  otherWorker = buildContext(town.ctx.config, { clock: town.clock, maxConnections: 4 })
  stores = await twoStores(town)
})
afterAll(async () => {
  await otherWorker.db.close()
  await town.close()
})
const { alertsOf, paymentsOf, judgedOf } = watching(() => town)

/** Two payments that make an alert, and nobody has looked at them yet. */
async function twoPayments() {
  const customer = await town.customer({ balance: yen(13_000) })
  await mustPay(customer, stores[0], 4_800)
  town.clock.forward({ seconds: 20 })
  await mustPay(customer, stores[1], 4_800)
  // Long enough ago that only their own jobs take them.
  town.clock.forward({ seconds: 10 })
  return { id: customer.id, payments: await paymentsOf(customer.id) }
}

/** Ends the database session of whoever waits to write the screenings, as a worker's death would. */
async function killedWhileWriting(work: () => Promise<unknown>): Promise<void> {
  await withOwner(town.database.ownerUrl, async (owner) => {
    await owner.query('BEGIN')
    await owner.query('LOCK TABLE screenings IN EXCLUSIVE MODE')
    const killed = expect(work()).rejects.toThrow()
    const waiting = async () =>
      (await owner.query<{ pid: number }>(`SELECT pid FROM pg_locks WHERE relation = 'screenings'::regclass AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)).rows[0]?.pid
    let pid = await waiting()
    while (pid === undefined) pid = await waiting()
    await owner.query('SELECT pg_terminate_backend($1)', [pid])
    await killed
    await owner.query('ROLLBACK')
  })
}

const logged = async () => (await town.sql<{ n: string }>`SELECT count(*) AS n FROM observations`)[0]?.n

describe('a worker that dies', () => {
  test('leaves nothing half done, and two workers who take the job again do it once', async () => {
    const { id, payments } = await twoPayments()
    const before = { log: await logged(), dossiers: await dossiersNow(town) }

    await killedWhileWriting(() => takeTurn(town.ctx, { paymentIds: payments, except: [], freshMax: 0, inboxMax: 256 }))

    expect({ log: await logged(), dossiers: await dossiersNow(town) }).toEqual(before)
    expect(await alertsOf(id)).toEqual([])

    await Promise.all([screenPayments(town.ctx, payments), screenPayments(otherWorker, [...payments].reverse()), screenPayments(otherWorker, payments)])
    await screenPayments(town.ctx, payments)

    expect(await judgedOf(id)).toHaveLength(2)
    expect(await alertsOf(id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', payments: 2 })])
  })

  test('does not lose what waited in the inbox', async () => {
    const hana = await town.customer()
    const { payments } = await twoPayments()
    await hana.otherDevice()
    const waiting = await town.sql`SELECT id FROM observed`
    expect(waiting.length).toBeGreaterThan(0)

    await killedWhileWriting(() => takeTurn(town.ctx, { paymentIds: payments, except: [], freshMax: 0, inboxMax: 256 }))
    expect(await town.sql`SELECT id FROM observed`).toEqual(waiting)
    await screenPayments(otherWorker, payments)

    expect(await town.sql`SELECT id FROM observed`).toEqual([])
    expect((await rebuildDossiers(town.ctx)).different).toEqual([])
  })

  test('a payment whose job was lost is screened by the sweep', async () => {
    const { id } = await twoPayments()
    await town.sql`UPDATE pgboss.job SET state = 'cancelled' WHERE state = 'created'`
    town.clock.forward({ minutes: 2 })

    await sweepScreening(town.ctx)

    expect(await alertsOf(id)).toEqual([expect.objectContaining({ payments: 2 })])
  })
})

describe('the lane', () => {
  test('jobs in the wrong order find the same pair as in the right one', async () => {
    const { id, payments } = await twoPayments()
    for (const payment of [...payments].reverse()) await screenPayments(town.ctx, [payment])
    expect(await alertsOf(id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', payments: 2 })])
  })

  test('the log has no gaps, and what is remembered can be made from it', async () => {
    await sweepScreening(town.ctx)
    const [log] = await town.sql<{ n: string; first: string; last: string }>`SELECT count(*) AS n, min(seq) AS first, max(seq) AS last FROM observations`
    const { dossiers, observations, different } = await rebuildDossiers(town.ctx)

    expect(log).toEqual({ n: String(observations), first: '1', last: String(observations) })
    expect(different).toEqual([])
    expect(Object.fromEntries(dossiers)).toEqual(await dossiersNow(town))
  })

  test('something that nobody can read stays in the inbox with the reason, and what comes after it is judged', async () => {
    await town.sql`INSERT INTO observed (at, body) VALUES (now(), '{"kind":"session","deviceId":7}')`
    const { id, payments } = await twoPayments()

    await screenPayments(town.ctx, payments)

    expect(await judgedOf(id)).toHaveLength(2)
    expect(await town.sql`SELECT fault IS NOT NULL AS told FROM observed`).toEqual([{ told: true }])
    await town.sql`DELETE FROM observed`
  })
})
