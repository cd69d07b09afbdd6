import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { mayOpenLinked } from '../may.ts'
import type { openLinkedCase as linkedCaseAsked } from '../contract.ts'
import { holdCase, readHeldCase } from '../hold-case.ts'
import { linkCases } from './link-cases.ts'
import { addPayments, caseOf, lockSubjects, lookAgain } from './open-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { Parties } from '../subject.ts'
import { takeIfFree } from '../take-case.ts'

type Asked = z.infer<typeof linkedCaseAsked>

/**
 * 利用者の案件を開く: out of a case that is about no single customer, the case of one of them with the payments chosen.
 * When they have an open case, the payments join it. Refuses `case-has-customer`, `no-payments-chosen`.
 */
export async function openLinkedCase(ctx: Context, scope: OfficerScope, caseId: string, asked: Asked): Promise<Answer<{ caseId: string; number: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const subject = { kind: 'customer', id: asked.customerId } as const
    // The subject before any case's row, as for alerts.
    await lockSubjects(tx, 'case', [subject])
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayOpenLinked(held.value.standing)
    if (no) return no
    if (asked.paymentIds.length === 0) return refused('no-payments-chosen')
    const parties = await ofCaseAndCustomer(tx, caseId, asked)
    if (!parties) return refused('not-found')
    await takeIfFree(tx, held.value, scope, now)
    const opened = await caseOf(tx, { subject, payments: [...parties.values()], urgency: held.value.urgency, by: { officerId: scope.officerId }, now })
    await addPayments(tx, opened, [...parties.keys()], parties)
    await lookAgain(tx, opened, held.value.urgency, now)
    if (await linkCases(tx, { from: caseId, to: opened.id, now, officerId: scope.officerId })) {
      await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'case_linked', number: opened.number, why: 'opened-for' })
      await recordEvent(tx, { caseId: opened.id, at: now, officerId: scope.officerId }, { kind: 'case_linked', number: held.value.number, why: 'opened-from' })
    }
    // Whoever opens a case has it.
    if (opened.isNew) await takeIfFree(tx, await readHeldCase(tx, opened.id, now), scope, now)
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.open-linked', objectKind: 'fraud_case', objectId: opened.id,
      details: { from: held.value.number, number: opened.number, paymentIds: [...parties.keys()], reason: asked.reason }, now,
    })
    return done({ caseId: opened.id, number: opened.number })
  })
}

/** The payments chosen, when all of them are the customer's and belong to the case. */
async function ofCaseAndCustomer(tx: Tx, caseId: string, { customerId, paymentIds }: Asked): Promise<ReadonlyMap<string, Parties> | null> {
  const wanted = [...new Set(paymentIds)]
  const rows = await tx.$queryRaw<{ id: string; customer_id: string; store_id: string }[]>`
    SELECT p.id, p.customer_id, p.store_id FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
    WHERE cp.case_id = ${caseId}::uuid AND p.customer_id = ${customerId}::uuid AND p.id = ANY (${wanted}::uuid[])`
  return rows.length === wanted.length ? new Map(rows.map((row) => [row.id, { customerId: row.customer_id, storeId: row.store_id }])) : null
}
