import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { stopClock } from '../clocks/clock.ts'
import { holdCase } from '../hold-case.ts'
import { tellCustomerOfAppeal } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { decideAppealAsked } from './contract.ts'

interface AppealRow {
  readonly state: 'open' | 'accepted' | 'rejected'
  readonly freezeId: string | null
  readonly demandId: string | null
}

/**
 * 異議への判断, with its reason, by an officer who neither proposed nor approved what it is about. Accepting it undoes
 * nothing by itself: lifting the freeze, or withdrawing the demand, takes two as always, and the case says so.
 * Refuses `appeal-decided`, `appeal-own-decision`.
 */
export async function decideAppeal(ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof decideAppealAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const appeal = await tx.appeal.findFirst({ where: { id: asked.appealId, caseId } })
    if (!appeal) return refused('not-found')
    const no = await whyNotDecideAppeal(tx, scope.officerId, appeal)
    if (no) return no
    const state = asked.accepted ? ('accepted' as const) : ('rejected' as const)
    await tx.appeal.updateMany({ where: { id: appeal.id, state: 'open' }, data: { state, decidedBy: scope.officerId, decidedAt: now, reason: asked.reason } })
    await stopClock(tx, { caseId, kind: 'appeal', ref: appeal.id }, now)
    const asksForMoney = held.value.standing.openDemands.some(({ id }) => id === appeal.demandId)
    const next = appeal.demandId === null ? '異議を認めました。停止の解除を起案してください。' : asksForMoney ? '異議を認めました。請求の取り下げを起案してください。' : '異議を認めました。判定を見直してください。'
    await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: asked.accepted ? next : null } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'appeal_decided', appealId: appeal.id, about: appeal.demandId === null ? 'freeze' : 'demand', state, reason: asked.reason })
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'appeal.decide', objectKind: 'appeal', objectId: appeal.id, details: { case: held.value.number, state }, now })
    await enqueue(tx, tellCustomerOfAppeal, { appealId: appeal.id, about: 'decided' })
    return done(null)
  })
}

/** Nobody judges what they decided themselves. The database holds the same line. */
export async function whyNotDecideAppeal(tx: Tx, officerId: string, appeal: AppealRow): Promise<Refusal | null> {
  if (appeal.state !== 'open') return refused('appeal-decided')
  const by = { proposedBy: true, approvedBy: true } as const
  const against = appeal.freezeId === null ? await tx.demand.findUnique({ where: { id: appeal.demandId ?? '' }, select: by }) : await tx.freeze.findUnique({ where: { id: appeal.freezeId }, select: by })
  return against?.proposedBy === officerId || against?.approvedBy === officerId ? refused('appeal-own-decision') : null
}
