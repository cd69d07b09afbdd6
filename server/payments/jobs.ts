import { handle, type JobHandler } from '../job.ts'
import { afterPayments, afterRefund, afterVoid, sendReceipts } from './job-tokens.ts'
import { moneyInJobs } from './money-in/handlers.ts'
import type { RepaymentBooks } from './money-in/money-received.ts'
import { followPayments, tellReceipts } from './receipt.ts'
import { tellMoneyBack } from './refunds/tell-money-back.ts'
import { settlementJobs } from './settlement/jobs.ts'

/** What payments does in the worker. Repayments belong to cases, whose verb the caller hands in. */
export const jobs = (repayments: RepaymentBooks): JobHandler[] => [
  handle(afterPayments, (ctx, { paymentIds }) => followPayments(ctx, paymentIds)),
  handle(sendReceipts, (ctx, { paymentIds }) => tellReceipts(ctx, paymentIds)),
  handle(afterVoid, (ctx, { refundId }) => tellMoneyBack(ctx, refundId)),
  handle(afterRefund, (ctx, { refundId }) => tellMoneyBack(ctx, refundId)),
  ...settlementJobs,
  ...moneyInJobs(repayments),
]
