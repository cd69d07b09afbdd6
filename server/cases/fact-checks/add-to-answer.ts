import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { addToFactCheck } from '../contract.ts'
import { tellOfficersOfAnswer } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { holdFactCheck } from './answer-fact-check.ts'
import { areOfCheck } from './answer-photos.ts'

/** What one store can still say to one answer. */
const additionsMax = 20

/** 追記: the answer stays as it was, this stands below it. Refuses `not-answered-yet`; once the case is judged, `already-answered`. */
export async function addToAnswer(ctx: Context, scope: StaffScope, factCheckId: string, { words, photoIds }: z.infer<typeof addToFactCheck>): Promise<Answer<{ factCheckId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const asked = await holdFactCheck(tx, factCheckId)
    if (!asked) return refused('not-found')
    if (asked.state === 'asked') return refused('not-answered-yet')
    if (asked.state === 'closed' || (await tx.factCheckAddition.count({ where: { factCheckId } })) >= additionsMax) return refused('already-answered')
    if (!(await areOfCheck(tx, factCheckId, photoIds))) return refused('invalid-input', { field: '（写真）' })
    const additionId = newId()
    await tx.factCheckAddition.createMany({ data: [{ id: additionId, factCheckId, storeId: asked.store_id, staffId: scope.staffId, words, photoIds, addedAt: now }] })
    await recordEvent(tx, { caseId: asked.case_id, at: now }, { kind: 'fact_check_added_to', storeCode: asked.store_code, photos: photoIds.length })
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'fact-check.add', objectKind: 'fact_check', objectId: factCheckId, now })
    await enqueue(tx, tellOfficersOfAnswer, { factCheckId, additionId })
    return done({ factCheckId })
  })
}
