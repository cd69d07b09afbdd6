import { recordAudit } from '../../audit/record.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { Rule } from '../rule.ts'
import { versionsAfter } from './change.ts'
import type { RuleChange } from './contract.ts'
import type { Standing } from './versions.ts'

interface Change {
  readonly rule: Rule
  readonly what: RuleChange
  readonly standing: Standing
  readonly reason: string
  /** Null for what one officer may do alone. */
  readonly approval: { readonly id: string; readonly number: string; readonly proposedBy: string } | null
  readonly now: Date
}

/** Writes the versions that a change makes. The caller holds the rule. */
export async function writeVersions(tx: Tx, scope: OfficerScope, { rule, what, standing, reason, approval, now }: Change): Promise<void> {
  const made = versionsAfter(what, standing).map(({ mode, settings }, place) => ({
    rule: rule.id, version: standing.newest + 1 + place, mode, settings: JSON.parse(JSON.stringify(settings)) as object, createdAt: now, savedBy: scope.officerId, reason,
    approvalId: approval?.id ?? null,
  }))
  await tx.ruleSettings.createMany({ data: made })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: `rule.${what}`, objectKind: 'rule', objectId: rule.id,
    details: { versions: made.map(({ version, mode }) => `${version}:${mode}`), reason, approval: approval?.number ?? null, proposedBy: approval?.proposedBy ?? null }, now,
  })
}
