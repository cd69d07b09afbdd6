import { refused } from '../../core/refusal.ts'
import { whileOwed } from '../demands/while-owed.ts'
import type { May } from '../standing.ts'

export const mayPrintLetter: May = whileOwed
export const mayPostLetter: May = (standing) => whileOwed(standing) ?? (standing.lettersToPost === 0 ? refused('letter-not-printed') : null)
