import { typologies } from '../../cases/alerts/typology.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { allRules } from '../rules/all.ts'
import type { Rule } from '../rule.ts'
import type { RuleRecords } from '../dossiers/rule-record.ts'
import { isWatchRuleId, watchRule } from '../watch/watch-rule.ts'
import { calledRule } from './catalogue.ts'
import { stateOf } from './change.ts'
import type { RuleList, RuleSeen } from './contract.ts'
import { flagsOf } from './flags.ts'
import { readFigures, type RuleFigures } from './rule-figures.ts'
import { readRuleRecords, trippedSince } from './rule-records.ts'
import { readStandings, type Standing } from './versions.ts'

/** Every rule of the catalogue, and after them the watches that officers made. */
export function listRules(ctx: Context, scope: OfficerScope): Promise<RuleList> {
  return ctx.db.atomically(scope, async (tx) => {
    const watches = await watchesOf(tx)
    const [standings, records, figures] = [await readStandings(tx), await readRuleRecords(tx), await readFigures(tx, ctx.clock.now())]
    return { items: [...allRules, ...watches].map((rule) => ruleSeen(rule, { standing: standings(rule), records, figures: figures(rule.id) })) }
  })
}

async function watchesOf(tx: Tx): Promise<Rule[]> {
  const rows = await tx.ruleSettings.findMany({ where: { rule: { startsWith: 'watch-' } }, distinct: ['rule'], select: { rule: true }, take: 200 })
  const ids = rows.map(({ rule }) => rule).filter(isWatchRuleId)
  return ids.sort((a, b) => Number(a.slice(6)) - Number(b.slice(6))).map(watchRule)
}

interface Known {
  readonly standing: Standing
  readonly records: RuleRecords
  readonly figures: RuleFigures
}

export function ruleSeen(rule: Rule, { standing, records, figures: { days, precision } }: Known): RuleSeen {
  const { decided, shadow } = standing
  const record = records[rule.id]
  const state = stateOf(standing, trippedSince(record, decided?.version))
  const broken = [decided, shadow].some((version) => version && version.mode !== 'off' && !rule.settings.safeParse(version.settings).success)
  return {
    id: rule.id, name: calledRule(rule.id, (shadow ?? decided)?.settings), typology: typologies[rule.typology], custom: isWatchRuleId(rule.id), state,
    version: decided?.version ?? shadow?.version ?? 0, shadowVersion: shadow?.version ?? null, days: [...days], precision,
    flags: flagsOf({ days: days.map(({ alerts }) => alerts), daysAsked: record?.days.filter(({ asked }) => asked > 0).length ?? 0, precision, broken, alerts: state === 'live' }),
  }
}
