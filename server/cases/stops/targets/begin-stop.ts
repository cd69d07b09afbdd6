import type { z } from 'zod'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { newId } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { lapseOf } from '../../clocks/urgency.ts'
import { holdCase } from '../../hold-case.ts'
import { tellStoreOfStop } from '../../job-tokens.ts'
import { takeIfFree } from '../../take-case.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import type { stopAsked } from './contract.ts'
import { mayStop } from './target.ts'
import { targetOf } from './targets-of-case.ts'

/**
 * 仮に止める: a device, a LINE account, a store's acceptance or its payouts, by one officer alone, at most 24 hours, once per
 * case and target. Holds from the commit on. Refuses `already-stopped`, `stop-used-up`, `nothing-unpaid`.
 */
export async function beginStop(ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof stopAsked>): Promise<Answer<{ stopId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ stopId: string }>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const target = await targetOf(tx, held.value, asked)
    if (!target) return refused('not-found')
    const no = mayStop(target.standing)
    if (no) return no
    await takeIfFree(tx, held.value, scope, now)
    const until = lapseOf(now)
    const stop = { id: newId(), caseId, target: asked.target, targetId: asked.targetId, reason: asked.reason, note: asked.note, startedAt: now, startedBy: scope.officerId }
    const { count } = await tx.stop.createMany({ data: [{ ...stop, level: 'provisional', lapsesAt: until }], skipDuplicates: true })
    // Another case was quicker: the index one_open_stop lets one in.
    if (count === 0) return refused('already-stopped')
    const heldBefore = await stopNow(tx, stop.id, now)
    if (heldBefore) return heldBefore
    const about = { target: asked.target, name: target.name }
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'stop_begun', ...about, until: until.toISOString(), reason: asked.reason, note: asked.note })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'stop.begin', objectKind: 'stop', objectId: stop.id,
      details: { case: held.value.number, target: asked.target, targetId: asked.targetId, until: until.toISOString(), reason: asked.reason }, now,
    })
    await enqueue(tx, tellStoreOfStop, { stopId: stop.id, about: 'stopped' })
    return done({ stopId: stop.id })
  })
}

/** Carries a stop out whose row is written. The database waits for the payments and the payout on their way. */
export async function stopNow(tx: Tx, stopId: string, now: Date) {
  const [row] = await tx.$queryRaw<{ outcome: string }[]>`SELECT stop_target(${stopId}::uuid, ${now}) AS outcome`
  return row?.outcome === 'payout-held-already' ? refused('payout-held-already') : null
}
