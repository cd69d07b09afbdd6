import { randomUUID } from 'node:crypto'
import { yen } from '../../server/core/yen.ts'
import { settlementInvariants } from '../../server/controls/settlement-invariants.ts'
import { check } from '../../server/controls/invariant.ts'
import { foldStoreDays } from '../../server/payments/settlement/fold-store-days.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { until } from '../support/processes.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'

/** A payment at noon of a day in Japan. Sessions don't last for days: the payer signs in again. */
export async function paysOn(town: Town, day: string, payer: CustomerInTown, store: StoreInTown, amount: number): Promise<{ id: string }> {
  town.clock.goTo(`${day}T12:00:00+09:00`)
  const paid = await payer.pays(store, yen(amount), { from: await payer.otherDevice() })
  if (!paid.ok) throw new Error(`the payment was refused: ${paid.reason}`)
  return paid.value
}

/** What money back books at the store, now: its payable goes down. */
export async function booksBack(town: Town, store: StoreInTown, amount: number, cause: 'void' | 'refund'): Promise<void> {
  const journal = randomUUID()
  await town.sql`INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at)
    VALUES (${journal}, 1, ${cause}::"JournalCause", 'store_payable', ${store.id}, ${-amount}, ${town.clock.now()}),
           (${journal}, 2, ${cause}::"JournalCause", 'premium_fund', NULL, ${amount}, ${town.clock.now()})`
}

/** Bank details that two officers have agreed on in the past. */
export async function givesBankDetails(town: Town, store: StoreInTown, plan: 'twice_a_month' | 'once_a_month' = 'twice_a_month'): Promise<void> {
  await town.sql`INSERT INTO store_bank_details
      (store_id, bank_code, bank_name, branch_code, branch_name, deposit_kind, deposit_number, holder, plan, changed_by, changed_at, confirmed_by, confirmed_at)
    VALUES (${store.id}, '9999', 'ｱｵﾊﾞ', '002', 'ｴｷﾏｴ', 'ordinary', '1234567', 'ﾐﾄﾞﾘｾｲｶﾃﾝ', ${plan}::"ClosingPlan", ${randomUUID()}, ${town.clock.now()}, ${randomUUID()}, ${town.clock.now()})`
}

/**
 * Folds until a fold counts on what there is now: on one at which no older transaction was open on the whole server, where
 * other tests have theirs.
 */
export function foldUntilNothingOlderIsOpen(town: Town): Promise<void> {
  return until(async () => {
    await foldStoreDays(town.ctx)
    const counted = await town.sql`SELECT 1 FROM fold_marks m, (SELECT xid_oldest FROM fold_marks ORDER BY xid_next DESC LIMIT 1) newest
      WHERE m.xid_next <= newest.xid_oldest AND m.marked_at >= ${town.clock.now()}`
    return counted.length > 0
  }, 'a fold that nothing older was open at')
}

/** The names of the promises about stores' money that do not hold. */
export async function brokenPromises(town: Town): Promise<string[]> {
  const broken: string[] = []
  for (const invariant of settlementInvariants) {
    const finding = await check(town.ctx.db, invariant, town.clock.now())
    if (finding.brokenCount > 0) broken.push(`${finding.name}: ${finding.broken.join('; ')}`)
  }
  return broken
}
