import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { setPresence as presenceAsked } from './contract.ts'
import { whyNotAbsent, whyNotChangePresence } from './officer.ts'

/** 当番と不在: who is off duty or absent is not called; what they have goes to the next person meanwhile. Refuses `chiefs-only`. */
export async function setPresence(ctx: Context, scope: OfficerScope, officerId: string, { onDuty, absence }: z.output<typeof presenceAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const asked = absence && { from: absence.from as Day, until: absence.until as Day }
  const no = whyNotChangePresence(scope, officerId) ?? (asked && whyNotAbsent(asked, dayOf(now)))
  if (no) return no
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const { count } = await tx.officer.updateMany({
      where: { id: officerId, employment: 'active', role: { not: 'auditor' } },
      data: { onDuty, absentFrom: asked && dayColumn(asked.from), absentUntil: asked && dayColumn(asked.until) },
    })
    if (count === 0) return refused('not-found')
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'officer.set-presence', objectKind: 'officer', objectId: officerId,
      details: { onDuty, from: absence?.from ?? null, until: absence?.until ?? null }, now,
    })
    return done(null)
  })
}
