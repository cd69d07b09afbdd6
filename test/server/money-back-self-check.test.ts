import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { paidAt, proposesRefund, voids } from './money-back-acts.ts'

let town: Town
let refunded: string
let refundId: string
beforeAll(async () => {
  town = await openTown()
  const store = await town.store()
  const [sato, mori] = await town.officers('佐藤', '森')
  const hana = await town.customer({ balance: yen(5_000) })
  const [first, second] = [await paidAt(hana, store, 1_280), await paidAt(hana, store, 700)]
  await voids(store.owner, second.id)
  expect(await decide(mori, await proposesRefund(sato, first.id, 280))).toBe('approved')
  refunded = first.id
  refundId = (await town.sql<{ id: string }>`SELECT id FROM refunds WHERE kind = 'refund'`)[0]!.id
  await town.settles()
})
afterAll(() => town.close())

const broken = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)
beforeEach(async () => {
  expect(await broken()).toEqual([])
})

/** Writes what nobody in the programme can write, looks, and takes it back. */
async function planted(statement: string, undo: string, id: string): Promise<string[]> {
  const asOwner = (text: string) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(text, [id])
    })
  await asOwner(statement)
  try {
    return await broken()
  } finally {
    await asOwner(undo)
  }
}

test('looks at every payment and every refund', async () => {
  const looked = Object.fromEntries((await selfCheck(town.ctx.db, town.clock.now())).map((finding) => [finding.name, finding.looked]))
  expect(looked).toMatchObject({ 'never-more-back-than-paid': 2, 'refunds-are-reversals': 2, 'refunds-were-agreed-on': 1 })
})

test('finds a refund whose amount was changed by hand', async () => {
  expect(await planted('UPDATE refunds SET amount = amount + 1 WHERE id = $1', 'UPDATE refunds SET amount = amount - 1 WHERE id = $1', refundId))
    .toEqual(['never-more-back-than-paid', 'refunds-are-reversals', 'refunds-were-agreed-on'])
})

test('finds a refund that nobody agreed on', async () => {
  expect(await planted(`UPDATE approvals SET subject = 'payment:elsewhere' WHERE subject = 'payment:' || $1`, `UPDATE approvals SET subject = 'payment:' || $1 WHERE subject = 'payment:elsewhere'`, refunded)).toEqual(['refunds-were-agreed-on'])
})

test('finds a refund that went into another pocket than it came from', async () => {
  const move = (day: string) => `UPDATE journal_entries SET expires_on = '${day}' WHERE journal_id = $1 AND ledger = 'wallet'`
  expect(await planted(move('2027-02-28'), move('2027-01-31'), refundId)).toEqual(['pockets-are-their-entries', 'refunds-are-reversals'])
})

test('finds a payment that calls itself voided', async () => {
  expect(await planted(`UPDATE payments SET state = 'voided', refunded_total = amount WHERE id = $1`, `UPDATE payments SET state = 'partly_refunded', refunded_total = 280 WHERE id = $1`, refunded))
    .toEqual(['wallets-are-their-entries', 'stores-get-what-was-paid', 'never-more-back-than-paid'])
})
