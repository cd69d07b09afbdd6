import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { lapseOf } from '../clocks/urgency.ts'
import { lockCase } from '../hold-case.ts'
import { tellCustomerStopped, tellOfficersOfCustomer } from '../job-tokens.ts'
import { stopWallet } from '../stops/freeze-provisionally.ts'
import { openFreezeOf } from '../stops/stop-standing.ts'
import { takeUpAgain } from '../take-up-again.ts'
import { recordEvent } from '../timeline/record-event.ts'

/** A phone younger than this may be the very one that took the account over. */
const newDeviceHours = 24
/** Why payments are stopped when no officer and no rule stopped them. */
export const customersOwnAnswer = '本人の回答「ちがいます」'

export type Said = 'mine' | 'not_mine'

export interface Answered {
  readonly answer: Said
  /** The same press came before. */
  readonly again: boolean
}

/**
 * はい、わたしです / ちがいます（止める）. 「ちがいます」 stops payments at once, whatever else is known; 「はい」 is written down
 * and closes nothing. The first answer counts. Refuses `not-found` to anybody but the customer asked, and `question-over`.
 */
export async function answerQuestion(ctx: Context, { customerId }: CustomerScope, questionId: string, answer: Said): Promise<Answer<Answered>> {
  const now = ctx.clock.now()
  // The worker's scope: a customer's own role sees no case, no freeze and no officer. Whose question it is, is asked below.
  return ctx.db.atomically({ kind: 'job', job: 'answer-question' }, async (tx) => {
    const asked = await tx.customerQuestion.findFirst({ where: { id: questionId, customerId }, select: { caseId: true } })
    if (!asked) return refused('not-found')
    await lockCase(tx, asked.caseId)
    const question = await tx.customerQuestion.findUniqueOrThrow({ where: { id: questionId } })
    if (question.answer !== null) return done({ answer: question.answer, again: true })
    const { state } = await tx.fraudCase.findUniqueOrThrow({ where: { id: asked.caseId }, select: { state: true } })
    if (question.expiresAt <= now || state === 'closed') return refused('question-over')
    const newDevice = await isNewDevice(tx, customerId, now)
    await tx.customerQuestion.updateMany({ where: { id: questionId }, data: { answer, answeredAt: now, newDevice } })
    await recordEvent(tx, { caseId: asked.caseId, at: now }, { kind: 'customer_answered', answer, newDevice })
    await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'question.answer', objectKind: 'customer_question', objectId: questionId, details: { answer, newDevice }, now })
    await takeUpAgain(tx, asked.caseId, { because: 'customer', at: now }, now)
    if (answer === 'not_mine') await stopAtOnce(tx, { caseId: asked.caseId, customerId, now })
    await enqueue(tx, tellOfficersOfCustomer, { caseId: asked.caseId, said: answer === 'mine' ? 'mine' : 'not-mine', ref: questionId })
    return done({ answer, again: false })
  })
}

/** The provisional stop of 24 hours, as an officer would begin it. Whoever is stopped already stays stopped by that. */
async function stopAtOnce(tx: Tx, { caseId, customerId, now }: { caseId: string; customerId: string; now: Date }): Promise<void> {
  if (await openFreezeOf(tx, customerId)) return
  const until = lapseOf(now)
  const { id } = await tx.freeze.create({
    data: { caseId, customerId, state: 'provisional', reason: customersOwnAnswer, startedAt: now, startedBy: null, lapsesAt: until }, select: { id: true },
  })
  await stopWallet(tx, customerId, 'provisionally_frozen')
  await recordEvent(tx, { caseId, at: now }, { kind: 'provisional_freeze', until: until.toISOString(), reason: customersOwnAnswer })
  await enqueue(tx, tellCustomerStopped, { freezeId: id })
}

/** LINE does not say from which phone a button was pressed: the phone last signed in stands for it. */
async function isNewDevice(tx: Tx, customerId: string, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ first: Date | null }[]>`
    SELECT min(s.created_at) AS first FROM sessions s
    WHERE s.actor_kind = 'customer' AND s.actor_id = ${customerId}::uuid
      AND s.device_id = (SELECT l.device_id FROM sessions l WHERE l.actor_kind = 'customer' AND l.actor_id = ${customerId}::uuid ORDER BY l.created_at DESC, l.hash LIMIT 1)`
  return !row?.first || row.first > hoursAfter(now, -newDeviceHours)
}
