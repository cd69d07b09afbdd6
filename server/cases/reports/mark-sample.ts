import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { addPayments, caseOf, lockSubjects, lookAgain } from '../alerts/open-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { markSample as sampleMarked, SampleList } from './contract.ts'
import { firstDayOf, type Month } from './month.ts'

const found = '無作為点検で、不正と判断されました。'

/**
 * What one officer found out about a sampled payment, once. A fraud that no rule saw goes into its customer's case, because
 * a month's estimate alone would help nobody. Refuses `already-marked`.
 */
export async function markSample(ctx: Context, scope: OfficerScope, month: Month, paymentId: string, { answer }: z.infer<typeof sampleMarked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  if (scope.role === 'auditor') return refused('read-only-role')
  return ctx.db.atomically(scope, async (tx) => {
    const key = { month: dayColumn(firstDayOf(month)), paymentId }
    const payment = await tx.payment.findUnique({ where: { id: paymentId }, select: { customerId: true, storeId: true, number: true } })
    if (!payment || (await tx.sampledPayment.count({ where: key })) === 0) return refused('not-found')
    const [tie] = await tx.$queryRaw<{ tied: boolean }[]>`SELECT officer_tied_to(${scope.officerId}::uuid, ${`payment:${paymentId}`}) AS tied`
    if (tie?.tied ?? true) return refused('conflict-of-interest')
    const { count } = await tx.sampledPayment.updateMany({ where: { ...key, answer: null }, data: { answer, answeredBy: scope.officerId, answeredAt: now } })
    if (count === 0) return refused('already-marked')
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'sample.mark', objectKind: 'payment', objectId: paymentId, details: { month, answer }, now })
    if (answer !== 'fraud') return done(null)
    const subject = { kind: 'customer', id: payment.customerId } as const
    await lockSubjects(tx, 'case', [subject])
    const opened = await caseOf(tx, { subject, payments: [payment], urgency: 'daily', by: { officerId: scope.officerId }, now })
    await addPayments(tx, opened, [paymentId], new Map([[paymentId, payment]]))
    await lookAgain(tx, opened, 'daily', now)
    await recordEvent(tx, { caseId: opened.id, at: now, officerId: scope.officerId }, { kind: 'note', text: found })
    return done(null)
  })
}

/** The month's sample, those that nobody has looked at first, the largest at the top. */
export async function listSample(ctx: Context, scope: OfficerScope, month: Month): Promise<SampleList> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT m.payment_id, p.number, p.amount, p.paid_at, c.code AS customer_code, s.code AS store_code, s.name AS store_name, m.answer::text AS answer, o.name AS answered_by, m.answered_at
      FROM sampled_payments m JOIN payments p ON p.id = m.payment_id JOIN customers c ON c.id = p.customer_id JOIN stores s ON s.id = p.store_id LEFT JOIN officers o ON o.id = m.answered_by
      WHERE m.month = ${firstDayOf(month)}::date ORDER BY m.answer IS NOT NULL, m.stratum DESC, p.amount DESC, p.id LIMIT 200`
    return {
      month,
      items: rows.map((row) => ({
        paymentId: row.payment_id, number: row.number, amount: row.amount.toString(), paidAt: row.paid_at.toISOString(), customerCode: row.customer_code, storeCode: row.store_code,
        storeName: row.store_name, answer: row.answer, answeredBy: row.answered_by, answeredAt: row.answered_at?.toISOString() ?? null,
      })),
    }
  })
}

interface Row {
  readonly payment_id: string
  readonly number: string
  readonly amount: bigint
  readonly paid_at: Date
  readonly customer_code: string
  readonly store_code: string
  readonly store_name: string
  readonly answer: SampleList['items'][number]['answer']
  readonly answered_by: string | null
  readonly answered_at: Date | null
}
