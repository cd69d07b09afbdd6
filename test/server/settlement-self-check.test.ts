import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { closePeriods } from '../../server/payments/settlement/close-periods.ts'
import { withOwner } from '../support/start-postgres.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { brokenPromises, foldUntilNothingOlderIsOpen, givesBankDetails, paysOn } from './settlement-acts.ts'

let town: Town
let store: StoreInTown
beforeAll(async () => {
  town = await openTown()
  const hana = await town.customer({ balance: yen(50_000) })
  store = await town.store()
  await givesBankDetails(town, store)
  await paysOn(town, '2026-11-24', hana, store, 4_000)
  town.clock.goTo('2026-12-11T02:00:00+09:00')
  await closePeriods(town.ctx)
  const [payout] = await town.sql<{ id: string }>`SELECT id FROM payouts`
  const [sato, mori] = await town.officers('佐藤', '森')
  const { body } = await sato.post<{ approval: { id: string } }>(`/api/secretariat/payouts/${payout?.id}/propose-release`, { reason: '定例' })
  if ((await decide(mori, body.approval.id)) !== 'approved') throw new Error('not released')
  await paysOn(town, '2026-12-12', hana, store, 700)
  town.clock.goTo('2026-12-17T02:00:00+09:00')
  await closePeriods(town.ctx)
  await foldUntilNothingOlderIsOpen(town)
})
afterAll(() => town.close())

/** Writes what nobody in the programme can write, as the owner with the triggers off, looks, and takes it back. */
async function planted(statement: string, undo: string): Promise<string[]> {
  const asOwner = (text: string) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(text)
    })
  await asOwner(statement)
  try {
    return (await brokenPromises(town)).map((told) => told.slice(0, told.indexOf(':')))
  } finally {
    await asOwner(undo)
  }
}

beforeEach(async () => {
  expect(await brokenPromises(town)).toEqual([])
})

test('finds a day that was changed by hand, and one that is missing', async () => {
  expect(await planted(`UPDATE store_days SET gross = gross + 1 WHERE day = '2026-11-24'`, `UPDATE store_days SET gross = gross - 1 WHERE day = '2026-11-24'`)).toEqual(['store-days-are-their-entries'])
  expect(await planted(
    `CREATE TABLE kept AS SELECT * FROM store_days WHERE day = '2026-11-24'; DELETE FROM store_days WHERE day = '2026-11-24'`, 'INSERT INTO store_days SELECT * FROM kept; DROP TABLE kept',
  )).toEqual(['store-days-are-their-entries'])
})

test('finds a settlement whose amounts or days were changed by hand', async () => {
  expect(await planted(`UPDATE settlements SET gross = gross + 5, due = due + 5, payable = payable + 5 WHERE period_to = '2026-12-15'`, `UPDATE settlements SET gross = gross - 5, due = due - 5, payable = payable - 5 WHERE period_to = '2026-12-15'`))
    .toEqual(['settlements-are-their-entries', 'owed-is-unsettled-and-unpaid'])
  expect(await planted('UPDATE settlement_days SET gross = gross + 5', 'UPDATE settlement_days SET gross = gross - 5')).toEqual(['settlements-are-their-entries'])
})

test('finds a payment that two settlements claim', async () => {
  expect(await planted(
    `INSERT INTO settlement_lines (journal_id, seq, settlement_id, cause, amount) SELECT l.journal_id, 99, (SELECT id FROM settlements WHERE period_to = '2026-12-15'), l.cause, l.amount
     FROM settlement_lines l JOIN settlements s ON s.id = l.settlement_id WHERE s.period_to = '2026-11-30'`, 'DELETE FROM settlement_lines WHERE seq = 99',
  )).toEqual(['settlements-are-their-entries', 'payments-are-settled-once'])
})

test('finds a payout whose money never left the books, left twice, or was transferred with another amount', async () => {
  expect(await planted(
    `CREATE TABLE kept AS SELECT * FROM journal_entries WHERE cause = 'payout'; DELETE FROM journal_entries WHERE cause = 'payout'`, 'INSERT INTO journal_entries SELECT * FROM kept; DROP TABLE kept',
  )).toEqual(['payouts-are-booked-once', 'owed-is-unsettled-and-unpaid'])
  expect(await planted(
    `INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at) SELECT journal_id, seq + 50, cause, ledger, owner_id, amount, occurred_at FROM journal_entries WHERE cause = 'payout'`,
    'DELETE FROM journal_entries WHERE seq > 50',
  )).toEqual(['payouts-are-booked-once', 'owed-is-unsettled-and-unpaid'])
  expect(await planted(`UPDATE payout_lines SET amount = amount + 1 WHERE amount = 4000`, 'UPDATE payout_lines SET amount = amount - 1 WHERE amount = 4001')).toEqual(['payouts-are-booked-once'])
})

test('finds an unsettled entry that vanished', async () => {
  const late = `SELECT journal_id FROM journal_entries WHERE owner_id = '${store.id}' AND cause = 'payment' AND amount = 700`
  expect(await planted(`UPDATE journal_entries SET amount = 699 WHERE journal_id IN (${late}) AND ledger = 'store_payable'`, `UPDATE journal_entries SET amount = 700 WHERE amount = 699 AND ledger = 'store_payable'`))
    .toEqual(['store-days-are-their-entries', 'settlements-are-their-entries', 'owed-is-unsettled-and-unpaid'])
})
