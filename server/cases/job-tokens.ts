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
/** A store's acceptance or payouts were stopped because of a case, or go on. */
export const tellStoreOfStop = defineJob('tell-store-of-stop', z.object({ stopId: z.uuid(), about: z.enum(['stopped', 'resumed']) }))
/** A customer has stopped their own payments, or may pay again as two officers agreed. */
export const tellCustomerSelfStopped = defineJob('tell-customer-self-stopped', z.object({ customerId: z.uuid(), stoppedAt: z.iso.datetime() }))
export const tellCustomerSelfStopReleased = defineJob('tell-customer-self-stop-released', z.object({ customerId: z.uuid(), approvalId: z.uuid() }))
/** A customer has reported a payment; has said that they don't accept a decision; is to hear of it. */
export const tellCustomerOfReport = defineJob('tell-customer-of-report', z.object({ reportId: z.uuid() }))
export const receiveAppeal = defineJob('receive-appeal', z.object({ appealId: z.uuid() }))
export const tellCustomerOfAppeal = defineJob('tell-customer-of-appeal', z.object({ appealId: z.uuid(), about: z.enum(['received', 'decided']) }))
export const tellCustomerOfRepayment = defineJob('tell-customer-of-repayment', z.object({ repaymentId: z.uuid() }))
