import { onceConfirmed } from '../demands/while-owed.ts'
import type { May } from '../standing.ts'

/** Nobody is reported before the finding is fraud. */
export const mayReportToPolice: May = onceConfirmed
