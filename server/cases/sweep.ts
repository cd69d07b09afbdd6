import type { Context } from '../context.ts'
import { expireProposals } from './approvals/expire-proposals.ts'
import { lapseFreezes, warnBeforeLapse } from './stops/lapse-freezes.ts'
import { lapseStops } from './stops/targets/lapse-stops.ts'
import { warnBeforeStopsLapse } from './stops/targets/warn-officers.ts'
import { sealCases } from './chain/seal-cases.ts'
import { callOverdue } from './clocks/call-overdue.ts'
import { passOn } from './clocks/pass-on.ts'
import { sweepPlans } from './demands/plans/sweep-plans.ts'
import { sweepWays } from './demands/ways/sweep-ways.ts'
import { sendReminders } from './demands/reminders/send-reminders.ts'
import { sendDigest } from './alerts/digest/send-digest.ts'
import { remindStores } from './fact-checks/remind-stores.ts'
import { followUndelivered } from './messages/undelivered.ts'
import { keepMonth } from './reports/keep-month.ts'

/** Whatever in cases has become due by the clock. Once a minute, and safe to run twice or late. */
export async function sweepCases(ctx: Context): Promise<void> {
  await lapseFreezes(ctx)
  await warnBeforeLapse(ctx)
  await lapseStops(ctx)
  await warnBeforeStopsLapse(ctx)
  await expireProposals(ctx)
  await callOverdue(ctx)
  await passOn(ctx)
  await sweepPlans(ctx)
  await sweepWays(ctx)
  await sendReminders(ctx)
  await remindStores(ctx)
  await followUndelivered(ctx)
  await sendDigest(ctx)
  await keepMonth(ctx)
  await sealCases(ctx)
}
