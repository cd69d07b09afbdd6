import { tellOfficersOfProposal } from '../approval/job-tokens.ts'
import { handle, type JobHandler } from '../job.ts'
import { tellOfficersOfMoney } from '../payments/job-tokens.ts'
import {
  mailOfficersOfCase,
  tellCustomerOfDemand,
  tellCustomerOfReminder,
  tellCustomerOfSchedule,
  tellCustomerOfRepayment,
  tellCustomerResumed,
  tellCustomerSelfStopped,
  tellCustomerSelfStopReleased,
  tellCustomerStopped,
  tellOfficersOfAlert,
  tellOfficersOfAnswer,
  tellOfficersOfClock,
  tellOfficersOfRepayment,
  tellStoreOfFactCheck,
  tellStoreOfStop,
} from './job-tokens.ts'
import { tellDemand, tellRepayment, tellResumed, tellStopped } from './messages/tell-customer.ts'
import { tellAlert, tellAnswer, tellProposal } from './messages/tell-officers.ts'
import { mailCase, tellClock } from './messages/tell-officers-of-clocks.ts'
import { tellSelfStopped, tellSelfStopReleased } from './messages/tell-self-stop.ts'
import { tellMoney } from './messages/tell-officers-of-money.ts'
import { tellReminder, tellRepaymentNews, tellSchedule } from './messages/tell-of-schedule.ts'
import { tellFactCheck } from './messages/tell-store.ts'
import { tellStop } from './messages/tell-store-of-stop.ts'

export const jobs: JobHandler[] = [
  handle(tellOfficersOfAlert, tellAlert),
  handle(tellOfficersOfClock, (ctx, { clockId }) => tellClock(ctx, clockId)),
  handle(mailOfficersOfCase, (ctx, { caseId }) => mailCase(ctx, caseId)),
  handle(tellOfficersOfAnswer, (ctx, { factCheckId }) => tellAnswer(ctx, factCheckId)),
  handle(tellOfficersOfProposal, (ctx, { approvalId }) => tellProposal(ctx, approvalId)),
  handle(tellOfficersOfMoney, tellMoney),
  handle(tellStoreOfFactCheck, (ctx, { factCheckId }) => tellFactCheck(ctx, factCheckId)),
  handle(tellStoreOfStop, tellStop),
  handle(tellCustomerSelfStopped, tellSelfStopped),
  handle(tellCustomerSelfStopReleased, tellSelfStopReleased),
  handle(tellCustomerStopped, (ctx, { freezeId }) => tellStopped(ctx, freezeId)),
  handle(tellCustomerResumed, (ctx, { freezeId }) => tellResumed(ctx, freezeId)),
  handle(tellCustomerOfDemand, (ctx, { demandId }) => tellDemand(ctx, demandId)),
  handle(tellCustomerOfRepayment, (ctx, { repaymentId }) => tellRepayment(ctx, repaymentId)),
  handle(tellCustomerOfReminder, tellReminder),
  handle(tellCustomerOfSchedule, tellSchedule),
  handle(tellOfficersOfRepayment, tellRepaymentNews),
]
