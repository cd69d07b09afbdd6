import { handle, type JobHandler } from '../../job.ts'
import { bookAssigned as bookAssignedJob, bookNotification as bookNotificationJob, reconcileDay as reconcileDayJob } from '../job-tokens.ts'
import { bookNotification } from './book-notification.ts'
import type { RepaymentBooks } from './money-received.ts'
import { reconcileDay } from './reconcile/reconcile-day.ts'
import { bookAssigned } from './suspense/book-assigned.ts'

/** What is done in the worker about money that comes in. */
export const moneyInJobs = (repayments: RepaymentBooks): JobHandler[] => [
  handle(bookNotificationJob, (ctx, { notificationId }) => bookNotification(ctx, notificationId, repayments)),
  handle(bookAssignedJob, (ctx, { suspenseId }) => bookAssigned(ctx, suspenseId, repayments)),
  handle(reconcileDayJob, (ctx, { reconciliationId }) => reconcileDay(ctx, reconciliationId, repayments)),
]
