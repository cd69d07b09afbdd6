import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { staffLinkedToCase } from './hidden-from.ts'
import { mayAskThisStore } from './may-ask.ts'
import type { askStore as askStoreAsked } from '../contract.ts'
import { holdCase, type HeldCase } from '../hold-case.ts'
import { tellStoreOfFactCheck } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { takeIfFree } from '../take-case.ts'
import { startClock } from '../clocks/clock.ts'
import { factCheckDue } from '../clocks/urgency.ts'

/** 店舗へ事実確認: asks one store about its payments of the case. Refuses `no-payments-chosen`, `awaiting-answer`. */
export async function askStore(
  ctx: Context,
  scope: OfficerScope,
  caseId: string,
  asked: z.infer<typeof askStoreAsked>,
): Promise<Answer<{ factCheckId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayAskThisStore(held.value.standing, asked.storeId)
    if (no) return no
    if (asked.paymentIds.length === 0) return refused('no-payments-chosen')
    const store = await storeOfPayments(tx, caseId, asked.storeId, asked.paymentIds)
    if (!store) return refused('not-found')
    await takeIfFree(tx, held.value, scope, now)
    return done(await writeFactCheck(tx, { held: held.value, scope, now, asked, storeCode: store.code }))
  })
}

/** The store, when every payment named was made there and belongs to the case. */
async function storeOfPayments(tx: Tx, caseId: string, storeId: string, paymentIds: readonly string[]): Promise<{ code: string } | null> {
  const [found] = await tx.$queryRaw<{ code: string; named: bigint }[]>`
    SELECT s.code, count(DISTINCT p.id) AS named FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN stores s ON s.id = p.store_id
    WHERE cp.case_id = ${caseId}::uuid AND s.id = ${storeId}::uuid AND p.id = ANY (${[...paymentIds]}::uuid[]) GROUP BY s.code`
  return found && Number(found.named) === new Set(paymentIds).size ? { code: found.code } : null
}

interface Asking {
  readonly held: HeldCase
  readonly scope: OfficerScope
  readonly now: Date
  readonly asked: z.infer<typeof askStoreAsked>
  readonly storeCode: string
}

async function writeFactCheck(tx: Tx, { held, scope, now, asked, storeCode }: Asking): Promise<{ factCheckId: string }> {
  const dueAt = factCheckDue(now)
  const paymentIds = [...new Set(asked.paymentIds)]
  const made = await tx.factCheck.create({
    data: {
      caseId: held.id,
      storeId: asked.storeId,
      // Empty when there is nothing to ask beyond what every store is asked.
      question: asked.question,
      paymentIds,
      askedBy: scope.officerId,
      askedAt: now,
      dueAt,
      hiddenFrom: await staffLinkedToCase(tx, held.id, asked.storeId),
    },
    select: { id: true },
  })
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state: 'checking_facts', nextOn: dayColumn(dayOf(dueAt)) } })
  await startClock(tx, { caseId: held.id, kind: 'fact_check', ref: made.id }, now, dueAt)
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'fact_check_asked', storeCode, dueAt: dueAt.toISOString(), payments: paymentIds.length })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'fact-check.ask', objectKind: 'fact_check', objectId: made.id,
    details: { case: held.number, storeCode, paymentIds }, now,
  })
  await enqueue(tx, tellStoreOfFactCheck, { factCheckId: made.id })
  return { factCheckId: made.id }
}
