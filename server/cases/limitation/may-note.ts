import { onceConfirmed } from '../demands/while-owed.ts'
import type { May } from '../standing.ts'

/** A claim exists from the verdict on. */
export const mayNoteLimitation: May = onceConfirmed
