import { z } from 'zod'
import { sealAudit, sealAuditAsked } from './audit/seal.ts'
import { verifyAuditHourly } from './audit/verify.ts'
import { jobs as caseJobs } from './cases/jobs.ts'
import { recordRepayment } from './cases/demands/record-repayment.ts'
import { reverseRepayment } from './cases/demands/reverse-repayment.ts'
import { countConcentration } from './cases/store/count-concentration.ts'
import { sweepCases } from './cases/sweep.ts'
import { jobs as chatJobs } from './chat/jobs.ts'
import { jobs as customerJobs } from './customers/jobs.ts'
import { defineJob } from './db/enqueue.ts'
import type { QueueName } from './db/queues.ts'
import { jobs as deviceJobs } from './devices/jobs.ts'
import { jobs as fraudJobs } from './fraud/jobs.ts'
import { recorded } from './fraud/live/recorded.ts'
import { ruleJobs } from './fraud/settings/jobs.ts'
import { tellOfHealth } from './fraud/settings/tell-of-health.ts'
import { sweepScreening } from './fraud/live/sweep.ts'
import { handle, type JobHandler } from './job.ts'
import { linkRichMenu, publishMenus, publishRichMenus, showMenuOf } from './line/rich-menu.ts'
import { sendLineMessage } from './line/say.ts'
import { resendDue, tellLine } from './line/send-message.ts'
import { expireVouchers } from './payments/expiry/expire-vouchers.ts'
import { tellOfExpiry } from './payments/expiry/tell-of-expiry.ts'
import { sealLedgerDays } from './payments/ledger/seal-days.ts'
import { jobs as paymentJobs } from './payments/jobs.ts'
import { sweepMoneyIn } from './payments/money-in/sweep.ts'
import { sweepSettlement } from './payments/settlement/sweep.ts'
import { jobs as functionJobs } from './secretariat/functions/jobs.ts'

const sweepDue = defineJob('sweep-due', z.object({}))

/** Everything the worker does, and in which file to read it. */
export const jobHandlers: readonly JobHandler[] = [
  ...paymentJobs({ record: recordRepayment, reverse: reverseRepayment }),
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
  // Whatever has become due by the programme's clock, which tests and the practice town can move.
  handle(sweepDue, async (ctx) => {
    await sweepCases(ctx)
    await expireVouchers(ctx)
    await tellOfExpiry(ctx)
    await sweepMoneyIn(ctx)
    await sealLedgerDays(ctx)
    await resendDue(ctx)
    await sweepSettlement(ctx)
    await sweepScreening(ctx)
    await tellOfHealth(ctx)
    await sealAudit(ctx)
    await verifyAuditHourly(ctx)
    await countConcentration(ctx)
  }),
]

/** What starts by itself, in Japan's time. */
export const schedules: readonly { readonly queue: QueueName; readonly cron: string }[] = [{ queue: 'sweep-due', cron: '* * * * *' }]

/** What every worker asks for when it starts. */
export const atStart: readonly QueueName[] = ['publish-rich-menus']
