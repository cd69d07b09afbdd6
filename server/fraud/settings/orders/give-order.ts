import { whyNotPropose } from '../../../approval/approval.ts'
import type { Sentence } from '../../../approval/contract.ts'
import { deciderOf } from '../../../approval/decider.ts'
import { propose, type MoneyProposal, type Proposed } from '../../../approval/propose.ts'
import { recordAudit } from '../../../audit/record.ts'
import { ruleNameOf } from '../../../cases/alerts/alert.ts'
import type { CaseSubject } from '../../../cases/subject.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { hoursAfter, momentInJapanese } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { ruleOf } from '../catalogue.ts'
import { snoozeAloneDays, type GiveOrder } from '../contract.ts'
import { suspectOf, suspectSubject, writtenAs } from './suspect.ts'

/**
 * 通知を休む・許可リスト・監視リスト. A watch and a week's snooze are one officer's; a longer snooze and an allow-list are
 * proposed to a second one. All of them say why and until when. Refuses `subject-not-found`, and officers who are tied to whom it is about.
 */
export function giveOrder(ctx: Context, scope: OfficerScope, asked: GiveOrder): Promise<Answer<{ readonly approval: Proposed | null }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ readonly approval: Proposed | null }>>(scope, async (tx) => {
    if (asked.rule !== null && !ruleOf(asked.rule)) return refused('not-found')
    const suspect = await suspectOf(tx, asked.subject)
    if (!suspect) return refused('subject-not-found', { code: writtenAs(asked.subject) })
    const no = whyNotPropose(await deciderOf(tx, scope, suspectSubject(suspect)))
    if (no) return no
    if (asked.kind === 'allow' || (asked.kind === 'snooze' && asked.days > snoozeAloneDays)) return proposeOrder(tx, scope, asked, suspect, now)
    const expiresAt = hoursAfter(now, 24 * asked.days)
    const made = await tx.ruleOrder.create({
      data: { kind: asked.kind, rule: asked.rule, subjectKind: suspect.kind, subjectId: suspect.id, reason: asked.reason, createdAt: now, expiresAt, createdBy: scope.officerId },
      select: { id: true },
    })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: `rule-order.${asked.kind}`, objectKind: 'rule_order', objectId: made.id,
      details: { rule: asked.rule, subjectKind: suspect.kind, subjectId: suspect.id, reason: asked.reason, expiresAt: expiresAt.toISOString() }, now,
    })
    return done({ approval: null })
  })
}

async function proposeOrder(tx: Tx, scope: OfficerScope, { kind, rule, subject, reason, days }: GiveOrder, suspect: CaseSubject, now: Date): Promise<Answer<{ readonly approval: Proposed }>> {
  const same = (text: string): Sentence => ({ ja: text, en: text })
  const about = writtenAs(subject)
  const name = rule === null ? { ja: 'すべてのルール', en: 'every rule' } : ruleNameOf(rule)
  const proposal: MoneyProposal = {
    kind: kind === 'allow' ? 'allow_subject' : 'snooze_subject', subject: suspectSubject(suspect), asked: { rule, subjectKind: suspect.kind, subjectId: suspect.id, days }, reason, proposedBy: scope.officerId, now,
    snapshot: {
      takenAt: now.toISOString(), about: kind === 'allow' ? { ja: `許可リスト：${about}`, en: `Allow-list: ${about}` } : { ja: `通知を休む：${about}`, en: `Snooze: ${about}` }, amount: null,
      facts: [
        { name: { ja: '対象', en: 'About' }, value: same(about) },
        { name: { ja: 'ルール', en: 'Rule' }, value: name },
        { name: { ja: '期間', en: 'For' }, value: { ja: `承認から${days}日`, en: `${days} days from the approval` } },
        { name: { ja: '起案のとき', en: 'When proposed' }, value: same(momentInJapanese(now)) },
      ],
      consequences: [{ ja: '期限まで、この対象の検知は記録だけされ、知らせません。', en: 'Until then, hits about it are recorded and alert nobody.' }],
    },
  }
  const proposed = await propose(tx, proposal)
  return proposed.ok ? done({ approval: proposed.value }) : proposed
}
