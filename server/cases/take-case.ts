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
import type { CaseEvent } from './timeline/timeline.ts'

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
    await take(tx, held.value, scope, now)
    return done({ number, alreadyMine: false })
  })
}

/** Whoever acts on a case that is nobody's has taken it: no case is worked on without an owner. Returns its state then. */
export async function takeIfFree(tx: Tx, held: HeldCase, scope: OfficerScope, now: Date): Promise<CaseState> {
  if (held.standing.owner) return held.state
  return take(tx, held, scope, now)
}

function take(tx: Tx, held: HeldCase, { officerId }: OfficerScope, now: Date): Promise<CaseState> {
  const from = held.standing.owner
  const event = from ? ({ kind: 'handed_over', from: from.name } as const) : ({ kind: 'taken' } as const)
  return becomeOwner(tx, held, { ownerId: officerId, by: officerId, action: from ? 'case.hand-over' : 'case.take', event, now })
}

interface NewOwner {
  readonly ownerId: string
  /** Who did it: the owner themselves, or whoever gave it to them. */
  readonly by: string
  readonly action: 'case.take' | 'case.hand-over' | 'case.assign'
  readonly event: CaseEvent
  readonly now: Date
}

/** Writes down whose case it is from now on. Returns its state then. */
export async function becomeOwner(tx: Tx, held: HeldCase, { ownerId, by, action, event, now }: NewOwner): Promise<CaseState> {
  const state = next.taken(held.state)
  await stopClock(tx, { caseId: held.id, kind: 'acknowledge', ref: '' }, now)
  await tx.fraudCase.updateMany({
    where: { id: held.id },
    data: { ownerId, takenAt: now, state, ...(held.state === 'opened' ? { nextOn: dayColumn(await dayOfNextClock(tx, held.id, now)) } : {}) },
  })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: by }, event)
  await recordAudit(tx, {
    actor: { kind: 'officer', id: by }, action, objectKind: 'fraud_case', objectId: held.id,
    details: { number: held.number, from: held.standing.owner?.id ?? null, ...(ownerId === by ? {} : { to: ownerId }) }, now,
  })
  return state
}
