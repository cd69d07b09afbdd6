import { z } from 'zod'
import { recordAudit } from '../../../audit/record.ts'
import { done, type Answer } from '../../../core/refusal.ts'
import { hoursAfter } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { MoneyApproval } from '../../../payments/decide-money.ts'

const orderAsked = z.object({ rule: z.string().nullable(), subjectKind: z.string(), subjectId: z.string(), days: z.number().int().min(1).max(366) })

/** 許可リスト, or 通知を休む for more than a week, when a second officer has approved it. It counts from the approval. */
export const orderByTwo =
  (kind: 'allow' | 'snooze') =>
  async (tx: Tx, approval: MoneyApproval, scope: OfficerScope, now: Date): Promise<Answer<null>> => {
    const { rule, subjectKind, subjectId, days } = orderAsked.parse(approval.asked)
    const expiresAt = hoursAfter(now, 24 * days)
    const made = await tx.ruleOrder.create({
      data: { kind, rule, subjectKind, subjectId, reason: approval.reason, createdAt: now, expiresAt, createdBy: approval.proposedBy, approvalId: approval.id },
      select: { id: true },
    })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: `rule-order.${kind}`, objectKind: 'rule_order', objectId: made.id,
      details: { rule, subjectKind, subjectId, approval: approval.number, proposedBy: approval.proposedBy, expiresAt: expiresAt.toISOString() }, now,
    })
    return done(null)
  }
