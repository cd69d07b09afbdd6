import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { note } from './contract.ts'

/** メモ: what an officer wants the next one to know. It stays. */
export async function writeNote(ctx: Context, scope: OfficerScope, caseId: string, { text }: z.output<typeof note>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    await takeIfFree(tx, held.value, scope, now)
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'note', text })
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'case.note', objectKind: 'fraud_case', objectId: caseId, details: { number: held.value.number }, now })
    return done(null)
  })
}
