import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { StaffScope } from '../../db/scope.ts'
import { stopClock } from '../clocks/clock.ts'
import type { answerFactCheck as answerAsked } from '../contract.ts'
import { tellOfficersOfAnswer } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { areOfCheck } from './answer-photos.ts'

export interface AskedRow {
  readonly case_id: string
  readonly store_id: string
  readonly payment_ids: string[]
  readonly state: 'asked' | 'answered' | 'closed'
  readonly due_at: Date
  readonly store_code: string
}

/**
 * A store's answer, once and about every payment asked; a late one counts too, and says that it is late. Refuses
 * `already-answered`, and `invalid-input` when payments are missing or were not asked about, or a photo is another's.
 */
export async function answerFactCheck(
  ctx: Context,
  scope: StaffScope,
  factCheckId: string,
  answer: z.infer<typeof answerAsked>,
): Promise<Answer<{ factCheckId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const asked = await holdFactCheck(tx, factCheckId)
    if (!asked) return refused('not-found')
    if (asked.state !== 'asked') return refused('already-answered')
    if (!coversExactly(asked.payment_ids, answer.answers.map((one) => one.paymentId))) return refused('invalid-input', { field: '（お支払いごとの回答）' })
    if (!(await areOfCheck(tx, factCheckId, answer.photoIds))) return refused('invalid-input', { field: '（写真）' })
    await tx.factCheckAnswer.createMany({ data: answer.answers.map((one) => ({ ...one, factCheckId, storeId: asked.store_id })) })
    await tx.factCheck.updateMany({
      where: { id: factCheckId },
      data: { state: 'answered', answeredBy: scope.staffId, answeredAt: now, sameCheckout: answer.sameCheckout, photoIds: answer.photoIds },
    })
    await tx.factCheckDraft.deleteMany({ where: { factCheckId, staffId: scope.staffId } })
    await stopClock(tx, { caseId: asked.case_id, kind: 'fact_check', ref: factCheckId }, now)
    await recordEvent(tx, { caseId: asked.case_id, at: now }, { kind: 'fact_check_answered', storeCode: asked.store_code, late: now > asked.due_at, photos: answer.photoIds.length })
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'fact-check.answer', objectKind: 'fact_check', objectId: factCheckId, now })
    await enqueue(tx, tellOfficersOfAnswer, { factCheckId })
    return done({ factCheckId })
  })
}

/** Locks a fact check of the staff's own stores. */
export async function holdFactCheck(tx: Tx, factCheckId: string): Promise<AskedRow | null> {
  const [row] = await tx.$queryRaw<AskedRow[]>`
    SELECT f.case_id, f.store_id, f.payment_ids, f.state::text AS state, f.due_at, s.code AS store_code
    FROM fact_checks f JOIN stores s ON s.id = f.store_id WHERE f.id = ${factCheckId}::uuid FOR UPDATE OF f`
  return row ?? null
}

function coversExactly(asked: readonly string[], answered: readonly string[]): boolean {
  const there = new Set(answered)
  return there.size === answered.length && there.size === asked.length && asked.every((id) => there.has(id))
}
