import { handle, type JobHandler } from '../../job.ts'
import { closePeriods } from './close-periods.ts'
import { foldStoreDays } from './fold-store-days.ts'
import { closePeriodsAsked, foldStoreDaysAsked } from './job-tokens.ts'

export const settlementJobs: readonly JobHandler[] = [handle(foldStoreDaysAsked, foldStoreDays), handle(closePeriodsAsked, closePeriods)]
