import { whyNotPropose } from '../../approval/approval.ts'
import { propose, type MoneyProposal, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { momentInJapanese } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { isWatchRuleId } from '../watch/watch-rule.ts'
import type { Rule } from '../rule.ts'
import { lastResultOf } from './backtest/backtest-seen.ts'
import { calledRule, ruleOf } from './catalogue.ts'
import { changeWords, whyNotChange, whyNotYet } from './change.ts'
import type { ProposeChange } from './contract.ts'
import { readRuleRecords, trippedSince } from './rule-records.ts'
import { settingsInWords } from './settings-in-words.ts'
import { daysInShadow, holdRule, readVersions, standingOf, type Standing } from './versions.ts'
import { writeVersions } from './write-versions.ts'

/** Proposed to a second officer, or (a watch that never alerted anybody) done at once. */
export type Changed = { readonly approval: Proposed } | { readonly approval: null }

/**
 * 起案: what makes a rule alert, or no longer alert. All of it needs two officers, because a rule that is off protects nobody
 * and one that is wrong accuses people. A version below seven days in shadow is promoted only with a reason for waiving them.
 */
export function proposeChange(ctx: Context, scope: OfficerScope, id: string, asked: ProposeChange): Promise<Answer<Changed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Changed>>(scope, async (tx) => {
    const rule = ruleOf(id)
    if (!rule) return refused('not-found')
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (no) return no
    await holdRule(tx, id)
    const versions = await readVersions(tx, rule)
    const standing = standingOf(versions)
    if (standing.newest === 0) return refused('not-found')
    const trippedAt = trippedSince((await readRuleRecords(tx))[id], standing.decided?.version)
    const impossible = whyNotChange(asked.what, standing, trippedAt) ?? whyNotYet(asked.what, standing, asked.waiver, now)
    if (impossible) return impossible
    if (asked.what === 'off' && isWatchRuleId(id) && versions.every(({ mode }) => mode !== 'live')) {
      await writeVersions(tx, scope, { rule, what: 'off', standing, reason: asked.reason, approval: null, now })
      return done({ approval: null })
    }
    const proposal: MoneyProposal = {
      kind: 'put_rule_in_force', subject: `rule:${id}`, asked: { what: asked.what, newest: standing.newest }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: await sheetOf(tx, rule, standing, asked, now),
    }
    const proposed = await propose(tx, proposal)
    return proposed.ok ? done({ approval: proposed.value }) : proposed
  })
}

async function sheetOf(tx: Tx, rule: Rule, standing: Standing, { what, waiver }: ProposeChange, now: Date): Promise<MoneyProposal['snapshot']> {
  const { decided, shadow } = standing
  const name = calledRule(rule.id, (shadow ?? decided)?.settings)
  const same = (text: string) => ({ ja: text, en: text })
  const facts: MoneyProposal['snapshot']['facts'] = [{ name: { ja: '変更', en: 'Change' }, value: changeWords[what] }]
  if (decided) facts.push({ name: { ja: `いまの版（第${decided.version}版）`, en: `Present version (${decided.version})` }, value: settingsInWords(rule, decided.settings) })
  if (what === 'promote' && shadow) {
    const days = daysInShadow(shadow, now)
    facts.push({ name: { ja: `新しい版（第${shadow.version}版）`, en: `New version (${shadow.version})` }, value: settingsInWords(rule, shadow.settings) })
    facts.push({ name: { ja: '試運転', en: 'In shadow' }, value: { ja: `${days}日`, en: `${days} days` } })
    if (waiver !== undefined) facts.push({ name: { ja: '試運転を省く理由', en: 'Why the days in shadow are waived' }, value: same(waiver) })
    const tried = await lastResultOf(tx, rule.id, shadow.settings)
    facts.push(...(tried ? tried.facts : [{ name: { ja: '効果の確認', en: 'Backtest' }, value: { ja: 'この内容ではまだ試していません。', en: 'Not tried with these settings.' } }]))
  }
  return {
    takenAt: now.toISOString(), about: { ja: `ルール「${name.ja}」`, en: `Rule “${name.en}”` }, amount: null, facts,
    consequences: [consequenceOf[what], { ja: `${momentInJapanese(now)}の内容です。あとから版が変わると、承認できません。`, en: 'It cannot be approved once another version has been saved.' }],
  }
}

const consequenceOf = {
  promote: { ja: '次の支払いから、新しい版で検知します。', en: 'From the next payment on the new version alerts.' },
  off: { ja: '次の支払いから、このルールは検知も記録もしません。', en: 'From the next payment on this rule neither alerts nor records.' },
  on: { ja: '次の支払いから、このルールで検知します。', en: 'From the next payment on this rule alerts.' },
  'to-shadow': { ja: '次の支払いから、記録だけを続け、検知は知らせません。', en: 'From the next payment on it only records, and alerts nobody.' },
  reset: { ja: '次の支払いから、このルールで検知します。また多すぎれば、自動で試運転に戻ります。', en: 'From the next payment on this rule alerts; if it floods again, it falls back by itself.' },
} as const
