import { z } from 'zod'
import { month } from '../contract.ts'

const yenAmount = z.string()
const count = z.number().int()

/** How late what is owed is, in days after the due day. */
export const ages = ['not_due', 'to_30', 'to_60', 'to_90', 'over_90'] as const
export type Age = (typeof ages)[number]

/** GET /api/secretariat/reports/repayment: 返済の進み, by the month in which it was demanded. */
export const repaymentProgress = z.object({
  at: z.iso.datetime(),
  months: z.array(z.object({ month, demands: count, demanded: yenAmount, received: yenAmount, left: yenAmount, overdue: yenAmount, writtenOff: yenAmount, withdrawn: yenAmount })),
  total: z.object({ demands: count, demanded: yenAmount, received: yenAmount, left: yenAmount, overdue: yenAmount, writtenOff: yenAmount, withdrawn: yenAmount }),
  ages: z.array(z.object({ age: z.enum(ages), demands: count, left: yenAmount })),
})
export type RepaymentProgress = z.infer<typeof repaymentProgress>

/** A count as the prefecture gets it: below five it says only that it is below five, so that nobody is recognised. */
export const few = 5

/** GET /api/secretariat/reports/statistics: 県への統計, the last twelve months, the running one included. */
export const statistics = z.object({
  at: z.iso.datetime(),
  months: z.array(
    z.object({
      month,
      payments: count, paid: yenAmount,
      immediate: count, daily: count, monthly: count,
      opened: count, confirmed: count, cleared: count, undecided: count, closed: count,
      /** Deadlines that fell in the month, and those of them that were met. */
      clocks: count, clocksMet: count,
      stops: count, stopped: yenAmount, demanded: yenAmount, repaid: yenAmount,
      /** Hours from a stop to its end, the middle one of those that ended in the month. */
      stopHours: z.number().nullable(),
    }),
  ),
})
export type Statistics = z.infer<typeof statistics>
