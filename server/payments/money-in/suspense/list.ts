import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, type Answer } from '../../../core/refusal.ts'
import { yenText } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { badCursor, pageOf, placeIn, type Place } from '../../page.ts'
import type { SuspenseList } from '../contract.ts'
import { leftOf } from './suspense.ts'
import { whyWords } from './words.ts'

export interface SuspenseAsked {
  readonly state: 'open' | 'settled'
  readonly cursor?: string | undefined
  readonly limit: number
}

const newestFirst = [{ openedAt: 'desc' as const }, { id: 'desc' as const }]
const rowsAfter = ({ paidAt: at, id }: Place) => ({ openedAt: { lte: at }, OR: [{ openedAt: { lt: at } }, { id: { lt: id } }] })

/** 照合できない入金, newest first. The names of payers go with it: who looked at which is in the audit log. */
export async function listSuspense(ctx: Context, scope: OfficerScope, { state, cursor, limit }: SuspenseAsked): Promise<Answer<SuspenseList>> {
  const place = cursor === undefined ? null : placeIn(cursor)
  if (cursor !== undefined && !place) return badCursor
  return ctx.db.atomically<Answer<SuspenseList>>(scope, async (tx) => {
    const found = await tx.suspenseItem.findMany({
      where: { state: { in: state === 'open' ? ['open', 'assigning'] : ['assigned', 'returned', 'reversed'] }, ...(place ? rowsAfter(place) : {}) },
      orderBy: newestFirst,
      take: limit + 1,
    })
    const { rows, nextCursor } = pageOf(found.map((row) => ({ ...row, at: row.paidAt, paidAt: row.openedAt })), limit)
    const named = rows.filter(({ payerNameKana }) => payerNameKana !== null).map(({ number }) => number)
    if (named.length > 0) {
      await recordAudit(tx, {
        actor: { kind: 'officer', id: scope.officerId }, action: 'suspense.read-names', objectKind: 'suspense', objectId: 'list', purpose: 'find-whose-money-it-is', details: { numbers: named }, now: ctx.clock.now(),
      })
    }
    const names = await officerNamesIn(tx, rows.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy]))
    const pending = await pendingOf(tx, rows.map(({ id }) => id))
    const items = rows.map((row): SuspenseList['items'][number] => ({
      id: row.id, number: row.number, state: row.state, why: { reason: row.why, ...whyWords(row.why) }, amount: row.amount === null ? null : yenText(leftOf(row)),
      kind: row.kind, reference: row.reference, provider: row.provider, pspRef: row.pspRef, method: row.method, paidAt: row.at?.toISOString() ?? null, payerNameKana: row.payerNameKana,
      openedAt: row.openedAt.toISOString(), settledAt: row.settledAt?.toISOString() ?? null, assignedReference: row.assignedReference,
      settledBy: [row.proposedBy, row.approvedBy].flatMap((id) => (id === null ? [] : (names.get(id) ?? []))), pending: pending.get(row.id) ?? null,
    }))
    return done({ items, nextCursor })
  })
}

async function officerNamesIn(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const found = await tx.officer.findMany({ where: { id: { in: ids.filter((id) => id !== null) } }, select: { id: true, name: true } })
  return new Map(found.map(({ id, name }) => [id, name]))
}

async function pendingOf(tx: Tx, itemIds: readonly string[]): Promise<ReadonlyMap<string, { id: string; number: string; kind: string }>> {
  const found = await tx.approval.findMany({ where: { subject: { in: itemIds.map((id) => `suspense:${id}`) }, state: 'proposed' }, select: { id: true, number: true, kind: true, subject: true } })
  return new Map(found.map(({ subject, ...one }) => [subject.slice('suspense:'.length), one]))
}
