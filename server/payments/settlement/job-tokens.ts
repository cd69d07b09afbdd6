import { z } from 'zod'
import { defineJob } from '../../db/enqueue.ts'

/** Something may have been booked for stores since the last time. */
export const foldStoreDaysAsked = defineJob('fold-store-days', z.object({}))

/** A night has passed: periods may be over. */
export const closePeriodsAsked = defineJob('close-periods', z.object({}))
