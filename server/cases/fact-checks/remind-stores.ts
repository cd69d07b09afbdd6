import type { Context } from '../../context.ts'
import { minutesAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { lockCase } from '../hold-case.ts'
import { tellStoreOfReminder } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
/** How long before its time a store is reminded, once. */
const minutesBefore = 30
const atOnce = 100

export const storesAreQuiet = ({ clock }: Context): Sql => sql`
  SELECT 1 FROM fact_checks WHERE state = 'asked' AND reminded_at IS NULL AND due_at > ${clock.now()} AND due_at <= ${minutesAfter(clock.now(), minutesBefore)}`

/** 催促: stores that have not answered half an hour before their time. */
export async function remindStores(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.atomically(scope, (tx) =>
    tx.factCheck.findMany({
      where: { state: 'asked', remindedAt: null, dueAt: { gt: now, lte: minutesAfter(now, minutesBefore) } },
      select: { id: true, caseId: true, storeId: true }, orderBy: { dueAt: 'asc' }, take: atOnce,
    }),
  )
  for (const check of due) await ctx.db.atomically(scope, (tx) => remind(tx, check, now))
}

async function remind(tx: Tx, check: { id: string; caseId: string; storeId: string }, now: Date): Promise<void> {
  await lockCase(tx, check.caseId)
  // The store may have answered, or another worker reminded it, since it was found.
  const { count } = await tx.factCheck.updateMany({ where: { id: check.id, state: 'asked', remindedAt: null }, data: { remindedAt: now } })
  if (count === 0) return
  const { code } = await tx.store.findUniqueOrThrow({ where: { id: check.storeId }, select: { code: true } })
  await recordEvent(tx, { caseId: check.caseId, at: now }, { kind: 'fact_check_reminded', storeCode: code })
  await enqueue(tx, tellStoreOfReminder, { factCheckId: check.id })
}
