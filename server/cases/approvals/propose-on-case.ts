import type { CaseKind } from '../../approval/approval.ts'
import { propose, type Plain, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { done, type Answer, type Refusal } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { takeUpPrepared } from '../demands/prepare-unfreeze.ts'
import { holdCase, type HeldCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { takeSnapshot } from './snapshot.ts'
import { takeIfFree } from '../take-case.ts'

type Asked = { readonly [name: string]: Plain }

/** 起案 on a case, by one verb for every kind: `askedOf` says what is asked for, or why not. */
export async function proposeOnCase(
  ctx: Context,
  scope: OfficerScope,
  caseId: string,
  kind: CaseKind,
  reason: string,
  askedOf: (held: HeldCase, now: Date, tx: Tx) => Refusal | Asked | Promise<Refusal | Asked>,
): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const asked = await askedOf(held.value, now, tx)
    if (isNo(asked)) return asked
    await takeIfFree(tx, held.value, scope, now)
    const made = await propose(tx, { kind, subject: `case:${caseId}`, asked, snapshot: await takeSnapshot(tx, caseId, now), reason, proposedBy: scope.officerId, now })
    if (!made.ok) return made
    await takeUpPrepared(tx, caseId, kind, made.value.id, now)
    await announceProposal(tx, { caseId, proposal: made.value, kind, reason, by: scope.officerId, now })
    return done(made.value)
  })
}

const isNo = (asked: Refusal | Asked): asked is Refusal => asked.ok === false

export interface Announcement {
  readonly caseId: string
  readonly proposal: Proposed
  readonly kind: CaseKind
  readonly reason: string
  readonly by: string
  readonly now: Date
}

/** The case's own timeline says so, and what was pinned to it has been answered. */
export async function announceProposal(tx: Tx, { caseId, proposal, kind, reason, by, now }: Announcement): Promise<void> {
  await recordEvent(tx, { caseId, at: now, officerId: by }, { kind: 'proposed', number: proposal.number, proposal: kind, reason })
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: null } })
}
