import type { z } from 'zod'
import { propose } from '../approval/propose.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { dayColumn } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { next, type Verdict } from './case.ts'
import type { giveVerdict as verdictAsked } from './contract.ts'
import { noteReturnsDue } from './demands/giving-back/return-due.ts'
import { takeUpPrepared } from './demands/prepare-unfreeze.ts'
import { holdCase, type HeldCase } from './hold-case.ts'
import { mayGiveThisVerdict } from './may.ts'
import { announceProposal } from './approvals/propose-on-case.ts'
import { recordEvent } from './timeline/record-event.ts'
import { takeSnapshot } from './approvals/snapshot.ts'
import { takeIfFree } from './take-case.ts'
import { startClock, stopClocks } from './clocks/clock.ts'
import { dayOfNextClock } from './clocks/next-day.ts'
import { demandBy } from './clocks/urgency.ts'
import { reasonsOf, verdictWords } from './words.ts'

type Asked = z.infer<typeof verdictAsked>

/**
 * 判定: 問題なし, 不正確定 or 判断できない, with a structured reason and, when confirmed, the payments found fraudulent. Who is
 * stopped and was not found to have done anything is proposed for release at once. Refuses `finding-missing`,
 * `no-payments-chosen`; of an undecided verdict `awaiting-answer`, and `invalid-input` without what was missing.
 */
export async function giveVerdict(ctx: Context, scope: OfficerScope, caseId: string, asked: Asked): Promise<Answer<{ number: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayGiveThisVerdict(held.value.standing, asked.verdict)
    if (no) return no
    const reasons: readonly string[] = reasonsOf[asked.verdict]
    if (!reasons.includes(asked.reason)) return refused('invalid-input', { field: '（理由）' })
    if (asked.verdict === 'undecided' && asked.note === '') return refused('invalid-input', { field: '（足りなかったこと）' })
    if (!(await judgePayments(tx, caseId, asked))) return refused('no-payments-chosen')
    await takeIfFree(tx, held.value, scope, now)
    await writeVerdict(tx, held.value, scope, asked, now)
    if (asked.verdict === 'confirmed') return done({ number: held.value.number })
    const proposed = held.value.freezeId ? await proposeUnfreeze(tx, held.value, scope, asked.verdict, now) : done({ number: held.value.number })
    if (asked.verdict === 'cleared') await noteReturnsDue(tx, caseId, scope.officerId, now)
    return proposed
  })
}

/** Writes each payment's own verdict. False when a confirmed verdict names no payment of the case. */
async function judgePayments(tx: Tx, caseId: string, { verdict, paymentIds }: Asked): Promise<boolean> {
  // Nothing was found about any of them: rules learn nothing from it.
  if (verdict === 'undecided') return true
  if (verdict === 'cleared') {
    // Those found fraudulent before an appeal said otherwise, too.
    await tx.casePayment.updateMany({ where: { caseId, verdict: { not: 'cleared' } }, data: { verdict: 'cleared' } })
    await tx.casePayment.updateMany({ where: { caseId, verdict: null }, data: { verdict: 'cleared' } })
    return true
  }
  const chosen = [...new Set(paymentIds)]
  const { count } = await tx.casePayment.updateMany({ where: { caseId, paymentId: { in: chosen } }, data: { verdict: 'confirmed' } })
  if (count === 0 || count !== chosen.length) return false
  await tx.casePayment.updateMany({ where: { caseId, verdict: null }, data: { verdict: 'cleared' } })
  return true
}

async function writeVerdict(tx: Tx, held: HeldCase, scope: OfficerScope, asked: Asked, now: Date): Promise<void> {
  const { verdict, reason, note } = asked
  await stopClocks(tx, held.id, now, verdict !== 'confirmed' ? ['verdict', 'fact_check', 'demand'] : ['verdict', 'fact_check'])
  if (verdict === 'confirmed' && held.customerId !== null) await startClock(tx, { caseId: held.id, kind: 'demand', ref: '' }, now, demandBy(now))
  await tx.fraudCase.updateMany({
    where: { id: held.id },
    data: {
      state: next.judged(verdict), verdict, verdictReason: reason, verdictNote: note || null, verdictBy: scope.officerId, verdictAt: now,
      pinned: null, nextOn: dayColumn(await dayOfNextClock(tx, held.id, now)),
    },
  })
  // Nobody waits for answers any more; a store that still opens the request sees that it is closed. After 「判断できない」
  // a late answer is welcome until the case is.
  if (verdict !== 'undecided') await tx.factCheck.updateMany({ where: { caseId: held.id, state: 'asked' }, data: { state: 'closed' } })
  await tx.caseClock.updateMany({ where: { caseId: held.id, kind: 'fact_check', stoppedAt: null }, data: { stoppedAt: now } })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'verdict_given', verdict, reason, note })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'case.verdict', objectKind: 'fraud_case', objectId: held.id,
    details: { number: held.number, verdict, reason, paymentIds: asked.paymentIds }, now,
  })
}

async function proposeUnfreeze(tx: Tx, held: HeldCase, scope: OfficerScope, verdict: Verdict, now: Date): Promise<Answer<{ number: string }>> {
  if (held.standing.pending.unfreeze !== undefined) return done({ number: held.number })
  const reason = `判定が「${verdictWords[verdict].ja}」のため`
  const proposed = await propose(tx, {
    kind: 'unfreeze', subject: `case:${held.id}`, asked: { freezeId: held.freezeId }, snapshot: await takeSnapshot(tx, held.id, now),
    reason, proposedBy: scope.officerId, now,
  })
  if (!proposed.ok) return proposed
  await takeUpPrepared(tx, held.id, 'unfreeze', proposed.value.id, now)
  await announceProposal(tx, { caseId: held.id, proposal: proposed.value, kind: 'unfreeze', reason, by: scope.officerId, now })
  return done({ number: held.number })
}
