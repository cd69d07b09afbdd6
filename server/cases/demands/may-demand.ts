import { done, refused, type Answer } from '../../core/refusal.ts'
import { yenSign } from '../../core/yen.ts'
import { checking, isUndecided, notNow } from '../case.ts'
import { mayPropose, nobodyToStop } from '../may.ts'
import type { CaseStanding, May } from '../standing.ts'

export const mayDemand: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (standing.state === 'cleared' || isUndecided(standing)) return refused('verdict-not-confirmed')
  if (checking.includes(standing.state)) return refused('amount-not-set')
  if (standing.state !== 'confirmed' && standing.state !== 'frozen') return notNow(standing)
  return standing.confirmedTotal > 0n ? null : refused('amount-not-set')
}

export const mayProposeDemand = mayPropose('demand', mayDemand)

/** The amount two people may agree on. */
export function whyNotThisAmount(standing: CaseStanding, amount: bigint): Answer<bigint> {
  if (amount <= 0n) return refused('amount-not-set')
  if (amount > standing.confirmedTotal) return refused('amount-too-high', { limit: yenSign(standing.confirmedTotal) })
  return done(amount)
}
