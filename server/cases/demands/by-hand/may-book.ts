import { refused } from '../../../core/refusal.ts'
import { mayPropose } from '../../may.ts'
import type { May } from '../../standing.ts'
import { whileOwed } from '../while-owed.ts'

/** Money that already waits in suspense for this demand is assigned from there: booking it by hand too would book it twice. */
export const mayBookByHand: May = (standing) => whileOwed(standing) ?? (standing.moneyToMatch === null ? null : refused('match-the-records'))
export const mayProposeBooking = mayPropose('book_repayment', mayBookByHand)
