import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { foldStoreDays, rebuildStoreDays } from '../../server/payments/settlement/fold-store-days.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { booksBack, brokenPromises, foldUntilNothingOlderIsOpen, paysOn } from './settlement-acts.ts'

let town: Town
let hana: CustomerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(100_000) })
})
afterAll(() => town.close())

interface StoreDay {
  day: string
  payment_count: number
  gross: string
  voided: string
  refunded: string
}
const daysOf = (store: StoreInTown) => town.sql<StoreDay>`SELECT day::text, payment_count, gross, voided, refunded FROM store_days WHERE store_id = ${store.id} ORDER BY day`

/** The entry of a payment at a store, written by a transaction that the test holds open. */
async function stillOnItsWay(store: StoreInTown, amount: number): Promise<{ commits(): Promise<void> }> {
  const other = new pg.Client({ connectionString: town.database.ownerUrl })
  await other.connect()
  const journal = randomUUID()
  await other.query('BEGIN')
  await other.query(
    `INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at)
     VALUES ($1, 1, 'payment', 'store_payable', $2, $3, $4), ($1, 2, 'payment', 'premium_fund', NULL, -$3::bigint, $4)`, [journal, store.id, amount, town.clock.now()])
  return {
    commits: async () => {
      await other.query('COMMIT')
      await other.end()
    },
  }
}

test('a store’s day is what was paid, voided and refunded on it, by Japan’s days', async () => {
  const store = await town.store()
  await paysOn(town, '2026-11-24', hana, store, 1_200)
  await booksBack(town, store, 200, 'void')
  await paysOn(town, '2026-11-25', hana, store, 800)
  await booksBack(town, store, 300, 'refund')

  await town.settles()

  expect(await daysOf(store)).toEqual([
    { day: '2026-11-24', payment_count: 1, gross: '1200', voided: '200', refunded: '0' },
    { day: '2026-11-25', payment_count: 1, gross: '800', voided: '0', refunded: '300' },
  ])
})

test('folding twice, or by two at once, is the same as once', async () => {
  const store = await town.store()
  await paysOn(town, '2026-11-26', hana, store, 700)

  await Promise.all([foldStoreDays(town.ctx), foldStoreDays(town.ctx), foldStoreDays(town.ctx)])
  await foldStoreDays(town.ctx)

  expect(await daysOf(store)).toMatchObject([{ day: '2026-11-26', payment_count: 1, gross: '700' }])
})

test('an entry that commits long after later ones were folded is not missed', async () => {
  const store = await town.store()
  town.clock.goTo('2026-11-27T09:00:00+09:00')
  await foldStoreDays(town.ctx)
  const slow = await stillOnItsWay(store, 4_000)
  await foldStoreDays(town.ctx)
  for (const day of ['2026-11-28', '2026-11-29', '2026-11-30']) {
    await paysOn(town, day, hana, store, 100)
    await foldStoreDays(town.ctx)
  }

  await slow.commits()
  await foldStoreDays(town.ctx)

  expect(await daysOf(store)).toMatchObject([{ day: '2026-11-27', gross: '4000' }, { day: '2026-11-28' }, { day: '2026-11-29' }, { day: '2026-11-30' }])
})

test('a payment that was the newest transaction of all while we looked is not missed', async () => {
  const store = await town.store()
  town.clock.goTo('2026-11-30T20:00:00+09:00')
  await foldStoreDays(town.ctx)
  const slow = await stillOnItsWay(store, 6_000)
  town.clock.forward({ hours: 1 })
  await foldStoreDays(town.ctx)

  await slow.commits()
  await foldStoreDays(town.ctx)

  expect(await daysOf(store)).toMatchObject([{ day: '2026-11-30', gross: '6000' }])
})

test('a fold looks back no further than the oldest transaction that was open', async () => {
  const store = await town.store()
  await paysOn(town, '2026-12-01', hana, store, 900)
  await foldStoreDays(town.ctx)
  town.clock.forward({ days: 2 })
  await foldUntilNothingOlderIsOpen(town)
  await town.sql`UPDATE store_days SET gross = 1 WHERE store_id = ${store.id}`

  await foldStoreDays(town.ctx)

  expect(await daysOf(store)).toMatchObject([{ gross: '1' }])
  expect(await brokenPromises(town)).toEqual([expect.stringContaining('store-days-are-their-entries')])
  await rebuildStoreDays(town.ctx)
  expect(await daysOf(store)).toMatchObject([{ gross: '900' }])
  expect(await brokenPromises(town)).toEqual([])
})

test('in a database that was restored elsewhere, whose transactions count anew, everything is folded again', async () => {
  const store = await town.store()
  await paysOn(town, '2026-12-04', hana, store, 500)
  await foldStoreDays(town.ctx)
  await town.sql`UPDATE store_days SET gross = 1 WHERE store_id = ${store.id}`
  await town.sql`UPDATE fold_marks SET xid_next = xid_next + 1000000000, xid_oldest = xid_oldest + 1000000000`

  await foldStoreDays(town.ctx)

  expect(await daysOf(store)).toMatchObject([{ gross: '500' }])
})

type Step = { act: 'book'; amount: number; cause: 'void' | 'refund' } | { act: 'begin'; amount: number } | { act: 'commit' } | { act: 'fold' } | { act: 'later'; minutes: number }

test('whatever commits in whatever order, folding now and then ends where a rebuild ends', async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ act: fc.constant('book' as const), amount: fc.integer({ min: 1, max: 900 }), cause: fc.constantFrom('void' as const, 'refund' as const) }),
    fc.record({ act: fc.constant('begin' as const), amount: fc.integer({ min: 1, max: 900 }) }),
    fc.constant({ act: 'commit' as const }),
    fc.constant({ act: 'fold' as const }),
    fc.record({ act: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 2_000 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const store = await town.store()
      const open: Awaited<ReturnType<typeof stillOnItsWay>>[] = []
      for (const one of steps) {
        if (one.act === 'book') await booksBack(town, store, one.amount, one.cause)
        if (one.act === 'begin') open.push(await stillOnItsWay(store, one.amount))
        if (one.act === 'commit') await open.shift()?.commits()
        if (one.act === 'fold') await foldStoreDays(town.ctx)
        if (one.act === 'later') town.clock.forward({ minutes: one.minutes })
      }
      for (const one of open) await one.commits()
      await foldStoreDays(town.ctx)
      const folded = await daysOf(store)
      await town.sql`DELETE FROM store_days WHERE store_id = ${store.id}`
      await rebuildStoreDays(town.ctx)
      expect(folded).toEqual(await daysOf(store))
    }),
    { numRuns: 8 },
  )
}, 120_000)
