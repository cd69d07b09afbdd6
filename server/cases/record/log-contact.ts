import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import { contactedInstead } from '../messages/undelivered.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { contact } from './contract.ts'
import { mayLogContact } from './may-record.ts'

/** 連絡の記録: a call, a letter or a visit outside LINE, and what came of it. Refuses `case-has-no-customer`. */
export async function logContact(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof contact>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayLogContact(held.value.standing)
    if (no) return no
    await takeIfFree(tx, held.value, scope, now)
    await contactedInstead(tx, caseId)
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'contacted', ...asked })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.contact', objectKind: 'fraud_case', objectId: caseId,
      details: { number: held.value.number, how: asked.how, outcome: asked.outcome }, now,
    })
    return done(null)
  })
}
