import type { SweepPart } from '../sweep.ts'
import { expireProposals, proposalsExpire } from './approvals/expire-proposals.ts'
import { freezesEndSoon, freezesLapse, lapseFreezes, warnBeforeLapse } from './stops/lapse-freezes.ts'
import { lapseStops, stopsLapse } from './stops/targets/lapse-stops.ts'
import { stopsEndSoon, warnBeforeStopsLapse } from './stops/targets/warn-officers.ts'
import { eventsUnsealed, sealCases } from './chain/seal-cases.ts'
import { callOverdue, clocksPassed } from './clocks/call-overdue.ts'
import { casesWaiting, passOn } from './clocks/pass-on.ts'
import { plansBehind, sweepPlans } from './demands/plans/sweep-plans.ts'
import { sweepWays, waysOutdated } from './demands/ways/sweep-ways.ts'
import { demandsUnreminded, sendReminders } from './demands/reminders/send-reminders.ts'
import { digestIsDue, sendDigest } from './alerts/digest/send-digest.ts'
import { remindStores, storesAreQuiet } from './fact-checks/remind-stores.ts'
import { followUndelivered, messagesUndelivered } from './messages/undelivered.ts'
import { keepMonth, monthIsDue } from './reports/keep-month.ts'

/** Whatever in cases becomes due by the clock. */
export const dueInCases: readonly SweepPart[] = [
  { due: freezesLapse, run: lapseFreezes },
  { due: freezesEndSoon, run: warnBeforeLapse },
  { due: stopsLapse, run: lapseStops },
  { due: stopsEndSoon, run: warnBeforeStopsLapse },
  { due: proposalsExpire, run: expireProposals },
  { due: clocksPassed, run: callOverdue },
  { due: casesWaiting, run: passOn },
  { due: plansBehind, run: sweepPlans },
  { due: waysOutdated, run: sweepWays },
  { due: demandsUnreminded, run: sendReminders },
  { due: storesAreQuiet, run: remindStores },
  { due: messagesUndelivered, run: followUndelivered },
  { due: digestIsDue, run: sendDigest },
  { due: monthIsDue, run: keepMonth },
  { due: eventsUnsealed, run: sealCases, follows: true },
]
