import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { recordPosting as postingAsked } from './contract.ts'
import { mayPostLetter } from './may-print.ts'

/** 郵送の記録: when and how a printed letter was handed to the post. Once a letter. */
export async function recordPosting(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof postingAsked>): Promise<Answer<{ letterId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ letterId: string }>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const letter = await tx.demandLetter.findFirst({ where: { id: asked.letterId, caseId }, include: { posting: true, demand: { select: { number: true } } } })
    if (!letter) return refused('not-found')
    if (letter.posting) return refused('letter-posted-before')
    const no = mayPostLetter(held.value.standing) ?? wrongDay(asked.postedOn as Day, dayOf(letter.printedAt), dayOf(now)) ?? wrongTracking(asked)
    if (no) return no
    await takeIfFree(tx, held.value, scope, now)
    const { letterId, method, postedOn } = asked
    const tracking = asked.tracking === '' ? null : asked.tracking
    await tx.letterPosting.create({ data: { letterId, postedOn: dayColumn(postedOn as Day), method, tracking, recordedBy: scope.officerId, recordedAt: now } })
    const { number } = letter.demand
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'letter_posted', number, on: postedOn, by: method, tracking })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'letter.post', objectKind: 'demand_letter', objectId: letterId,
      details: { number, case: held.value.number, method, postedOn, tracking }, now,
    })
    return done({ letterId })
  })
}

/** Not before it was printed, and not in days to come. */
const wrongDay = (postedOn: Day, printedOn: Day, today: Day): Refusal | null => (postedOn < printedOn || postedOn > today ? refused('invalid-input', { field: '「差し出した日」' }) : null)

/** The post gives a number to what it records, and none to ordinary letters. */
const wrongTracking = ({ method, tracking }: z.output<typeof postingAsked>): Refusal | null =>
  (method === 'ordinary') === (tracking === '') ? null : refused('invalid-input', { field: '「引受番号」' })
