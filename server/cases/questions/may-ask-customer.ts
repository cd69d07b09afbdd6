import { refused } from '../../core/refusal.ts'
import { notNow, type CaseState } from '../case.ts'
import { nobodyToStop } from '../may.ts'
import type { May } from '../standing.ts'

/** Nothing is left to find out: an answer would change nothing but make somebody uneasy. */
const settled: readonly CaseState[] = ['cleared', 'repaid', 'written_off', 'closed']

/** 本人に確認: while the case is not settled, in LINE, one question at a time. */
export const mayAskCustomer: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (settled.includes(standing.state)) return notNow(standing)
  if (standing.lineBlocked) return refused('line-blocked')
  return standing.customerAsked ? refused('customer-asked') : null
}
