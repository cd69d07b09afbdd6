import { z } from 'zod'
import { amountAnswered } from '../../core/yen.ts'

const ledger = z.enum(['wallet', 'store_payable', 'psp_clearing', 'premium_fund', 'receivable', 'programme_claim', 'suspense', 'expired', 'bank', 'write_off'])

/**
 * GET /api/secretariat/ledger/as-of?day=2026-09-30: every ledger's balance at the end of that Japan day, wallets by kind.
 * Without a day: the last base day (31 March or 30 September). The same day gives the same answer for ever.
 */
export const balancesAsOf = z.object({
  day: z.iso.date(),
  /** `kept`: the day is over and its sums are kept. `over`: they will be within minutes. `running`: told as it stands now. */
  books: z.enum(['kept', 'over', 'running']),
  lastBaseDay: z.iso.date(),
  ledgers: z.array(z.object({ ledger, kind: z.enum(['common', 'small_store']).nullable(), amount: amountAnswered })),
  /** Of what customers can still use (or could, until it expired): what was paid for, and the programme's premium. */
  unused: z.object({ total: amountAnswered, common: amountAnswered, smallStore: amountAnswered }),
})
export type BalancesAsOf = z.infer<typeof balancesAsOf>
