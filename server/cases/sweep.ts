import type { Context } from '../context.ts'
import { expireProposals } from './expire-proposals.ts'
import { lapseFreezes, warnBeforeLapse } from './lapse-freezes.ts'
import { callOverdue } from './call-overdue.ts'
import { sendDigest } from './digest/send-digest.ts'
import { keepMonth } from './reports/keep-month.ts'

/** Whatever in cases has become due by the clock. Once a minute, and safe to run twice or late. */
export async function sweepCases(ctx: Context): Promise<void> {
  await lapseFreezes(ctx)
  await warnBeforeLapse(ctx)
  await expireProposals(ctx)
  await callOverdue(ctx)
  await sendDigest(ctx)
  await keepMonth(ctx)
}
