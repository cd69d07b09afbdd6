import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf, daysBetween, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { setNext as nextAsked } from './contract.ts'
import { maySetNext } from './may-record.ts'

/** Nobody plans a case further ahead. */
const daysMax = 366

/** 次の行動日: when somebody looks at the case again, and what for. Refuses `next-day-out-of-range`. */
export async function setNext(ctx: Context, scope: OfficerScope, caseId: string, { on, what }: z.output<typeof nextAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const ahead = daysBetween(dayOf(now), on as Day)
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = maySetNext(held.value.standing)
    if (no) return no
    if (ahead < 0 || ahead > daysMax) return refused('next-day-out-of-range')
    await takeIfFree(tx, held.value, scope, now)
    await tx.fraudCase.updateMany({ where: { id: caseId }, data: { nextOn: dayColumn(on as Day) } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'next_set', on, what })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.set-next', objectKind: 'fraud_case', objectId: caseId, details: { number: held.value.number, on }, now,
    })
    return done(null)
  })
}
