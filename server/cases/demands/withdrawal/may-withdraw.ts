import { mayPropose } from '../../may.ts'
import { whileOwed } from '../while-owed.ts'

export const mayWithdraw = whileOwed
export const mayProposeWithdrawal = mayPropose('withdraw_demand', mayWithdraw)
