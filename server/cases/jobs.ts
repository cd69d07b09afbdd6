import { tellOfficersOfProposal } from '../approval/job-tokens.ts'
import { handle, type JobHandler } from '../job.ts'
import { tellOfficersOfMoney } from '../payments/job-tokens.ts'
import { bookAgreedByHand } from './demands/by-hand/book-by-hand.ts'
import {
  bookByHand,
  tellCustomerOfDemand,
  tellCustomerOfRepayment,
  tellCustomerOfWaiver,
  tellCustomerOfWithdrawal,
  tellCustomerResumed,
  tellCustomerStopped,
  tellOfficersOfAlert,
  tellOfficersOfAnswer,
  tellStoreOfFactCheck,
} from './job-tokens.ts'
import { tellDemand, tellRepayment, tellResumed, tellStopped } from './messages/tell-customer.ts'
import { tellAlert, tellAnswer, tellProposal } from './messages/tell-officers.ts'
import { tellWaived, tellWithdrawn } from './messages/tell-of-papers.ts'
import { tellMoney } from './messages/tell-officers-of-money.ts'
import { tellFactCheck } from './messages/tell-store.ts'

export const jobs: JobHandler[] = [
  handle(tellOfficersOfAlert, tellAlert),
  handle(tellOfficersOfAnswer, (ctx, { factCheckId }) => tellAnswer(ctx, factCheckId)),
  handle(tellOfficersOfProposal, (ctx, { approvalId }) => tellProposal(ctx, approvalId)),
  handle(tellOfficersOfMoney, tellMoney),
  handle(tellStoreOfFactCheck, (ctx, { factCheckId }) => tellFactCheck(ctx, factCheckId)),
  handle(tellCustomerStopped, (ctx, { freezeId }) => tellStopped(ctx, freezeId)),
  handle(tellCustomerResumed, (ctx, { freezeId }) => tellResumed(ctx, freezeId)),
  handle(tellCustomerOfDemand, (ctx, { demandId }) => tellDemand(ctx, demandId)),
  handle(tellCustomerOfWithdrawal, (ctx, { demandId }) => tellWithdrawn(ctx, demandId)),
  handle(tellCustomerOfWaiver, (ctx, { demandId }) => tellWaived(ctx, demandId)),
  handle(bookByHand, (ctx, { receiptId }) => bookAgreedByHand(ctx, receiptId)),
  handle(tellCustomerOfRepayment, (ctx, { repaymentId }) => tellRepayment(ctx, repaymentId)),
]
