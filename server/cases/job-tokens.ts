import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** What officers are called about: a new immediate alert, one that became immediate, nobody having taken it in time, its being passed on to one of them, a provisional stop about to end. */
export const callReason = z.enum(['alert', 'escalated', 'overdue', 'passed-on', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour'])

/** An immediate case needs an officer now. `alertId` is the alert whose sentence is told, `officerId` the one officer it is passed on to. */
export const tellOfficersOfAlert = defineJob('tell-officers-of-alert', z.object({ caseId: z.uuid(), alertId: z.uuid(), about: callReason, officerId: z.uuid().optional() }))
/** A deadline has passed. */
export const tellOfficersOfClock = defineJob('tell-officers-of-clock', z.object({ clockId: z.uuid() }))
/** Nobody in LINE took an immediate case. */
export const mailOfficersOfCase = defineJob('mail-officers-of-case', z.object({ caseId: z.uuid() }))
export const tellStoreOfFactCheck = defineJob('tell-store-of-fact-check', z.object({ factCheckId: z.uuid() }))
export const tellStoreOfReminder = defineJob('tell-store-of-reminder', z.object({ factCheckId: z.uuid() }))
export const askCustomerInLine = defineJob('ask-customer', z.object({ questionId: z.uuid() }))
/** A customer answered 「あなたですか」 or explained: told to the officer of the case. */
export const tellOfficersOfCustomer = defineJob('tell-officers-of-customer', z.object({ caseId: z.uuid(), said: z.enum(['mine', 'not-mine', 'explained']), ref: z.uuid() }))
export const tellOfficersOfStoreReport = defineJob('tell-officers-of-store-report', z.object({ reportId: z.uuid() }))
export const tellOfficersOfInfectedFile = defineJob('tell-officers-of-infected-file', z.object({ from: z.enum(['customer', 'staff', 'officer']), at: z.iso.datetime() }))
/** Somebody gave an officer cases; `ref` is that one turn. */
export const tellOfficerOfAssignment = defineJob('tell-officer-of-assignment', z.object({ officerId: z.uuid(), caseIds: z.array(z.uuid()), ref: z.uuid() }))
export const tellOfficersOfAnswer = defineJob('tell-officers-of-answer', z.object({ factCheckId: z.uuid(), additionId: z.uuid().optional() }))
export const tellCustomerStopped = defineJob('tell-customer-stopped', z.object({ freezeId: z.uuid() }))
export const tellCustomerResumed = defineJob('tell-customer-resumed', z.object({ freezeId: z.uuid() }))
export const tellCustomerOfDemand = defineJob('tell-customer-of-demand', z.object({ demandId: z.uuid() }))
/** A store's acceptance or payouts were stopped because of a case, or go on. */
export const tellStoreOfStop = defineJob('tell-store-of-stop', z.object({ stopId: z.uuid(), about: z.enum(['stopped', 'resumed']) }))
/** A customer has stopped their own payments, or may pay again as two officers agreed. */
export const tellCustomerSelfStopped = defineJob('tell-customer-self-stopped', z.object({ customerId: z.uuid(), stoppedAt: z.iso.datetime() }))
export const tellCustomerSelfStopReleased = defineJob('tell-customer-self-stop-released', z.object({ customerId: z.uuid(), approvalId: z.uuid() }))
export const tellCustomerOfReminder = defineJob('tell-customer-of-reminder', z.object({ demandId: z.uuid(), step: z.string(), dueOn: z.iso.date() }))
export const tellCustomerOfSchedule = defineJob('tell-customer-of-schedule', z.object({ demandId: z.uuid(), about: z.enum(['plan-agreed', 'plan-declined', 'plan-ended', 'deferred']), ref: z.string() }))
export const tellOfficersOfRepayment = defineJob('tell-officers-of-repayment', z.object({ caseId: z.uuid(), about: z.enum(['instalments-asked', 'plan-ended', 'reversed', 'unfreeze-prepared']), ref: z.string() }))
/** A customer has reported a payment; has said that they don't accept a decision; is to hear of it. */
export const tellCustomerOfReport = defineJob('tell-customer-of-report', z.object({ reportId: z.uuid() }))
export const receiveAppeal = defineJob('receive-appeal', z.object({ appealId: z.uuid() }))
export const tellCustomerOfAppeal = defineJob('tell-customer-of-appeal', z.object({ appealId: z.uuid(), about: z.enum(['received', 'decided']) }))
export const tellCustomerOfWithdrawal = defineJob('tell-customer-of-withdrawal', z.object({ demandId: z.uuid() }))
export const tellCustomerOfWaiver = defineJob('tell-customer-of-waiver', z.object({ demandId: z.uuid() }))
/** What is asked for next has changed, or its numbers no longer count: the provider is asked for new ones. */
export const fetchPaymentWays = defineJob('fetch-payment-ways', z.object({ demandId: z.uuid() }))
/** What was repaid has to go back to the customer, or went back. */
export const tellCustomerOfReturn = defineJob('tell-customer-of-return', z.object({ demandId: z.uuid(), about: z.enum(['due', 'returned']) }))
/** Two officers agreed on money of a statement. */
export const bookByHand = defineJob('book-by-hand', z.object({ receiptId: z.uuid() }))
export const tellCustomerOfRepayment = defineJob('tell-customer-of-repayment', z.object({ repaymentId: z.uuid() }))
