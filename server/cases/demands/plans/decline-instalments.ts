import type { z } from 'zod'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayFromColumn } from '../../../core/time.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { holdCase } from '../../hold-case.ts'
import { tellCustomerOfSchedule } from '../../job-tokens.ts'
import { takeIfFree } from '../../take-case.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import type { declineInstalments as declineAsked } from '../contract.ts'
import { mayDeclineInstalments, thisOpenDemand } from './may-schedule.ts'

/**
 * 分割をお断りする. One officer is enough: nothing changes in the debt, and the customer may ask again. The reason stays in
 * the case; the customer reads in the mini-app what they can do instead. Refuses `instalments-not-asked`, `proposal-pending`.
 */
export async function declineInstalments(ctx: Context, scope: OfficerScope, caseId: string, { demandId, instead, reason }: z.output<typeof declineAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayDeclineInstalments(held.value.standing)
    if (no) return no
    const demand = thisOpenDemand(held.value.standing, demandId)
    if (!demand.ok) return demand
    const wish = await tx.instalmentRequest.findFirst({ where: { demandId, answeredAt: null } })
    if (!wish) return refused('instalments-not-asked')
    await takeIfFree(tx, held.value, scope, now)
    await tx.instalmentRequest.updateMany({ where: { id: wish.id }, data: { answeredAt: now, declinedBy: scope.officerId, instead } })
    const { number } = demand.value
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'instalments_declined', number, times: wish.times, firstOn: dayFromColumn(wish.firstOn), instead, reason })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'instalments.decline', objectKind: 'demand', objectId: demandId,
      details: { number, times: wish.times, firstOn: dayFromColumn(wish.firstOn), instead }, now,
    })
    await enqueue(tx, tellCustomerOfSchedule, { demandId, about: 'plan-declined', ref: wish.id })
    return done(null)
  })
}
