import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, type Answer } from '../core/refusal.ts'
import { dayColumn } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { next, type CaseState } from './case.ts'
import type { takeCase as takeCaseAsked } from './contract.ts'
import { holdCase, type HeldCase } from './hold-case.ts'
import { mayTake } from './may.ts'
import { stopClock } from './clocks/clock.ts'
import { dayOfNextClock } from './clocks/next-day.ts'
import { recordEvent } from './timeline/record-event.ts'

/**
 * 担当になる. `alreadyMine` tells a repeated press from a first one. Refuses `already-taken` unless it is a hand-over.
 */
export async function takeCase(
  ctx: Context,
  scope: OfficerScope,
  caseId: string,
  asked: z.infer<typeof takeCaseAsked>,
): Promise<Answer<{ number: string; alreadyMine: boolean }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const { number, standing } = held.value
    const no = mayTake(standing, scope.officerId, asked.handOver)
    if (no) return no
    if (standing.owner?.id === scope.officerId) return done({ number, alreadyMine: true })
    await becomeOwner(tx, held.value, scope, now)
    return done({ number, alreadyMine: false })
  })
}

/** Whoever acts on a case that is nobody's has taken it: no case is worked on without an owner. Returns its state then. */
export async function takeIfFree(tx: Tx, held: HeldCase, scope: OfficerScope, now: Date): Promise<CaseState> {
  if (held.standing.owner) return held.state
  return becomeOwner(tx, held, scope, now)
}

async function becomeOwner(tx: Tx, held: HeldCase, scope: OfficerScope, now: Date): Promise<CaseState> {
  const from = held.standing.owner
  const state = next.taken(held.state)
  await stopClock(tx, { caseId: held.id, kind: 'acknowledge', ref: '' }, now)
  await tx.fraudCase.updateMany({
    where: { id: held.id },
    data: { ownerId: scope.officerId, takenAt: now, state, ...(held.state === 'opened' ? { nextOn: dayColumn(await dayOfNextClock(tx, held.id, now)) } : {}) },
  })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, from ? { kind: 'handed_over', from: from.name } : { kind: 'taken' })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: from ? 'case.hand-over' : 'case.take', objectKind: 'fraud_case', objectId: held.id,
    details: { number: held.number, from: from?.id ?? null }, now,
  })
  return state
}
