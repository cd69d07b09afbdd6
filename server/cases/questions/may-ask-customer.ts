import { refused } from '../../core/refusal.ts'
import { notNow } from '../case.ts'
import { nobodyToStop } from '../may.ts'
import type { May } from '../standing.ts'

/** 本人に確認: while the case is open, in LINE, one question at a time. */
export const mayAskCustomer: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (standing.state === 'closed') return notNow(standing)
  if (standing.lineBlocked) return refused('line-blocked')
  return standing.customerAsked ? refused('customer-asked') : null
}
