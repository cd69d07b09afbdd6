import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayColumn, dayFromColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { receiveAppeal } from '../job-tokens.ts'
import { answerDue, lastDayToAppeal, mayAppeal } from './appeal.ts'
import type { appealAsked, OwnAppeal } from './contract.ts'

/** The freeze in force, or one demand. */
export type About = { readonly kind: 'freeze' } | { readonly kind: 'demand'; readonly id: string }

/** 結果に納得できないとき: against a confirmed freeze or a demand, within 30 days, once. Refuses `appealed-already`, `appeal-too-late`, `appeal-not-needed`. */
export async function makeAppeal(ctx: Context, scope: CustomerScope, about: About, asked: z.infer<typeof appealAsked>): Promise<Answer<OwnAppeal>> {
  const now = ctx.clock.now()
  const made = await ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const found = await appealable(tx, scope, about)
    if (!found) return refused('not-found')
    const no = mayAppeal(found, now)
    if (no) return no
    const appeal = { id: newId(), caseId: found.caseId, customerId: scope.customerId, freezeId: found.freezeId, demandId: found.demandId, text: asked.text, appealedAt: now, dueOn: dayColumn(answerDue(now)) }
    const { count } = await tx.appeal.createMany({ data: [appeal], skipDuplicates: true })
    if (count === 0) return refused('appealed-already')
    await recordAudit(tx, { actor: { kind: 'customer', id: scope.customerId }, action: 'appeal.make', objectKind: 'appeal', objectId: appeal.id, details: { about: about.kind }, now })
    await enqueue(tx, receiveAppeal, { appealId: appeal.id })
    return done(null)
  })
  return made.ok ? readOwnAppeal(ctx, scope, about) : made
}

/** What the customer said about it and heard, and whether they can still say something. */
export function readOwnAppeal(ctx: Context, scope: CustomerScope, about: About): Promise<Answer<OwnAppeal>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<OwnAppeal>>(scope, async (tx) => {
    const found = await appealable(tx, scope, about)
    if (!found) return refused('not-found')
    const { appeal } = found
    return done({
      appeal: appeal && {
        state: appeal.state, text: appeal.text, appealedAt: appeal.appealedAt.toISOString(), dueOn: dayFromColumn(appeal.dueOn), decidedAt: appeal.decidedAt?.toISOString() ?? null, reason: appeal.reason,
      },
      until: lastDayToAppeal(found.decidedAt), mayAppeal: explained(mayAppeal(found, now)),
    })
  })
}

async function appealable(tx: Tx, { customerId }: CustomerScope, about: About) {
  if (about.kind === 'freeze') {
    const freeze = await tx.freeze.findFirst({ where: { customerId, confirmedAt: { not: null } }, select: { id: true, caseId: true, confirmedAt: true, endedAt: true }, orderBy: { startedAt: 'desc' } })
    if (!freeze?.confirmedAt) return null
    const appeal = await appealOf(tx, { freezeId: freeze.id })
    return { caseId: freeze.caseId, freezeId: freeze.id, demandId: null, decidedAt: freeze.confirmedAt, isOver: freeze.endedAt !== null, appealed: appeal !== null, appeal }
  }
  const demand = await tx.demand.findFirst({ where: { id: about.id, customerId }, select: { id: true, caseId: true, issuedAt: true, repaidAt: true } })
  if (!demand) return null
  const appeal = await appealOf(tx, { demandId: demand.id })
  return { caseId: demand.caseId, freezeId: null, demandId: demand.id, decidedAt: demand.issuedAt, isOver: demand.repaidAt !== null, appealed: appeal !== null, appeal }
}

const appealOf = (tx: Tx, where: { freezeId: string } | { demandId: string }) =>
  tx.appeal.findFirst({ where, select: { state: true, text: true, appealedAt: true, dueOn: true, decidedAt: true, reason: true } })
