import { z } from 'zod'
import { caseState, urgency } from '../contract.ts'

const moment = z.iso.datetime()
const yenAmount = z.string()
/** What was paid in a time: without what was voided, which is counted apart. `total` is less what was refunded. */
const paid = z.object({ count: z.number().int(), total: yenAmount, voided: z.number().int() })
/** So many seconds or less in 95 of 100 cases, among so many of today; null when there were none. */
const delay = z.object({ seconds: z.number().nullable(), measured: z.number().int() })

/** GET /api/secretariat/dashboard */
export const dashboard = z.object({
  at: moment,
  day: z.string(),
  /** Nobody has ever paid. */
  firstDay: z.boolean(),
  paymentsToday: paid,
  lastWeek: paid.extend({ day: z.string() }),
  alerts: z.record(urgency, z.object({ open: z.number().int(), oldestDue: moment.nullable() })),
  cases: z.array(z.object({ state: caseState, count: z.number().int(), overdue: z.number().int() })),
  repayment: z.object({ demanded: yenAmount, received: yenAmount, left: yenAmount, overdue: yenAmount }),
  /** All that was paid, also what was voided later. */
  quarters: z.array(z.object({ at: moment, count: z.number().int(), alerts: z.number().int() })),
  /** Today's turnover of stores against the median of their own last eight same weekdays; the greatest first. */
  busiest: z.array(z.object({ code: z.string(), name: z.string(), total: yenAmount, usual: yenAmount, times: z.number() })),
  delays: z.object({ screening: delay, notice: delay }),
  health: z.object({ screeningLagSeconds: z.number(), unscreened: z.number().int(), messagesWaiting: z.number().int(), messagesParked: z.number().int(), suspense: z.number().int() }),
})
export type Dashboard = z.infer<typeof dashboard>
