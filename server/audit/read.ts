import type { z } from 'zod'
import type { OfficerScope } from '../db/scope.ts'
import type { Context } from '../context.ts'
import { daysAfter, startOf, type Day } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { auditAsked, auditList } from './contract.ts'
import { objectAsked, objectsNamed } from './objects.ts'

/** The audit log, newest first, all of it or what was asked for. Cursors are opaque to the reader. */
export async function readAudit(ctx: Context, scope: OfficerScope, asked: z.output<typeof auditAsked>): Promise<z.infer<typeof auditList>> {
  return ctx.db.atomically(scope, async (tx) => {
    const object = asked.object === undefined ? null : await objectAsked(tx, asked.object)
    if (asked.object !== undefined && object === null) return { items: [], nextCursor: null }
    const rows = await tx.auditEntry.findMany({
      where: { ...matching(asked), ...(object ? { objectKind: object.kind, objectId: object.id } : {}) },
      ...(asked.cursor ? { cursor: { id: asked.cursor }, skip: 1 } : {}),
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      take: asked.limit + 1,
    })
    const page = rows.slice(0, asked.limit)
    const names = await actorNames(tx, page)
    const labels = await objectsNamed(tx, page)
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.recordedAt.toISOString(),
        actorKind: row.actorKind,
        actor: row.actorId ? (names.get(row.actorId) ?? null) : null,
        action: row.action,
        objectKind: row.objectKind,
        objectId: row.objectId,
        objectLabel: labels.get(row.objectId) ?? null,
        purpose: row.purpose,
        reason: reasonOf(row.details),
        chainIndex: row.chainIndex?.toString() ?? null,
      })),
      nextCursor: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

const matching = ({ from, to, who, officerId, action }: z.output<typeof auditAsked>) => ({
  ...(from || to ? { recordedAt: { ...(from ? { gte: startOf(from as Day) } : {}), ...(to ? { lt: startOf(daysAfter(to as Day, 1)) } : {}) } } : {}),
  ...(who ? { actorKind: who } : {}),
  ...(officerId ? { actorId: officerId } : {}),
  ...(action ? { action } : {}),
})

/** Why it was done, where the act asked for it. */
function reasonOf(details: unknown): string | null {
  const reason: unknown = typeof details === 'object' && details !== null && 'reason' in details ? details.reason : null
  return typeof reason === 'string' && reason !== '' ? reason : null
}

/** Officers by name, staff and customers by code: who acted is told without opening anybody's personal data. */
async function actorNames(tx: Tx, rows: readonly { actorKind: string; actorId: string | null }[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => rows.flatMap((row) => (row.actorKind === kind && row.actorId ? [row.actorId] : []))
  const officers = await tx.officer.findMany({ where: { id: { in: idsOf('officer') } }, select: { id: true, name: true } })
  const staff = await tx.staff.findMany({ where: { id: { in: idsOf('staff') } }, select: { id: true, code: true } })
  const customers = await tx.customer.findMany({ where: { id: { in: idsOf('customer') } }, select: { id: true, code: true } })
  return new Map([
    ...officers.map(({ id, name }) => [id, name] as const),
    ...[...staff, ...customers].map(({ id, code }) => [id, code] as const),
  ])
}
