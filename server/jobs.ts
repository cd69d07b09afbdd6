import { z } from 'zod'
import { entriesUnsealed, sealAudit, sealAuditAsked } from './audit/seal.ts'
import { verificationIsDue, verifyAuditHourly } from './audit/verify.ts'
import { jobs as caseJobs } from './cases/jobs.ts'
import { recordRepayment } from './cases/demands/record-repayment.ts'
import { demandAt } from './cases/demands/ways/demand-at.ts'
import { reverseRepayment } from './cases/demands/reverse-repayment.ts'
import { concentrationUncounted, countConcentration } from './cases/store/count-concentration.ts'
import { dueInCases } from './cases/sweep.ts'
import { jobs as chatJobs } from './chat/jobs.ts'
import { jobs as customerJobs } from './customers/jobs.ts'
import { defineJob } from './db/enqueue.ts'
import type { QueueName } from './db/queues.ts'
import { jobs as deviceJobs } from './devices/jobs.ts'
import { jobs as fraudJobs } from './fraud/jobs.ts'
import { recorded } from './fraud/live/recorded.ts'
import { ruleJobs } from './fraud/settings/jobs.ts'
import { healthIsKnown, tellOfHealth } from './fraud/settings/tell-of-health.ts'
import { screeningWaits, sweepScreening } from './fraud/live/sweep.ts'
import { handle, type JobHandler } from './job.ts'
import { linkRichMenu, publishMenus, publishRichMenus, showMenuOf } from './line/rich-menu.ts'
import { sendLineMessage } from './line/say.ts'
import { messagesLost, resendDue, tellLine } from './line/send-message.ts'
import { expireVouchers, vouchersExpire } from './payments/expiry/expire-vouchers.ts'
import { lastDaysCome, tellOfExpiry } from './payments/expiry/tell-of-expiry.ts'
import { daysUnsealed, sealLedgerDays } from './payments/ledger/seal-days.ts'
import { jobs as paymentJobs } from './payments/jobs.ts'
import { moneyInWaits, sweepMoneyIn } from './payments/money-in/sweep.ts'
import { settlementIsDue, sweepSettlement } from './payments/settlement/sweep.ts'
import { jobs as functionJobs } from './secretariat/functions/jobs.ts'
import { sweep, type SweepPart } from './sweep.ts'

const sweepDue = defineJob('sweep-due', z.object({}))

/** Whatever becomes due by the programme's clock, which tests and the practice town can move. Asked once a minute. */
const due: readonly SweepPart[] = [
  ...dueInCases,
  { due: vouchersExpire, run: expireVouchers },
  { due: lastDaysCome, run: tellOfExpiry },
  { due: moneyInWaits, run: sweepMoneyIn },
  { due: daysUnsealed, run: sealLedgerDays },
  { due: messagesLost, run: resendDue },
  { due: settlementIsDue, run: sweepSettlement },
  { due: screeningWaits, run: sweepScreening },
  { due: healthIsKnown, run: tellOfHealth },
  { due: entriesUnsealed, run: sealAudit, follows: true },
  { due: verificationIsDue, run: verifyAuditHourly },
  { due: concentrationUncounted, run: countConcentration },
]

/** Everything the worker does, and in which file to read it. */
export const jobHandlers: readonly JobHandler[] = [
  ...paymentJobs({ record: recordRepayment, reverse: reverseRepayment, numberAt: demandAt }),
  ...fraudJobs,
  ...ruleJobs(recorded),
  ...caseJobs,
  ...customerJobs,
  ...deviceJobs,
  ...chatJobs,
  ...functionJobs,
  handle(sendLineMessage, (ctx, { messageId }) => tellLine(ctx, messageId)),
  handle(linkRichMenu, (ctx, { lineUserId }) => showMenuOf(ctx, lineUserId)),
  handle(publishRichMenus, publishMenus),
  handle(sealAuditAsked, sealAudit),
  handle(sweepDue, (ctx) => sweep(ctx, due)),
]

/** What starts by itself, in Japan's time. */
export const schedules: readonly { readonly queue: QueueName; readonly cron: string }[] = [{ queue: 'sweep-due', cron: '* * * * *' }]

/** What every worker asks for when it starts. */
export const atStart: readonly QueueName[] = ['publish-rich-menus']
