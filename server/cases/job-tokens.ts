import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** What officers are called about: a new immediate alert, one that became immediate, nobody having taken it in time, a provisional stop about to end. */
export const callReason = z.enum(['alert', 'escalated', 'overdue', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour'])

/** An immediate case needs an officer now. `alertId` is the alert whose sentence is told. */
export const tellOfficersOfAlert = defineJob('tell-officers-of-alert', z.object({ caseId: z.uuid(), alertId: z.uuid(), about: callReason }))
export const tellStoreOfFactCheck = defineJob('tell-store-of-fact-check', z.object({ factCheckId: z.uuid() }))
export const tellStoreOfReminder = defineJob('tell-store-of-reminder', z.object({ factCheckId: z.uuid() }))
export const askCustomerInLine = defineJob('ask-customer', z.object({ questionId: z.uuid() }))
/** A customer answered 「あなたですか」 or explained: told to the officer of the case. */
export const tellOfficersOfCustomer = defineJob('tell-officers-of-customer', z.object({ caseId: z.uuid(), said: z.enum(['mine', 'not-mine', 'explained']), ref: z.uuid() }))
export const tellOfficersOfStoreReport = defineJob('tell-officers-of-store-report', z.object({ reportId: z.uuid() }))
export const tellOfficersOfInfectedFile = defineJob('tell-officers-of-infected-file', z.object({ from: z.enum(['customer', 'staff', 'officer']), at: z.iso.datetime() }))
export const tellOfficersOfAnswer = defineJob('tell-officers-of-answer', z.object({ factCheckId: z.uuid(), additionId: z.uuid().optional() }))
export const tellCustomerStopped = defineJob('tell-customer-stopped', z.object({ freezeId: z.uuid() }))
export const tellCustomerResumed = defineJob('tell-customer-resumed', z.object({ freezeId: z.uuid() }))
export const tellCustomerOfDemand = defineJob('tell-customer-of-demand', z.object({ demandId: z.uuid() }))
export const tellCustomerOfRepayment = defineJob('tell-customer-of-repayment', z.object({ repaymentId: z.uuid() }))
