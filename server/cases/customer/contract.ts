import { z } from 'zod'
import { caseState, verdict } from '../contract.ts'

const moment = z.iso.datetime()
const yenAmount = z.string()

/** GET /api/secretariat/cases/:id/customer: what else is known of a case's customer. Codes only. */
export const customerFile = z.object({
  code: z.string(), registeredAt: moment, language: z.enum(['ja', 'en']),
  stores: z.array(z.object({ code: z.string(), name: z.string(), payments: z.number().int(), total: yenAmount, lastAt: moment })),
  earlierCases: z.array(z.object({ id: z.uuid(), number: z.string(), state: caseState, verdict: verdict.nullable(), openedAt: moment })),
  /** Other customers with the same device, telephone number, home or card, with their open case. */
  sharing: z.array(z.object({ why: z.enum(['device', 'phone', 'home', 'card']), customers: z.array(z.object({ code: z.string(), openCase: z.object({ id: z.uuid(), number: z.string() }).nullable() })) })),
  /** Staff who have the customer's telephone number or LINE account. */
  staff: z.array(z.object({ why: z.enum(['phone', 'line']), code: z.string(), storeCodes: z.array(z.string()) })),
})
export type CustomerFile = z.infer<typeof customerFile>

/** 閲覧の目的 */
export const viewPurpose = z.enum(['fact-check', 'contact', 'repayment', 'disclosure'])
/** POST /api/secretariat/cases/:id/reveal-customer: the name and the telephone number, for a purpose that is recorded each time. */
export const revealCustomer = z.strictObject({ purpose: viewPurpose })
export const customerRevealed = z.object({ name: z.string(), kana: z.string(), phone: z.string() })
