import { refused } from '../../core/refusal.ts'
import { yenSign } from '../../core/yen.ts'
import { checking, confirmedStates, isUndecided, notNow } from '../case.ts'
import { mayPropose, nobodyToStop } from '../may.ts'
import type { May } from '../standing.ts'

export const mayFreezeProvisionally: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (standing.freeze) return refused('already-stopped')
  if (['cleared', 'repaid', 'written_off', 'closed'].includes(standing.state)) return notNow(standing)
  if (isUndecided(standing)) return refused('verdict-undecided')
  return standing.provisionalUsed ? refused('provisional-used-up') : null
}

export const mayConfirmFreeze: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (checking.includes(standing.state)) return refused(standing.hasFinding || isUndecided(standing) ? 'verdict-not-confirmed' : 'finding-missing')
  if (standing.state === 'cleared') return refused('verdict-not-confirmed')
  if (standing.freeze === 'confirmed') return refused('already-stopped')
  return confirmedStates.includes(standing.state) ? null : notNow(standing)
}

export const mayUnfreeze: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (!standing.freeze) return refused('nothing-frozen')
  if (standing.demandLeft !== null && standing.demandLeft > 0n) return refused('repayment-outstanding', { left: yenSign(standing.demandLeft) })
  return null
}

export const mayProposeFreeze = mayPropose('confirm_freeze', mayConfirmFreeze)
export const mayProposeUnfreeze = mayPropose('unfreeze', mayUnfreeze)
