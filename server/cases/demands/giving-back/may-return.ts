import { refused } from '../../../core/refusal.ts'
import { notNow } from '../../case.ts'
import { mayPropose } from '../../may.ts'
import type { May } from '../../standing.ts'

export const mayReturn: May = (standing) => (standing.toReturn ? null : standing.state === 'closed' ? notNow(standing) : refused('nothing-to-return'))
export const mayProposeReturn = mayPropose('return_repayment', mayReturn)
