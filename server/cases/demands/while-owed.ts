import { refused, type Refusal } from '../../core/refusal.ts'
import { checking, notNow } from '../case.ts'
import { nobodyToStop } from '../may.ts'
import type { CaseStanding } from '../standing.ts'
import type { OpenDemand } from './schedule-standing.ts'

/** The demand that asks for money. A case has one at most: the next is issued when the last was withdrawn. */
export const openDemandOf = ({ openDemands }: CaseStanding): OpenDemand | null => openDemands.at(-1) ?? null

/** Open only while a demand asks for money: 請求中・返済中. */
export function whileOwed(standing: CaseStanding): Refusal | null {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  return openDemandOf(standing) ? null : notNow(standing)
}

/** Open only after somebody was found to owe something: 不正確定 and later, until the case is closed. */
export function onceConfirmed(standing: CaseStanding): Refusal | null {
  if (checking.includes(standing.state) || standing.state === 'cleared') return refused('verdict-not-confirmed')
  return standing.state === 'closed' ? notNow(standing) : null
}
