import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayOf, hoursAfter, startOf } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { AlertFound } from '../alerts/alert.ts'
import { raiseAlerts } from '../alerts/raise-alert.ts'
import { nextBusinessDay } from '../../core/business-calendar.ts'
import { tellCustomerOfReport } from '../job-tokens.ts'
import { stopFor } from '../self-stop/stop-own-payments.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { reportedAsWords, type OwnReport, type ReportAsked } from './contract.ts'

/** Until 17:00 of the next business day somebody answers. */
export const replyBy = (reportedAt: Date): Date => hoursAfter(startOf(nextBusinessDay(dayOf(reportedAt))), 17)

/**
 * この支払いに覚えがない: the customer's own words become an immediate alert in the case on them, and, if they wish, their
 * payments stop in the same transaction. A payment is reported once; again it answers what was received first.
 * It runs as a job, since a customer may not write cases: that the payment is theirs is asked here, before anything else.
 */
export async function reportPayment(ctx: Context, scope: CustomerScope, paymentId: string, asked: ReportAsked): Promise<Answer<OwnReport>> {
  const now = ctx.clock.now()
  const reported = await ctx.db.atomically<Answer<null>>({ kind: 'job', job: 'report-payment' }, async (tx) => {
    const payment = await tx.payment.findFirst({ where: { id: paymentId, customerId: scope.customerId }, select: { id: true, amount: true, store: { select: { code: true } } } })
    if (!payment) return refused('not-found')
    // Two presses at once: the second waits here, and finds the first one's report.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`report:${paymentId}`}, 0))::text`
    if ((await tx.paymentReport.count({ where: { paymentId } })) > 0) return done(null)
    const found = alertOf(scope.customerId, payment, asked, now)
    await raiseAlerts(tx, [found], now)
    const alert = await tx.alert.findFirstOrThrow({ where: { window: found.window }, orderBy: { round: 'desc' }, select: { caseId: true } })
    const made = await tx.paymentReport.create({
      data: {
        paymentId, customerId: scope.customerId, caseId: alert.caseId, reportedAs: asked.reportedAs, phoneLost: asked.phoneLost, familyPossible: asked.familyPossible,
        note: asked.note, phoneTime: asked.phoneTime, stopped: asked.stop, reportedAt: now, replyBy: replyBy(now),
      },
      select: { id: true },
    })
    const { stop, ...said } = asked
    await recordEvent(tx, { caseId: alert.caseId, at: now }, { kind: 'reported', ...said, stopped: stop })
    await recordAudit(tx, { actor: { kind: 'customer', id: scope.customerId }, action: 'payment.report', objectKind: 'payment', objectId: paymentId, details: { reportedAs: asked.reportedAs, stop }, now })
    // The wallet last: cases come before it everywhere.
    if (stop) await stopFor(tx, scope.customerId, now)
    await enqueue(tx, tellCustomerOfReport, { reportId: made.id })
    return done(null)
  })
  return reported.ok ? readReport(ctx, scope, paymentId) : reported
}

/** What was received about a payment of this customer. */
export const readReport = (ctx: Context, scope: CustomerScope, paymentId: string): Promise<Answer<OwnReport>> =>
  ctx.db.atomically<Answer<OwnReport>>(scope, async (tx) => {
    const report = await tx.paymentReport.findFirst({ where: { paymentId, customerId: scope.customerId } })
    if (!report) return (await tx.payment.count({ where: { id: paymentId, customerId: scope.customerId } })) === 0 ? refused('not-found') : done({ report: null })
    return done({ report: { number: await numberOf(tx, report.caseId), reportedAt: report.reportedAt.toISOString(), replyBy: report.replyBy.toISOString(), stopped: report.stopped } })
  })

const numberOf = async (tx: Tx, caseId: string): Promise<string> => (await tx.fraudCase.findUnique({ where: { id: caseId }, select: { number: true } }))?.number ?? ''

interface Reported {
  readonly id: string
  readonly amount: bigint
  readonly store: { readonly code: string }
}

/** What the customer says, as an alert of its own kind: no rule measured anything. */
function alertOf(customerId: string, { id, amount, store }: Reported, asked: ReportAsked, at: Date): AlertFound {
  const { ja, en } = reportedAsWords[asked.reportedAs]
  const what = yenSign(amount)
  return {
    act: 'raise', window: `reported:customer:${customerId}:${id}`, typology: 'reported', subject: { kind: 'customer', id: customerId }, urgency: 'immediate', at,
    rule: 'customer-report', ruleVersion: 1, settings: {},
    sentence: { ja: `ご本人から申し出がありました：${ja}（${store.code}、${what}）`, en: `The customer reports: ${en} (${store.code}, ${what})` },
    brief: `ご本人から申し出がありました：${ja}`, figures: [], paymentIds: [id], newPaymentIds: [id],
    facts: { reportedAs: asked.reportedAs, phoneLost: asked.phoneLost, familyPossible: asked.familyPossible }, signals: [{ rule: 'customer-report', points: 100 }],
  }
}
