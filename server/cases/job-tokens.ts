import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** An immediate case was opened, or became immediate. */
export const tellOfficersOfAlert = defineJob('tell-officers-of-alert', z.object({ alertId: z.uuid(), overdue: z.boolean().default(false) }))
export const tellStoreOfFactCheck = defineJob('tell-store-of-fact-check', z.object({ factCheckId: z.uuid() }))
export const tellOfficersOfAnswer = defineJob('tell-officers-of-answer', z.object({ factCheckId: z.uuid() }))
/** A proposal waits for a second officer. */
export const tellOfficersOfProposal = defineJob('tell-officers-of-proposal', z.object({ approvalId: z.uuid() }))
export const tellCustomerStopped = defineJob('tell-customer-stopped', z.object({ freezeId: z.uuid() }))
export const tellCustomerResumed = defineJob('tell-customer-resumed', z.object({ freezeId: z.uuid() }))
export const tellCustomerOfDemand = defineJob('tell-customer-of-demand', z.object({ demandId: z.uuid() }))
export const tellCustomerOfRepayment = defineJob('tell-customer-of-repayment', z.object({ repaymentId: z.uuid() }))
