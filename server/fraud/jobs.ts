import { handle, type JobHandler } from '../job.ts'
import { screenPayments as paymentsToScreen } from '../payments/job-tokens.ts'
import { screenPayments } from './live/screen-payments.ts'

export const jobs: JobHandler[] = [handle(paymentsToScreen, (ctx, { paymentIds }) => screenPayments(ctx, paymentIds))]
