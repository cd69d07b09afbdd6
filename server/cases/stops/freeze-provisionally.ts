import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { mayFreezeProvisionally } from './may-stop.ts'
import { holdCase } from '../hold-case.ts'
import { tellCustomerStopped } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { takeIfFree } from '../take-case.ts'
import { lapseOf } from '../clocks/urgency.ts'

/**
 * 仮に止める: one officer alone, at most 24 hours, once per case. From the commit on no payment of this customer is
 * accepted. Refuses `already-stopped`, `provisional-used-up`.
 */
export async function freezeProvisionally(
  ctx: Context,
  scope: OfficerScope,
  caseId: string,
  asked: { readonly reason: string },
): Promise<Answer<{ freezeId: string; number: string; until: Date }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayFreezeProvisionally(held.value.standing)
    if (no) return no
    const { customerId } = held.value
    if (customerId === null) return refused('case-has-no-customer')
    await takeIfFree(tx, held.value, scope, now)
    const until = lapseOf(now)
    const { id } = await tx.freeze.create({
      data: { caseId, customerId, state: 'provisional', reason: asked.reason, startedAt: now, startedBy: scope.officerId, lapsesAt: until },
      select: { id: true },
    })
    await stopWallet(tx, customerId, 'provisionally_frozen')
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'provisional_freeze', until: until.toISOString(), reason: asked.reason })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'freeze.provisional', objectKind: 'freeze', objectId: id,
      details: { case: held.value.number, until: until.toISOString(), reason: asked.reason }, now,
    })
    await enqueue(tx, tellCustomerStopped, { freezeId: id })
    return done({ freezeId: id, number: held.value.number, until })
  })
}

/** Updates the row that every payment of the customer locks. The freeze that says so is already written. */
export async function stopWallet(tx: Tx, customerId: string, standing: 'frozen' | 'provisionally_frozen'): Promise<void> {
  await tx.$queryRaw`SELECT stop_wallet(${customerId}::uuid, ${standing}::"Standing")::text`
}
