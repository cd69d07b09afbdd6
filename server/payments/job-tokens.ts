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

/** Money went back to a payer. The database writes these two jobs with the refund, so nothing else enqueues them. */
export const afterVoid = defineJob('after-void', z.object({ refundId: z.uuid() }))
export const afterRefund = defineJob('after-refund', z.object({ refundId: z.uuid() }))
