import type { z } from 'zod'
import { whyNotPropose } from '../../approval/approval.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { ProgrammeFunction, stopFunction as stopAsked } from './contract.ts'
import { whyNotStop } from './function.ts'
import { tellOfficersOfFunction } from './job-tokens.ts'
import { stopOf } from './stops.ts'

/**
 * 停止スイッチ: one officer alone stops a function for everybody, from the next request on. Refuses auditors, and with
 * `function-stopped` whoever comes second; one's own second press is the same as the first.
 */
export function stopFunction(ctx: Context, scope: OfficerScope, name: ProgrammeFunction, asked: z.infer<typeof stopAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const nobody = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (nobody) return nobody
    const { count } = await tx.functionStop.createMany({
      data: [{ function: name, stoppedAt: now, stoppedBy: scope.officerId, reason: asked.reason, expectedUntil: asked.expectedUntil ? new Date(asked.expectedUntil) : null }],
      skipDuplicates: true,
    })
    if (count === 0) return whyNotStop(await stopOf(tx, name), scope.officerId, now) ?? done(null)
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'function.stop', objectKind: 'function', objectId: name,
      details: { reason: asked.reason, expectedUntil: asked.expectedUntil ?? null }, now,
    })
    await enqueue(tx, tellOfficersOfFunction, { function: name, did: 'stopped', at: now.toISOString(), by: scope.officerId })
    return done(null)
  })
}
