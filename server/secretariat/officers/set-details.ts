import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { setDetails as detailsAsked } from './contract.ts'
import { whyNotChangeDetails } from './officer.ts'

/** A chief keeps the roster: the order of calling, the address for mail, the last training. Refuses `chiefs-only`. */
export async function setDetails(ctx: Context, scope: OfficerScope, officerId: string, { mail, dutyOrder, trainedOn }: z.output<typeof detailsAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const no = whyNotChangeDetails(scope)
  if (no) return no
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const { count } = await tx.officer.updateMany({ where: { id: officerId }, data: { mail, dutyOrder, trainedOn: trainedOn === null ? null : dayColumn(trainedOn as Day) } })
    if (count === 0) return refused('not-found')
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'officer.set-details', objectKind: 'officer', objectId: officerId, details: { dutyOrder, trainedOn, mail: mail !== null }, now,
    })
    return done(null)
  })
}
