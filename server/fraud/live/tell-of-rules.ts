import { ruleNameOf } from '../../cases/alerts/alert.ts'
import { calledOfficers } from '../../cases/clocks/officers-called.ts'
import type { Config } from '../../config.ts'
import { dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { say } from '../../line/say.ts'
import type { Judgement } from '../judge.ts'

/** What became of a rule: it alerted too much and fell into shadow, or it threw. */
interface RuleNews {
  readonly rule: string
  readonly version: number
  readonly what: 'tripped' | 'failed'
}

/**
 * Tells officers in LINE about rules that can no longer be trusted, in the turn that found out: once per version that falls
 * into shadow, and once a day for one that fails, however many payments it fails on.
 */
export async function tellOfRules(tx: Tx, config: Config, judgements: readonly Judgement[], now: Date): Promise<void> {
  const news = newsOf(judgements)
  if (news.size === 0) return
  const officers = await calledOfficers(tx, now)
  for (const one of news.values()) {
    const fact = `rule-${one.what}:${one.rule}@${one.version}${one.what === 'failed' ? `:${dayOf(now)}` : ''}`
    for (const { id, lineUserId } of officers) await say(tx, { lineUserId, kind: 'rule', fact: `${fact}:officer:${id}`, messages: [ruleMessage(config, one)], now })
  }
}

function newsOf(judgements: readonly Judgement[]): Map<string, RuleNews> {
  const news = new Map<string, RuleNews>()
  for (const { results, tripped } of judgements) {
    for (const { rule, version, result } of results) {
      if (result === 'rule-error') news.set(`failed:${rule}@${version}`, { rule, version, what: 'failed' })
      else if (tripped.includes(rule)) news.set(`tripped:${rule}@${version}`, { rule, version, what: 'tripped' })
    }
  }
  return news
}

function ruleMessage(config: Config, { rule, version, what }: RuleNews): LineMessageJson {
  const name = `「${ruleNameOf(rule).ja}」（第${version}版）`
  const rows = what === 'tripped'
    ? [name, '検知が多すぎるため、自動で試運転に戻しました。記録は続きますが、通知はされません。', '内容を確かめ、職員2名で本番に戻してください。']
    : [name, '判定に失敗しました。支払いはそのまま成立し、ほかのルールは動いています。', '設定を確かめてください。']
  const title = what === 'tripped' ? '検知ルールを試運転に戻しました' : '検知ルールが動いていません'
  return flexCard({ altText: title, tone: 'attention', label: '検知ルール', title, rows, buttons: [{ label: 'ルールを見る', url: liffUrl(config, `/office/rules/${rule}`) }] })
}
