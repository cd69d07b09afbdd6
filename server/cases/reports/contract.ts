import { z } from 'zod'
import { sentence } from '../../approval/contract.ts'

const moment = z.iso.datetime()
const yenAmount = z.string()
const count = z.number().int()
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/** A counted share with the interval in which it lies 19 times out of 20; `share` is null when nothing was counted. */
const share = z.object({ hits: count, of: count, share: z.number().nullable(), low: z.number(), high: z.number() })
const spread = z.object({ median: z.number(), ninth: z.number(), count }).nullable()
const range = z.object({ likely: z.number(), low: z.number(), high: z.number() }).nullable()
const byUrgency = z.object({ immediate: count, daily: count, monthly: count })

/** 月次報告: the same figures as a page, as JSON and as CSV. */
export const reportContents = z.object({
  month, from: moment, until: moment,
  payments: z.object({ count, total: yenAmount }),
  typologies: z.array(z.object({ typology: z.string(), name: sentence, ...byUrgency.shape })),
  /**
   * `right`: alerts with a confirmed payment, of those with any verdict. `noisy`: under a tenth of thirty or more. What
   * nobody could decide is neither, and counted apart; months before there was such a verdict have none.
   */
  rules: z.array(z.object({ rule: z.string(), name: sentence, alerts: count, right: share, noisy: z.boolean(), undecided: count.default(0) })),
  cases: z.object({ opened: count, confirmed: count, cleared: count, undecided: count.default(0), going: count }),
  money: z.object({ atRisk: yenAmount, confirmed: yenAmount, demanded: yenAmount, repaid: yenAmount }),
  /** From a case's opening until somebody took it (minutes), and until its verdict (hours). */
  times: z.object({ acknowledge: spread, verdict: spread }),
  /** Stops of customers who turned out to have done nothing wrong, and how long they lasted (hours). */
  wrongStops: z.object({ stops: count, wrong: count, hours: spread }),
  /** From the last month whose sample people have had time to look at. Null while nobody has. */
  recall: z.object({ sampled: month, looked: count, fraud: count, unknown: count, waiting: count, byPayments: range, byYen: range }).nullable(),
})
export type ReportContents = z.infer<typeof reportContents>

/** GET /api/secretariat/reports/:month. `keptAt`: when it was made for good; null for figures of this moment. */
export const monthlyReport = z.object({ keptAt: moment.nullable(), hash: z.string().nullable(), contents: reportContents })
export type MonthlyReport = z.infer<typeof monthlyReport>

/** GET /api/secretariat/reports: the newest first, this month at the top. */
export const reportList = z.object({ items: z.array(z.object({ month, keptAt: moment.nullable() })) })
export type ReportList = z.infer<typeof reportList>

export const sampleAnswer = z.enum(['genuine', 'fraud', 'unknown'])

/** GET /api/secretariat/samples/:month */
export const sampleList = z.object({
  month,
  items: z.array(
    z.object({
      paymentId: z.uuid(), number: z.string(), amount: yenAmount, paidAt: moment, customerCode: z.string(), storeCode: z.string(), storeName: z.string(),
      answer: sampleAnswer.nullable(), answeredBy: z.string().nullable(), answeredAt: moment.nullable(),
    }),
  ),
})
export type SampleList = z.infer<typeof sampleList>

/** POST /api/secretariat/samples/:month/:paymentId */
export const markSample = z.object({ answer: sampleAnswer })
