import { tellOfficersOfProposal } from '../approval/job-tokens.ts'
import { handle, type JobHandler } from '../job.ts'
import { tellOfficersOfMoney } from '../payments/job-tokens.ts'
import {
  tellCustomerOfDemand,
  tellCustomerOfRepayment,
  tellCustomerResumed,
  receiveAppeal,
  tellCustomerOfAppeal,
  tellCustomerOfReport,
  tellCustomerSelfStopped,
  tellCustomerSelfStopReleased,
  tellCustomerStopped,
  tellOfficersOfAlert,
  tellOfficersOfAnswer,
  tellStoreOfFactCheck,
  tellStoreOfStop,
} from './job-tokens.ts'
import { tellDemand, tellRepayment, tellResumed, tellStopped } from './messages/tell-customer.ts'
import { tellAlert, tellAnswer, tellProposal } from './messages/tell-officers.ts'
import { beginAppeal } from './appeals/receive-appeal.ts'
import { tellAppeal, tellReport } from './messages/tell-received.ts'
import { tellSelfStopped, tellSelfStopReleased } from './messages/tell-self-stop.ts'
import { tellMoney } from './messages/tell-officers-of-money.ts'
import { tellFactCheck } from './messages/tell-store.ts'
import { tellStop } from './messages/tell-store-of-stop.ts'

export const jobs: JobHandler[] = [
  handle(tellOfficersOfAlert, tellAlert),
  handle(tellOfficersOfAnswer, (ctx, { factCheckId }) => tellAnswer(ctx, factCheckId)),
  handle(tellOfficersOfProposal, (ctx, { approvalId }) => tellProposal(ctx, approvalId)),
  handle(tellOfficersOfMoney, tellMoney),
  handle(tellStoreOfFactCheck, (ctx, { factCheckId }) => tellFactCheck(ctx, factCheckId)),
  handle(tellStoreOfStop, tellStop),
  handle(receiveAppeal, (ctx, { appealId }) => beginAppeal(ctx, appealId)),
  handle(tellCustomerOfAppeal, tellAppeal),
  handle(tellCustomerOfReport, (ctx, { reportId }) => tellReport(ctx, reportId)),
  handle(tellCustomerSelfStopped, tellSelfStopped),
  handle(tellCustomerSelfStopReleased, tellSelfStopReleased),
  handle(tellCustomerStopped, (ctx, { freezeId }) => tellStopped(ctx, freezeId)),
  handle(tellCustomerResumed, (ctx, { freezeId }) => tellResumed(ctx, freezeId)),
  handle(tellCustomerOfDemand, (ctx, { demandId }) => tellDemand(ctx, demandId)),
  handle(tellCustomerOfRepayment, (ctx, { repaymentId }) => tellRepayment(ctx, repaymentId)),
]
