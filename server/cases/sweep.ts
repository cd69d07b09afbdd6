import type { Context } from '../context.ts'
import { expireProposals } from './approvals/expire-proposals.ts'
import { lapseFreezes, warnBeforeLapse } from './stops/lapse-freezes.ts'
import { callOverdue } from './clocks/call-overdue.ts'
import { passOn } from './clocks/pass-on.ts'
import { sendDigest } from './alerts/digest/send-digest.ts'
import { followUndelivered } from './messages/undelivered.ts'
import { keepMonth } from './reports/keep-month.ts'

/** Whatever in cases has become due by the clock. Once a minute, and safe to run twice or late. */
export async function sweepCases(ctx: Context): Promise<void> {
  await lapseFreezes(ctx)
  await warnBeforeLapse(ctx)
  await expireProposals(ctx)
  await callOverdue(ctx)
  await passOn(ctx)
  await followUndelivered(ctx)
  await sendDigest(ctx)
  await keepMonth(ctx)
}
