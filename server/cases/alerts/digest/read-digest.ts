import type { z } from 'zod'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayColumn, dayFromColumn, type Day } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { digestContents, type digestList, type DigestSeen } from './contract.ts'

/** A morning's digest as it was told. Refuses `not-found` for days without one. */
export async function readDigest(ctx: Context, scope: OfficerScope, day: Day): Promise<Answer<DigestSeen>> {
  const kept = await ctx.db.atomically(scope, (tx) => tx.alertDigest.findUnique({ where: { day: dayColumn(day) } }))
  if (!kept) return refused('not-found')
  return done({ day, madeAt: kept.madeAt.toISOString(), told: kept.told, contents: kept.contents === null ? null : digestContents.parse(kept.contents) })
}

/** The last three months of business days. */
export async function listDigests(ctx: Context, scope: OfficerScope): Promise<z.infer<typeof digestList>> {
  const kept = await ctx.db.atomically(scope, (tx) => tx.alertDigest.findMany({ select: { day: true, madeAt: true, alerts: true, waiting: true }, orderBy: { day: 'desc' }, take: 66 }))
  return { items: kept.map(({ day, madeAt, alerts, waiting }) => ({ day: dayFromColumn(day), madeAt: madeAt.toISOString(), alerts, waiting })) }
}
