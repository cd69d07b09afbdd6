import type { Tx } from '../db/atomically.ts'

/** Who did it. The programme is a clock or a job, a rule is a fraud rule. */
export type Actor =
  | { readonly kind: 'customer' | 'staff' | 'officer'; readonly id: string }
  | { readonly kind: 'rule' | 'programme' | 'visitor'; readonly id?: null }

export interface AuditRecord {
  readonly actor: Actor
  /** `object.verb`, e.g. `freeze.confirm`. */
  readonly action: string
  readonly objectKind: string
  readonly objectId: string
  /** Why personal data was opened, where it was. */
  readonly purpose?: string
  /** Plain values only, and no personal data: the log outlives what it tells of. */
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
  readonly now: Date
}

/** Appends to the audit log in the caller's transaction: the entry exists exactly when the act does. */
export async function recordAudit(tx: Tx, entry: AuditRecord): Promise<void> {
  // createMany, because most audiences may write entries and none of them may read what they wrote.
  await tx.auditEntry.createMany({
    data: [
      {
        recordedAt: entry.now,
        actorKind: entry.actor.kind,
        actorId: entry.actor.id ?? null,
        action: entry.action,
        objectKind: entry.objectKind,
        objectId: entry.objectId,
        purpose: entry.purpose ?? null,
        details: { ...entry.details },
      },
    ],
  })
}
