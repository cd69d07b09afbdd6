import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { BalancesAsOf } from '../../server/payments/ledger/contract.ts'
import { sealLedgerDays } from '../../server/payments/ledger/seal-days.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

/** An officer of the day: sessions last eight hours. */
async function asks(day: string): Promise<BalancesAsOf> {
  const [officer] = await town.officers('Sato')
  return (await officer.get<BalancesAsOf>(`/api/secretariat/ledger/as-of?day=${day}`)).body
}
const amountOf = ({ ledgers }: BalancesAsOf, ledger: string, kind: string | null = null) => ledgers.find((one) => one.ledger === ledger && one.kind === kind)?.amount ?? '0'

test('balances of a day that is over come out the same for ever, whatever is paid afterwards', async () => {
  town.clock.goTo('2026-11-23T12:00:00+09:00')
  const hana = await town.customer({ balance: yen(9_000), smallStoreBalance: yen(1_000) })
  await hana.pays(await town.store(), yen(1_500))
  const running = await asks('2026-11-23')

  town.clock.goTo('2026-11-24T00:10:00+09:00')
  await Promise.all([sealLedgerDays(town.ctx), sealLedgerDays(town.ctx)])
  const kept = await asks('2026-11-23')
  town.clock.goTo('2026-11-24T12:00:00+09:00')
  const later = await town.customer({ balance: yen(700) })
  await later.pays(await town.store(), yen(300))

  expect([running.books, kept.books]).toEqual(['running', 'kept'])
  expect(kept).toEqual({ ...running, books: 'kept' })
  expect(await asks('2026-11-23')).toEqual(kept)
  expect(kept.unused).toEqual({ total: '8500', common: '8500', smallStore: '0' })
  expect([amountOf(kept, 'store_payable'), amountOf(kept, 'psp_clearing'), amountOf(kept, 'premium_fund')]).toEqual(['1500', '-9000', '-1000'])
  const now = await asks('2026-11-24')
  expect([now.unused.total, amountOf(now, 'store_payable')]).toEqual(['8900', '1800'])
})

test('the last second of a day counts for it, and the next one does not', async () => {
  town.clock.goTo('2026-12-01T23:59:59.999+09:00')
  const hana = await town.customer({ balance: yen(400) })
  const before = await asks('2026-12-01')
  town.clock.goTo('2026-12-02T00:00:00+09:00')
  await town.customer({ balance: yen(50) })
  town.clock.goTo('2026-12-02T00:20:00+09:00')
  await sealLedgerDays(town.ctx)

  expect(await asks('2026-12-01')).toEqual({ ...before, books: 'kept' })
  expect(BigInt((await asks('2026-12-02')).unused.total) - BigInt(before.unused.total)).toBe(50n)
  expect(hana.code).not.toBe('')
})

test('days without a payment are kept too, and a day is never kept before it is over', async () => {
  town.clock.goTo('2026-12-10T00:05:00+09:00')
  await sealLedgerDays(town.ctx)

  const days = await town.sql<{ day: string }>`SELECT day::text FROM ledger_days ORDER BY day DESC LIMIT 3`
  expect(days.map(({ day }) => day)).toEqual(['2026-12-08', '2026-12-07', '2026-12-06'])
})

test('nobody asks for a day that has not come, and without a day it is the last 31 March or 30 September', async () => {
  const [officer] = await town.officers('Mori')

  expect((await officer.get<{ error: { reason: string } }>('/api/secretariat/ledger/as-of?day=2027-03-31')).body.error.reason).toBe('invalid-input')
  expect((await officer.get<BalancesAsOf>('/api/secretariat/ledger/as-of')).body).toMatchObject({ day: '2026-09-30', lastBaseDay: '2026-09-30', unused: { total: '0' } })
})

test('the self-check finds an entry of a kept day that was changed, moved or removed', async () => {
  const broken = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)
  const asOwner = (statement: string) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(statement)
    })
  town.clock.forward({ minutes: 20 })
  await town.settles()
  expect((await broken()).filter((name) => name.includes('day') || name.includes('conserved'))).toEqual([])

  await asOwner(`UPDATE journal_entries SET occurred_at = occurred_at + interval '1 day' WHERE cause = 'payment' AND occurred_at < '2026-11-23T15:00:00Z'`)
  expect(await broken()).toContain('days-are-their-entries')
  await asOwner(`UPDATE journal_entries SET occurred_at = occurred_at - interval '1 day' WHERE cause = 'payment' AND occurred_at < '2026-11-24T03:00:01Z' AND occurred_at > '2026-11-24T03:00:00Z'`)
})
