import { ruleNameOf } from '../../cases/alerts/alert.ts'
import { calledOfficers } from '../../cases/clocks/officers-called.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { dayOf, hourOf } from '../../core/time.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { say } from '../../line/say.ts'
import { healthOf, type RuleHealth } from '../health.ts'
import { readRuleRecords } from './rule-records.ts'
import { rulesInForce } from './rules-in-force.ts'

/** Nobody is woken because a rule is quiet. Hour of the day in Japan. */
const fromHour = 9

export const healthIsKnown = ({ clock }: Context): Sql | null => (hourOf(clock.now()) < fromHour ? null : sql`SELECT 1 FROM dossiers WHERE key = 'rules'`)

/**
 * 検知の健全性: officers read in LINE that a live rule floods (once a day) or has fallen silent (once for each silence). Rules
 * that fail or that the breaker stopped were told in the turn that found out.
 */
export async function tellOfHealth(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  if (hourOf(now) < fromHour) return
  await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    const records = await readRuleRecords(tx)
    const unwell = (await rulesInForce(tx)).flatMap(({ rule: { id }, version, mode }) => {
      const record = records[id]
      if (mode !== 'live' || !record || record.trippedVersion === version) return []
      const health = healthOf(record, { at: now.getTime(), version })
      return health.state === 'flooding' || health.state === 'silent' ? [{ id, version, health, since: lastHitOf(now, health) }] : []
    })
    if (unwell.length === 0) return
    const officers = await calledOfficers(tx, now)
    for (const { id: rule, version, health, since } of unwell) {
      const fact = `rule-${health.state}:${rule}@${version}:${health.state === 'silent' ? since : dayOf(now)}`
      for (const { id, lineUserId } of officers) await say(tx, { lineUserId, kind: 'rule', fact: `${fact}:officer:${id}`, messages: [healthMessage(ctx.config, rule, health)], now })
    }
  })
}

/** The day of the last hit names a silence: it stays the same however long it lasts. */
const lastHitOf = (now: Date, { daysSinceHit }: RuleHealth): string => dayOf(new Date(now.getTime() - (daysSinceHit ?? 0) * 86_400_000))

function healthMessage(config: Config, rule: string, { state, sentence }: RuleHealth): LineMessageJson {
  const title = state === 'flooding' ? '検知が急に増えています' : '検知が止まっています'
  return flexCard({ altText: title, tone: 'attention', label: '検知ルール', title, rows: [`「${ruleNameOf(rule).ja}」`, sentence.ja], buttons: [{ label: 'ルールを見る', url: liffUrl(config, `/office/rules/${rule}`) }] })
}
