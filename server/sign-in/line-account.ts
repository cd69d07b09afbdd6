import type { Tx } from '../db/atomically.ts'

/**
 * Whose LINE account this is among staff and officers, and nobody else becomes its person meanwhile: two tables, one promise
 * (scope: door). Null while it is nobody's.
 */
export async function holdLineAccount(tx: Tx, lineUserId: string): Promise<string | null> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`line-account:${lineUserId}`}, 0))::text`
  const [staff, officer] = [await tx.staff.findUnique({ where: { lineUserId }, select: { id: true } }), await tx.officer.findUnique({ where: { lineUserId }, select: { id: true } })]
  return staff?.id ?? officer?.id ?? null
}
