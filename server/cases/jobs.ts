import { tellOfficersOfProposal } from '../approval/job-tokens.ts'
import { handle, type JobHandler } from '../job.ts'
import { tellOfficersOfMoney } from '../payments/job-tokens.ts'
import {
  askCustomerInLine,
  tellCustomerOfDemand,
  tellCustomerOfRepayment,
  tellCustomerResumed,
  tellCustomerStopped,
  tellOfficersOfAlert,
  tellOfficersOfAnswer,
  tellOfficersOfCustomer,
  tellOfficersOfInfectedFile,
  tellOfficersOfStoreReport,
  tellStoreOfFactCheck,
  tellStoreOfReminder,
} from './job-tokens.ts'
import { tellDemand, tellQuestion, tellRepayment, tellResumed, tellStopped } from './messages/tell-customer.ts'
import { tellAlert, tellAnswer, tellProposal } from './messages/tell-officers.ts'
import { tellCustomerSaid, tellInfectedFile, tellStoreReport } from './messages/tell-officers-of-evidence.ts'
import { tellMoney } from './messages/tell-officers-of-money.ts'
import { tellFactCheck, tellReminder } from './messages/tell-store.ts'

export const jobs: JobHandler[] = [
  handle(tellOfficersOfAlert, tellAlert),
  handle(tellOfficersOfAnswer, (ctx, { factCheckId, additionId }) => tellAnswer(ctx, factCheckId, additionId)),
  handle(tellOfficersOfProposal, (ctx, { approvalId }) => tellProposal(ctx, approvalId)),
  handle(tellOfficersOfMoney, tellMoney),
  handle(tellStoreOfFactCheck, (ctx, { factCheckId }) => tellFactCheck(ctx, factCheckId)),
  handle(tellStoreOfReminder, (ctx, { factCheckId }) => tellReminder(ctx, factCheckId)),
  handle(askCustomerInLine, (ctx, { questionId }) => tellQuestion(ctx, questionId)),
  handle(tellOfficersOfCustomer, tellCustomerSaid),
  handle(tellOfficersOfStoreReport, (ctx, { reportId }) => tellStoreReport(ctx, reportId)),
  handle(tellOfficersOfInfectedFile, tellInfectedFile),
  handle(tellCustomerStopped, (ctx, { freezeId }) => tellStopped(ctx, freezeId)),
  handle(tellCustomerResumed, (ctx, { freezeId }) => tellResumed(ctx, freezeId)),
  handle(tellCustomerOfDemand, (ctx, { demandId }) => tellDemand(ctx, demandId)),
  handle(tellCustomerOfRepayment, (ctx, { repaymentId }) => tellRepayment(ctx, repaymentId)),
]
