import { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayOf, minutesAfter, shortDayInJapanese, timeInJapanese } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { freezeProvisionally } from '../stops/freeze-provisionally.ts'
import { actingOn, readHeldCase } from '../hold-case.ts'
import { freezeQuestion } from './to-officers.ts'
import { mayAct } from '../may.ts'
import { mayFreezeProvisionally } from '../stops/may-stop.ts'
import { takeCase } from '../take-case.ts'

const pressed = z.object({ act: z.enum(['take', 'ack', 'freeze', 'freeze-confirm']), case: z.uuid(), until: z.coerce.number().int().positive().optional() })

/** How long 「24時間まで止めます。よろしいですか？」 may be answered: an old question at the top of a chat stops nobody by accident. */
const questionMinutes = 15

const alreadyDone = 'すでに受け付けています。'
const tooLate = '時間がたったため、止めていません。もう一度「仮に止める」を押してください。'

/**
 * What an officer's button in LINE does. Only safe-direction acts: taking a case, and a stop of at most 24 hours, which
 * asks first. The answer is a text, or the question as a card with its button. A second press does nothing and says so.
 * Data: `act=take|ack|freeze|freeze-confirm&case=<id>`, and `until=<seconds>` with the last.
 */
export async function officerPostback(ctx: Context, scope: OfficerScope, data: URLSearchParams): Promise<Answer<string | LineMessageJson>> {
  const read = pressed.safeParse(Object.fromEntries(data))
  if (!read.success) return refused('not-found')
  const { act, case: caseId, until } = read.data
  switch (act) {
    case 'take':
    case 'ack':
      return take(ctx, scope, caseId)
    case 'freeze':
      return askBeforeFreeze(ctx, scope, caseId)
    case 'freeze-confirm':
      return isOver(until, ctx.clock.now()) ? done(tooLate) : freeze(ctx, scope, caseId)
  }
}

async function take(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<string>> {
  const taken = await takeCase(ctx, scope, caseId, { handOver: false })
  if (!taken.ok) return taken.reason === 'already-taken' ? refused('already-taken', { owner: await ownersNumber(ctx, scope, caseId) }) : taken
  return done(taken.value.alreadyMine ? alreadyDone : `${taken.value.number} の担当になりました。`)
}

/** A chat names nobody: officers have numbers there. */
const ownersNumber = (ctx: Context, scope: OfficerScope, caseId: string): Promise<string> =>
  ctx.db.atomically(scope, async (tx) => {
    const { ownerId } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { ownerId: true } })
    const owner = ownerId === null ? null : await tx.officer.findUnique({ where: { id: ownerId }, select: { number: true } })
    return owner?.number ?? ''
  })

async function askBeforeFreeze(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<string | LineMessageJson>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    if ((await tx.fraudCase.count({ where: { id: caseId } })) === 0) return refused('not-found')
    const held = await readHeldCase(tx, caseId, now)
    const no = mayAct(await actingOn(tx, scope, caseId)) ?? mayFreezeProvisionally(held.standing)
    return no ?? done(freezeQuestion(caseId, held.number, minutesAfter(now, questionMinutes)))
  })
}

const isOver = (until: number | undefined, now: Date): boolean => until === undefined || now.getTime() >= until * 1_000

async function freeze(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<string>> {
  const stopped = await freezeProvisionally(ctx, scope, caseId, { reason: 'LINEのボタンから' })
  if (stopped.ok) {
    const { number, until } = stopped.value
    return done(`${number} の支払いを止めました（${shortDayInJapanese(dayOf(until))} ${timeInJapanese(until)}まで）。`)
  }
  if (stopped.reason !== 'already-stopped') return stopped
  return (await stoppedByThem(ctx, scope, caseId)) ? done(alreadyDone) : stopped
}

const stoppedByThem = (ctx: Context, scope: OfficerScope, caseId: string): Promise<boolean> =>
  ctx.db.atomically(scope, async (tx) => (await tx.freeze.count({ where: { caseId, startedBy: scope.officerId, state: 'provisional' } })) > 0)
