import { done, refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import { daysAfter, shortDayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { mayPropose } from '../../may.ts'
import type { CaseStanding, May } from '../../standing.ts'
import type { OpenDemand } from '../schedule-standing.ts'
import { whileOwed } from '../while-owed.ts'
import { firstDayAllowed } from './instalments.ts'

/** A due day can be moved by at most a year at once. */
const deferWithinDays = 366

/** 分割を認める: only what the customer asked for themselves. */
export const mayAgreeInstalments: May = (standing) => whileOwed(standing) ?? (standing.openDemands.some(({ asked }) => asked) ? null : refused('instalments-not-asked'))

/** 期限延長. The days of a running plan change by another plan. */
export const mayDefer: May = (standing) => {
  const no = whileOwed(standing)
  if (no || standing.openDemands.some(({ hasPlan }) => !hasPlan)) return no
  return refused(standing.openDemands.length === 0 ? 'nothing-owed' : 'plan-running')
}

export const mayProposeInstalments = mayPropose('instalments', mayAgreeInstalments)
/** 分割をお断りする: while it could be agreed on instead, so never behind the back of a colleague who has proposed it. */
export const mayDeclineInstalments = mayProposeInstalments
export const mayProposeDefer = mayPropose('defer', mayDefer)

export function thisOpenDemand({ openDemands }: CaseStanding, demandId: string): Answer<OpenDemand> {
  const demand = openDemands.find(({ id }) => id === demandId)
  return demand ? done(demand) : refused('nothing-owed')
}

/** Why what is left cannot be repaid in this many parts from this day on. */
export function whyNotInstalments(left: bigint, { times, firstOn }: { readonly times: number; readonly firstOn: Day }, today: Day): Refusal | null {
  if (left < BigInt(times)) return refused('too-many-instalments', { left: yenSign(left) })
  return firstDayAllowed(firstOn, today) ? null : refused('first-day-wrong')
}

/** Whoever was declined may ask again at once, and not for ever. */
const wishesMost = 3
export const wishDays = 30

/** Why a customer whose wishes of the last thirty days were declined on these days cannot ask again today. */
export function whyNotAskAgain(declinedOn: readonly Day[], today: Day): Refusal | null {
  const recent = declinedOn.filter((day) => daysAfter(day, wishDays) > today).sort()
  const [oldest] = recent
  return oldest === undefined || recent.length < wishesMost ? null : refused('wishes-used-up', { day: shortDayInJapanese(daysAfter(oldest, wishDays)) })
}

export function whyNotThisDay(demand: OpenDemand, dueOn: Day, today: Day): Refusal | null {
  if (demand.hasPlan) return refused('plan-running')
  const allowed = dueOn > demand.dueOn && dueOn > today && dueOn <= daysAfter(today, deferWithinDays)
  return allowed ? null : refused('due-day-not-later', { day: shortDayInJapanese(demand.dueOn) })
}
