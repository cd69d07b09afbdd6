import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

const paymentIds = z.object({ paymentIds: z.array(z.uuid()).min(1).max(1_000) })

/** Payments were accepted together. The till itself writes this job (accept_payments), so nothing else enqueues it. */
export const afterPayments = defineJob('after-payments', paymentIds)

/** Payer and store are to be told. */
export const sendReceipts = defineJob('send-receipts', paymentIds)

/** Somebody may want to look at these payments. Who does is none of payments' business: root jobs.ts pairs it. */
export const screenPayments = defineJob('screen-payments', paymentIds)

/** A signed notification is in the inbox. */
export const bookNotification = defineJob('book-notification', z.object({ notificationId: z.uuid() }))

/** Two officers agreed on where money from suspense belongs. */
export const bookAssigned = defineJob('book-assigned', z.object({ suspenseId: z.uuid() }))

/** A day of the provider's own list is to be compared with ours. */
export const reconcileDay = defineJob('reconcile-day', z.object({ reconciliationId: z.uuid() }))

/**
 * Officers should look at money that came in or went back: `suspense` (its id is the item's), `paid-late`, `other-amount`
 * and `claim` (the money's), `reconciliation`. Who tells them is none of payments' business: root jobs.ts pairs it.
 */
export const tellOfficersOfMoney = defineJob(
  'tell-officers-of-money',
  z.object({ about: z.enum(['suspense', 'paid-late', 'other-amount', 'claim', 'reconciliation']), id: z.uuid() }),
)
/** What was paid over a demand went back out of suspense. Who tells its customer is none of payments' business. */
export const tellCustomerOfReturnedSurplus = defineJob('tell-customer-of-returned-surplus', z.object({ suspenseId: z.uuid() }))
/** Money went back to a payer. The database writes these two jobs with the refund, so nothing else enqueues them. */
export const afterVoid = defineJob('after-void', z.object({ refundId: z.uuid() }))
export const afterRefund = defineJob('after-refund', z.object({ refundId: z.uuid() }))
