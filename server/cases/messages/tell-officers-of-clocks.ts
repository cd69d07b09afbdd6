import type { Context } from '../../context.ts'
import { say } from '../../line/say.ts'
import { addressesFor, inChargeOf } from '../clocks/officers-called.ts'
import { afterOnClock } from '../clocks/urgency.ts'
import { caseLetter, overdueMessage } from './of-clocks.ts'

/** A deadline has passed: told to the case's officer, to the next one while they are away, to all on duty when it is nobody's. In the morning, when it passed at night. */
export async function tellClock(ctx: Context, clockId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-clock' }, async (tx) => {
    const clock = await tx.caseClock.findUniqueOrThrow({ where: { id: clockId }, include: { fraudCase: { select: { id: true, number: true, urgency: true, ownerId: true } } } })
    // Met meanwhile: nobody need hear of it any more.
    if (clock.stoppedAt !== null) return
    const message = overdueMessage(ctx.config, { caseId: clock.caseId, caseNumber: clock.fraudCase.number, kind: clock.kind, dueAt: clock.dueAt })
    for (const { id, lineUserId } of await inChargeOf(tx, clock.fraudCase, now)) {
      const fact = `overdue:${clockId}:${clock.dueAt.toISOString()}:officer:${id}`
      await say(tx, { lineUserId, kind: 'overdue', fact, messages: [message], now, caseId: clock.caseId, dueAt: afterOnClock(now, 0) })
    }
  })
}

/** Nobody in LINE took an immediate case: one letter to every officer with a mail address who is there and may act on it. */
export async function mailCase(ctx: Context, caseId: string): Promise<void> {
  const now = ctx.clock.now()
  const letter = await ctx.db.atomically({ kind: 'job', job: 'mail-officers-of-case' }, async (tx) => {
    const { number, urgency } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { number: true, urgency: true } })
    return { ...caseLetter(number, urgency), to: await addressesFor(tx, caseId, now), id: `case-${caseId}` }
  })
  // Outside the transaction: a mail server that is slow holds no row. A second try is the same letter, by its id.
  if (letter.to.length > 0) await ctx.mail?.send(letter)
}
