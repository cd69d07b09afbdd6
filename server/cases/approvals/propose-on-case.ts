import type { z } from 'zod'
import { propose, type Plain, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import { dayOf, type Day } from '../../core/time.ts'
import { yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { mayProposeDemand, mayProposeFreeze, mayProposeUnfreeze, whyNotThisAmount, type ProposalKind } from '../case.ts'
import type { proposeDemand as demandAsked } from '../contract.ts'
import { dueDayAllowed } from '../demands/demand.ts'
import { holdCase, type HeldCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { takeSnapshot } from './snapshot.ts'
import { takeIfFree } from '../take-case.ts'

/** 起案: 凍結の確定. Refuses unless the verdict is `confirmed`. */
export const proposeFreeze = (ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'confirm_freeze', asked.reason, (held) => mayProposeFreeze(held.standing) ?? {})

/** 起案: 停止の解除. Refuses `nothing-frozen`, `repayment-outstanding`. */
export const proposeUnfreeze = (ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'unfreeze', asked.reason, (held) => mayProposeUnfreeze(held.standing) ?? { freezeId: held.freezeId })

/** 起案: 返済の請求. At most what was confirmed, due at least 14 days from now. */
export const proposeDemand = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof demandAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'demand', asked.reason, (held, now) => {
    const no = mayProposeDemand(held.standing)
    if (no) return no
    const amount = whyNotThisAmount(held.standing, yen(BigInt(asked.amount)))
    if (!amount.ok) return amount
    if (!dueDayAllowed(asked.dueOn as Day, dayOf(now))) return refused('due-day-too-near')
    return { amount: asked.amount, dueOn: asked.dueOn }
  })

type Asked = { readonly [name: string]: Plain }

async function proposeOnCase(
  ctx: Context,
  scope: OfficerScope,
  caseId: string,
  kind: ProposalKind,
  reason: string,
  askedOf: (held: HeldCase, now: Date) => Refusal | Asked,
): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const asked = askedOf(held.value, now)
    if (isNo(asked)) return asked
    await takeIfFree(tx, held.value, scope, now)
    const made = await propose(tx, { kind, subject: `case:${caseId}`, asked, snapshot: await takeSnapshot(tx, caseId, now), reason, proposedBy: scope.officerId, now })
    if (!made.ok) return made
    await announceProposal(tx, { caseId, proposal: made.value, kind, reason, by: scope.officerId, now })
    return done(made.value)
  })
}

const isNo = (asked: Refusal | Asked): asked is Refusal => asked.ok === false

export interface Announcement {
  readonly caseId: string
  readonly proposal: Proposed
  readonly kind: ProposalKind
  readonly reason: string
  readonly by: string
  readonly now: Date
}

/** The case's own timeline says so, and what was pinned to it has been answered. */
export async function announceProposal(tx: Tx, { caseId, proposal, kind, reason, by, now }: Announcement): Promise<void> {
  await recordEvent(tx, { caseId, at: now, officerId: by }, { kind: 'proposed', number: proposal.number, proposal: kind, reason })
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: null } })
}
