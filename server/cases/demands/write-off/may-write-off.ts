import { refused } from '../../../core/refusal.ts'
import { mayPropose } from '../../may.ts'
import type { May } from '../../standing.ts'
import { whileOwed } from '../while-owed.ts'
import { effortsNeeded } from './collection-efforts.ts'

export const mayWriteOff: May = (standing) => whileOwed(standing) ?? (standing.efforts < effortsNeeded ? refused('too-few-reminders') : null)
export const mayProposeWriteOff = mayPropose('write_off', mayWriteOff)
