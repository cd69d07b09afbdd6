import { tellChangedProposal, tellOfficersOfProposal } from '../approval/job-tokens.ts'
import { handle, type JobHandler } from '../job.ts'
import { tellCustomerOfReturnedSurplus, tellOfficersOfMoney } from '../payments/job-tokens.ts'
import { fetchWays } from './demands/ways/fetch-ways.ts'
import { bookAgreedByHand } from './demands/by-hand/book-by-hand.ts'
import {
  mailOfficersOfCase,
  askCustomerInLine,
  bookByHand,
  fetchPaymentWays,
  tellCustomerOfDemand,
  tellCustomerOfReminder,
  tellCustomerOfSchedule,
  tellCustomerOfRepayment,
  tellCustomerOfWaiver,
  tellCustomerOfReturn,
  tellCustomerOfWithdrawal,
  tellCustomerResumed,
  receiveAppeal,
  tellCustomerOfAppeal,
  tellCustomerOfReport,
  tellCustomerSelfStopped,
  tellCustomerSelfStopReleased,
  tellCustomerStopped,
  tellOfficerOfAssignment,
  tellOfficersOfAlert,
  tellOfficersOfAnswer,
  tellOfficersOfClock,
  tellOfficersOfRepayment,
  tellOfficersOfCustomer,
  tellOfficersOfInfectedFile,
  tellOfficersOfStoreReport,
  tellStoreOfFactCheck,
  tellStoreOfStop,
  tellStoreOfReminder,
} from './job-tokens.ts'
import { tellDemand, tellQuestion, tellRepayment, tellResumed, tellStopped } from './messages/tell-customer.ts'
import { tellAssigned } from './messages/tell-assigned.ts'
import { tellChanged } from './messages/tell-changed-proposal.ts'
import { tellAlert, tellAnswer, tellProposal } from './messages/tell-officers.ts'
import { mailCase, tellClock } from './messages/tell-officers-of-clocks.ts'
import { beginAppeal } from './appeals/receive-appeal.ts'
import { tellAppeal, tellReport } from './messages/tell-received.ts'
import { tellSelfStopped, tellSelfStopReleased } from './messages/tell-self-stop.ts'
import { tellCustomerSaid, tellInfectedFile, tellStoreReport } from './messages/tell-officers-of-evidence.ts'
import { tellReturn, tellSurplusReturned } from './messages/tell-of-giving-back.ts'
import { tellWaived, tellWithdrawn } from './messages/tell-of-papers.ts'
import { tellMoney } from './messages/tell-officers-of-money.ts'
import { tellReminder, tellRepaymentNews, tellSchedule } from './messages/tell-of-schedule.ts'
import { tellFactCheck, tellStoreReminder } from './messages/tell-store.ts'
import { tellStop } from './messages/tell-store-of-stop.ts'

export const jobs: JobHandler[] = [
  handle(tellOfficersOfAlert, tellAlert),
  handle(tellOfficersOfClock, (ctx, { clockId }) => tellClock(ctx, clockId)),
  handle(mailOfficersOfCase, (ctx, { caseId }) => mailCase(ctx, caseId)),
  handle(tellOfficerOfAssignment, tellAssigned),
  handle(tellOfficersOfAnswer, (ctx, { factCheckId, additionId }) => tellAnswer(ctx, factCheckId, additionId)),
  handle(tellOfficersOfProposal, (ctx, { approvalId }) => tellProposal(ctx, approvalId)),
  handle(tellChangedProposal, (ctx, { approvalId }) => tellChanged(ctx, approvalId)),
  handle(tellOfficersOfMoney, tellMoney),
  handle(tellStoreOfFactCheck, (ctx, { factCheckId }) => tellFactCheck(ctx, factCheckId)),
  handle(tellStoreOfStop, tellStop),
  handle(receiveAppeal, (ctx, { appealId }) => beginAppeal(ctx, appealId)),
  handle(tellCustomerOfAppeal, tellAppeal),
  handle(tellCustomerOfReport, (ctx, { reportId }) => tellReport(ctx, reportId)),
  handle(tellCustomerSelfStopped, tellSelfStopped),
  handle(tellCustomerSelfStopReleased, tellSelfStopReleased),
  handle(tellStoreOfReminder, (ctx, { factCheckId }) => tellStoreReminder(ctx, factCheckId)),
  handle(askCustomerInLine, (ctx, { questionId }) => tellQuestion(ctx, questionId)),
  handle(tellOfficersOfCustomer, tellCustomerSaid),
  handle(tellOfficersOfStoreReport, (ctx, { reportId }) => tellStoreReport(ctx, reportId)),
  handle(tellOfficersOfInfectedFile, tellInfectedFile),
  handle(tellCustomerStopped, (ctx, { freezeId }) => tellStopped(ctx, freezeId)),
  handle(tellCustomerResumed, (ctx, { freezeId }) => tellResumed(ctx, freezeId)),
  handle(tellCustomerOfDemand, (ctx, { demandId }) => tellDemand(ctx, demandId)),
  handle(tellCustomerOfWithdrawal, (ctx, { demandId }) => tellWithdrawn(ctx, demandId)),
  handle(tellCustomerOfWaiver, (ctx, { demandId }) => tellWaived(ctx, demandId)),
  handle(fetchPaymentWays, (ctx, { demandId }) => fetchWays(ctx, demandId)),
  handle(tellCustomerOfReturn, tellReturn),
  handle(tellCustomerOfReturnedSurplus, (ctx, { suspenseId }) => tellSurplusReturned(ctx, suspenseId)),
  handle(bookByHand, (ctx, { receiptId }) => bookAgreedByHand(ctx, receiptId)),
  handle(tellCustomerOfRepayment, (ctx, { repaymentId }) => tellRepayment(ctx, repaymentId)),
  handle(tellCustomerOfReminder, tellReminder),
  handle(tellCustomerOfSchedule, tellSchedule),
  handle(tellOfficersOfRepayment, tellRepaymentNews),
]
