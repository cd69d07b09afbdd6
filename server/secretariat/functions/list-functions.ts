import { whyNotPropose } from '../../approval/approval.ts'
import type { Context } from '../../context.ts'
import { refused } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { minutesAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { programmeFunction, type FunctionList, type FunctionSeen, type ProgrammeFunction } from './contract.ts'
import { whyNotProposeResume } from './function.ts'
import { stopOf } from './stops.ts'

/** A payment of the last so many minutes is somebody who stands at a counter now. */
const payingMinutes = 10

/** Every function, running or stopped, with what this officer may do about it. */
export function listFunctions(ctx: Context, scope: OfficerScope): Promise<FunctionList> {
  return ctx.db.atomically(scope, async (tx) => {
    const items: FunctionSeen[] = []
    for (const name of programmeFunction.options) items.push(await functionSeen(tx, scope, name))
    const since = minutesAfter(ctx.clock.now(), -payingMinutes)
    const [paying] = await tx.$queryRaw<{ customers: number }[]>`SELECT count(DISTINCT customer_id)::int AS customers FROM payments WHERE paid_at > ${since}`
    return { items, payingNow: paying?.customers ?? 0 }
  })
}

async function functionSeen(tx: Tx, scope: OfficerScope, name: ProgrammeFunction): Promise<FunctionSeen> {
  const stop = await stopOf(tx, name)
  const pending = await tx.approval.findFirst({ where: { subject: `function:${name}`, kind: 'resume_function', state: 'proposed' }, select: { id: true, number: true } })
  const nobody = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
  const waiting = pending ? refused('proposal-pending', { number: pending.number }) : null
  return {
    function: name,
    stop: stop && { at: stop.stoppedAt.toISOString(), by: stop.stopperName, reason: stop.reason, expectedUntil: stop.expectedUntil?.toISOString() ?? null },
    pending,
    stopDisabled: explained(nobody),
    resumeDisabled: explained(nobody ?? whyNotProposeResume(stop) ?? waiting),
  }
}
