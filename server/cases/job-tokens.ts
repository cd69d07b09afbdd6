import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** What officers are called about: a new immediate alert, one that became immediate, nobody having taken it in time, a provisional stop about to end. */
export const callReason = z.enum(['alert', 'escalated', 'overdue', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour'])

/** An immediate case needs an officer now. `alertId` is the alert whose sentence is told. */
export const tellOfficersOfAlert = defineJob('tell-officers-of-alert', z.object({ caseId: z.uuid(), alertId: z.uuid(), about: callReason }))
export const tellStoreOfFactCheck = defineJob('tell-store-of-fact-check', z.object({ factCheckId: z.uuid() }))
export const tellOfficersOfAnswer = defineJob('tell-officers-of-answer', z.object({ factCheckId: z.uuid() }))
export const tellCustomerStopped = defineJob('tell-customer-stopped', z.object({ freezeId: z.uuid() }))
export const tellCustomerResumed = defineJob('tell-customer-resumed', z.object({ freezeId: z.uuid() }))
export const tellCustomerOfDemand = defineJob('tell-customer-of-demand', z.object({ demandId: z.uuid() }))
export const tellCustomerOfWithdrawal = defineJob('tell-customer-of-withdrawal', z.object({ demandId: z.uuid() }))
export const tellCustomerOfWaiver = defineJob('tell-customer-of-waiver', z.object({ demandId: z.uuid() }))
/** Two officers agreed on money of a statement. */
export const bookByHand = defineJob('book-by-hand', z.object({ receiptId: z.uuid() }))
export const tellCustomerOfRepayment = defineJob('tell-customer-of-repayment', z.object({ repaymentId: z.uuid() }))
