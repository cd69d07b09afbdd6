import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase, lockCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { linkCase as linkAsked, unlinkCase as unlinkAsked } from './contract.ts'

/** 案件の関連づけ: ties two cases together by hand, told in both. Refuses `no-such-case`, `already-linked`. */
export async function linkCase(ctx: Context, scope: OfficerScope, caseId: string, { number, reason }: z.output<typeof linkAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const other = await tx.fraudCase.findUnique({ where: { number }, select: { id: true } })
    if (!other || other.id === caseId) return refused('no-such-case', { number })
    const both = await holdBoth(tx, scope, caseId, other.id, now)
    if (!both.ok) return both
    const before = await linkBetween(tx, caseId, other.id)
    if (before && before.endedAt === null) return refused('already-linked', { number })
    const made = { at: now, officerId: scope.officerId, reason }
    if (before) await tx.caseLink.updateMany({ where: placeOf(before), data: { ...made, endedAt: null, endedBy: null } })
    else await tx.caseLink.createMany({ data: [{ fromCaseId: caseId, toCaseId: other.id, ...made }] })
    await tellBoth(tx, both.value, { why: 'by-hand', reason, by: scope.officerId, now })
    return done(null)
  })
}

/** Ends a link that was made by hand. Refuses `link-stays` when it was not. */
export async function unlinkCase(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof unlinkAsked>): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const both = await holdBoth(tx, scope, caseId, asked.caseId, now)
    if (!both.ok) return both
    const link = await linkBetween(tx, caseId, asked.caseId)
    if (!link || link.endedAt !== null) return refused('not-found')
    if (link.reason === null) return refused('link-stays')
    await tx.caseLink.updateMany({ where: placeOf(link), data: { endedAt: now, endedBy: scope.officerId } })
    await tellBoth(tx, both.value, { why: 'ended', reason: asked.reason, by: scope.officerId, now })
    return done(null)
  })
}

interface Both {
  readonly one: { readonly id: string; readonly number: string }
  readonly other: { readonly id: string; readonly number: string }
}

/** Both rows, in one order for everybody, so that two who link the same cases don't wait in a circle. */
async function holdBoth(tx: Tx, scope: OfficerScope, oneId: string, otherId: string, now: Date): Promise<Answer<Both>> {
  for (const id of [oneId, otherId].sort()) await lockCase(tx, id)
  const one = await holdCase(tx, scope, oneId, now)
  if (!one.ok) return one
  const other = await holdCase(tx, scope, otherId, now)
  return other.ok ? done({ one: one.value, other: other.value }) : other
}

type Link = NonNullable<Awaited<ReturnType<typeof linkBetween>>>

const linkBetween = (tx: Tx, one: string, other: string) =>
  tx.caseLink.findFirst({ where: { OR: [{ fromCaseId: one, toCaseId: other }, { fromCaseId: other, toCaseId: one }] }, orderBy: { endedAt: { sort: 'asc', nulls: 'first' } } })

const placeOf = ({ fromCaseId, toCaseId }: Link) => ({ fromCaseId, toCaseId })

async function tellBoth(tx: Tx, { one, other }: Both, { why, reason, by, now }: { why: 'by-hand' | 'ended'; reason: string; by: string; now: Date }): Promise<void> {
  for (const [here, there] of [[one, other], [other, one]] as const) {
    await recordEvent(tx, { caseId: here.id, at: now, officerId: by }, { kind: 'case_linked', number: there.number, why, reason })
  }
  const action = why === 'ended' ? 'case.unlink' : 'case.link'
  await recordAudit(tx, { actor: { kind: 'officer', id: by }, action, objectKind: 'fraud_case', objectId: one.id, details: { number: one.number, other: other.number, reason }, now })
}
