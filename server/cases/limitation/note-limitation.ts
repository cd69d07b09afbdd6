import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import type { noteLimitation as noteAsked } from '../papers/contract.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { mayNoteLimitation } from './may-note.ts'

/** Notes what the programme cannot see by itself: a written acknowledgement, a demand made elsewhere, a lawyer's look. */
export async function noteLimitation(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof noteAsked>): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ id: string }>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayNoteLimitation(held.value.standing)
    if (no) return no
    if (asked.happenedOn > dayOf(now)) return refused('invalid-input', { field: '「日付」' })
    const { kind, happenedOn, note } = asked
    const noted = { caseId, kind, happenedOn: dayColumn(happenedOn as Day), note }
    const same = await tx.limitationNote.findFirst({ where: noted, select: { id: true } })
    if (same) return done(same)
    await takeIfFree(tx, held.value, scope, now)
    const id = newId()
    await tx.limitationNote.create({ data: { id, ...noted, recordedBy: scope.officerId, recordedAt: now } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'limitation_noted', what: kind, on: happenedOn, note })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.note-limitation', objectKind: 'fraud_case', objectId: caseId,
      details: { number: held.value.number, kind, happenedOn }, now,
    })
    return done({ id })
  })
}
