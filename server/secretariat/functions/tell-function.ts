import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import { say } from '../../line/say.ts'
import { functionMessage } from './function-message.ts'
import type { tellOfficersOfFunction } from './job-tokens.ts'

type Told = z.output<typeof tellOfficersOfFunction.payload>

/** Officers who are on duty and not absent read in LINE that a function was stopped or runs again: what, when and by whom; why is on the screen. */
export async function tellFunction(ctx: Context, told: Told): Promise<void> {
  const now = ctx.clock.now()
  const today = dayColumn(dayOf(now))
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-function' }, async (tx) => {
    const officers = await tx.officer.findMany({
      where: { employment: 'active', onDuty: true, lineUserId: { not: null }, OR: [{ absentFrom: null }, { absentFrom: { gt: today } }, { absentUntil: { lt: today } }] },
      select: { id: true, lineUserId: true },
      orderBy: { number: 'asc' },
      take: 100,
    })
    const by = await tx.officer.findUniqueOrThrow({ where: { id: told.by }, select: { number: true } })
    const message = functionMessage(ctx.config, { name: told.function, did: told.did, at: new Date(told.at), officerNumber: by.number })
    for (const { id, lineUserId } of officers) {
      if (lineUserId === null) continue
      await say(tx, { lineUserId, kind: 'function', fact: `function-${told.did}:${told.function}:${told.at}:officer:${id}`, messages: [message], now })
    }
  })
}
