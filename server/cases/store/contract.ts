import { z } from 'zod'
import { caseState, urgency } from '../contract.ts'

const moment = z.iso.datetime()
const yenAmount = z.string()
const acceptance = z.enum(['open', 'stopped'])
const no = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()

/** The 30 days until yesterday, as they were counted last. `hhi` adds up the squares of every customer's share of the turnover: 10,000 is one customer, near 0 are many. Null without turnover. */
const month = z.object({ payments: z.number().int(), total: yenAmount, customers: z.number().int(), hhi: z.number().int().nullable(), largestPercent: z.number().nullable() })

export const storeView = z.enum(['all', 'stopped', 'held', 'cases'])
/** GET /api/secretariat/stores?search&view&cursor&limit: by code. */
export const storeRow = z.object({ code: z.string(), name: z.string(), area: z.string(), acceptance, payoutsHeld: z.boolean(), openCases: z.number().int(), month })
export type StoreRow = z.infer<typeof storeRow>
export const storeList = z.object({ items: z.array(storeRow), nextCursor: z.string().nullable() })

/** GET /api/secretariat/stores/:code; its photo is GET /api/secretariat/store-photos/:number */
export const storePage = z.object({
  id: z.uuid(), code: z.string(), number: z.string(), name: z.string(), area: z.string(), phone: z.string(), small: z.boolean(), opensAt: z.string(), closesAt: z.string(), hasPhoto: z.boolean(),
  acceptance,
  /** The case's stop that stops accepting. */
  acceptanceStop: z.object({ caseId: z.uuid(), caseNumber: z.string(), since: moment, lapsesAt: moment.nullable(), by: z.string() }).nullable(),
  payoutHold: z.object({ since: moment, by: z.string(), reason: z.string(), caseNumber: z.string().nullable(), pending: z.string().nullable() }).nullable(),
  holdDisabled: no,
  /** Where the transfers go: when that was last changed, by whom, and whether a second officer has confirmed it. */
  bank: z.object({ version: z.number().int(), changedAt: moment, changedBy: z.string(), confirmedAt: moment.nullable(), confirmedBy: z.string().nullable() }).nullable(),
  staff: z.object({ owner: z.number().int(), manager: z.number().int(), clerk: z.number().int(), stopped: z.number().int() }),
  posters: z.object({ version: z.number().int(), replaced: z.array(z.object({ version: z.number().int(), at: moment, by: z.string().nullable() })) }),
  month,
  days: z.array(z.object({ day: z.string(), payments: z.number().int(), total: yenAmount })),
  cases: z.array(z.object({ id: z.uuid(), number: z.string(), state: caseState, urgency, openedAt: moment })),
})
export type StorePage = z.infer<typeof storePage>
