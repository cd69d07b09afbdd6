import { z } from 'zod'

const moment = z.iso.datetime()
const yenAmount = z.string()
const day = z.iso.date()

/** 未払い, 一部受領, 分割中, 期限切れ, 異議を確認中, 完済, 取り下げ, 免除・貸倒: how a demand stands, for everybody the same. */
export const demandStands = z.enum(['unpaid', 'partly', 'instalments', 'overdue', 'appealed', 'repaid', 'withdrawn', 'written_off'])

export const planSeen = z.object({
  times: z.number().int(), total: yenAmount, agreedAt: moment,
  instalments: z.array(z.object({ no: z.number().int(), dueOn: day, amount: yenAmount, paid: yenAmount, state: z.enum(['paid', 'partly', 'due', 'overdue']) })),
})
export type PlanSeen = z.infer<typeof planSeen>

/** What a customer whose wish was declined can do instead: fewer parts, an earlier first day, a talk first. */
export const insteadWays = ['fewer-times', 'earlier-day', 'talk-first'] as const

/** How a demand is to be repaid over time. `dueOn` of the demand is the day in force; `issuedDueOn` what it was issued with. */
export const scheduleSeen = z.object({
  stands: demandStands, issuedDueOn: day, plan: planSeen.nullable(),
  asked: z.object({ times: z.number().int(), firstOn: day, at: moment }).nullable(),
  /** The last wish, when it was declined and nothing has come after it. */
  declined: z.object({ times: z.number().int(), firstOn: day, at: moment, instead: z.enum(insteadWays) }).nullable(),
})
export type ScheduleSeen = z.infer<typeof scheduleSeen>

/** What goes back to the customer of a demand's money: owed or given back after the verdict was revised; paid over it, waiting or given back. */
export const backSeen = z.object({
  owed: yenAmount, returned: z.object({ amount: yenAmount, method: z.enum(['bank_transfer', 'desk', 'postal_transfer']), on: day }).nullable(), surplus: yenAmount, surplusReturned: yenAmount,
})
export type BackSeen = z.infer<typeof backSeen>

const waysIn = z.object({
  intro: z.array(z.string()),
  ways: z.array(z.object({ name: z.string(), numbers: z.array(z.object({ name: z.string(), value: z.string() })), steps: z.array(z.string()) })),
})
/** お支払い方法のご案内 as it is kept: page, PDF and letter show exactly this. */
export const waysText = z.object({ ja: waysIn, en: waysIn })
export type WaysText = z.infer<typeof waysText>
/** Null while the provider has given no numbers, or nothing is asked for any more. */
export const waysSeen = z.object({ version: z.number().int(), hash: z.string(), givenAt: moment, validUntil: day, amount: yenAmount, ja: waysIn, en: waysIn }).nullable()

export const reminderSeen = z.object({ step: z.enum(['before', 'due', 'after-3', 'after-14']), dueOn: day, at: moment })

const reason = z.string().trim().min(1).max(500)
const wish = { times: z.coerce.number().int().min(2).max(12), firstOn: day }
/** GET /api/repayments/:id/instalments?times&firstOn (preview), POST /api/repayments/:id/instalments */
export const instalmentsWished = z.object(wish)
export const preview = z.object({ instalments: z.array(z.object({ no: z.number().int(), dueOn: day, amount: yenAmount })) })
export type Preview = z.infer<typeof preview>

/** POST /api/secretariat/cases/:id/propose-instalments, …/propose-defer */
export const proposeInstalments = z.object({ demandId: z.uuid(), ...wish, reason })
export const proposeDefer = z.object({ demandId: z.uuid(), dueOn: day, reason })

/** POST /api/secretariat/cases/:id/decline-instalments → caseFile. The reason stays inside. */
export const declineInstalments = z.strictObject({ demandId: z.uuid(), instead: z.enum(insteadWays), reason })

/** GET /api/secretariat/repayments?view=open|overdue|plans|asked|repaid&cursor */
export const repaymentViews = ['open', 'overdue', 'plans', 'asked', 'repaid'] as const
export const repaymentRow = z.object({
  id: z.uuid(), number: z.string(), caseId: z.uuid(), caseNumber: z.string(), customerCode: z.string(), principal: yenAmount, repaid: yenAmount, left: yenAmount,
  dueOn: day, stands: demandStands, paidParts: z.number().int().nullable(), parts: z.number().int().nullable(), asked: z.boolean(), remindedAt: moment.nullable(), openedAt: moment.nullable(),
})
export type RepaymentRow = z.infer<typeof repaymentRow>
export const repaymentList = z.object({
  items: z.array(repaymentRow), nextCursor: z.string().nullable(),
  totals: z.object({ demanded: yenAmount, repaid: yenAmount, left: yenAmount, overdue: yenAmount }),
})
export type RepaymentList = z.infer<typeof repaymentList>

/** GET /api/secretariat/repayments/calendar?month=2026-12: what is due on each day of a month. */
export const repaymentCalendar = z.object({
  month: z.string(),
  items: z.array(z.object({ demandId: z.uuid(), number: z.string(), caseId: z.uuid(), dueOn: day, no: z.number().int().nullable(), of: z.number().int().nullable(), amount: yenAmount, left: yenAmount, state: z.enum(['paid', 'partly', 'due', 'overdue']) })),
})
export type RepaymentCalendar = z.infer<typeof repaymentCalendar>
