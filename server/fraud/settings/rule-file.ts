import { whyNotPropose } from '../../approval/approval.ts'
import { officerNames } from '../../cases/file/case-file.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { dayNumber } from '../dossiers/moments.ts'
import type { RuleRecords } from '../dossiers/rule-record.ts'
import type { Rule } from '../rule.ts'
import { newestBacktest } from './backtest/backtest-seen.ts'
import { blanksOf } from './blanks.ts'
import { ruleOf } from './catalogue.ts'
import { changeWords, whyNotChange } from './change.ts'
import { ruleChange, settingsSent, type RuleFile, type VersionSeen } from './contract.ts'
import { ordersSeen } from './orders/order-list.ts'
import { readFigures } from './rule-figures.ts'
import { ruleSeen } from './rule-list.ts'
import { countedSince, readRuleRecords, trippedSince } from './rule-records.ts'
import { settingsInWords } from './settings-in-words.ts'
import { daysInShadow, readVersions, shadowDays, standingOf, type Standing, type Version } from './versions.ts'

/** One rule: its sentence, its versions, how it behaves, and what this officer may do with it. */
export function readRule(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<RuleFile>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<RuleFile>>(scope, async (tx) => {
    const rule = ruleOf(id)
    const versions = rule ? await readVersions(tx, rule) : []
    if (!rule || versions.length === 0) return refused('not-found')
    const standing = standingOf(versions)
    const records = await readRuleRecords(tx)
    const trippedAt = trippedSince(records[id], standing.decided?.version)
    const pending = await tx.approval.findFirst({ where: { subject: `rule:${id}`, kind: 'put_rule_in_force', state: 'proposed' }, select: { id: true, number: true } })
    const nobody = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    const waiting = pending && refused('proposal-pending', { number: pending.number })
    return done({
      rule: ruleSeen(rule, { standing, records, figures: (await readFigures(tx, now))(id) }),
      asks: rule.asks, blanks: rule.typology === 'watch' ? [] : blanksOf(rule), versions: await versionsSeen(tx, rule, versions),
      decided: standing.decided?.version ?? null, shadow: standing.shadow?.version ?? null, daysInShadow: standing.shadow && daysInShadow(standing.shadow, now), shadowDaysWanted: shadowDays,
      trippedAt: trippedAt?.toISOString() ?? null, comparison: comparisonOf(id, standing, records), orders: await ordersSeen(tx, scope, id, now),
      backtest: await newestBacktest(tx, id), busyBacktest: await tx.backtest.findFirst({ where: { state: { in: ['waiting', 'running'] } }, select: { id: true, rule: true } }),
      pending, saveDisabled: explained(nobody),
      changes: ruleChange.options.filter((what) => whyNotChange(what, standing, trippedAt) === null).map((what) => ({ what, says: changeWords[what], disabled: explained(nobody ?? waiting) })),
    })
  })
}

/** The version in shadow and the live one beside it, over the days since the former was saved. */
function comparisonOf(rule: string, { decided, shadow }: Standing, records: RuleRecords): RuleFile['comparison'] {
  if (!shadow) return null
  const from = shadow.savedAt ? dayNumber(shadow.savedAt.getTime()) : 0
  const nothing = { days: 0, asked: 0, hits: 0, notApplicable: 0, errors: 0 }
  const live = decided?.mode === 'live' ? { version: decided.version, ...(countedSince(records, { rule, shadow: null }, from) ?? nothing) } : null
  return { live, shadow: { version: shadow.version, ...(countedSince(records, { rule, shadow: shadow.version }, from) ?? nothing) } }
}

const shownMax = 30

async function versionsSeen(tx: Tx, rule: Rule, versions: readonly Version[]): Promise<VersionSeen[]> {
  const names = await officerNames(tx)
  const shown = versions.slice(-shownMax).reverse()
  const approvals = await tx.approval.findMany({ where: { id: { in: shown.flatMap(({ approvalId }) => approvalId ?? []) } }, select: { id: true, number: true, proposedBy: true } })
  return shown.map(({ version, mode, settings, savedAt, savedBy, reason, approvalId }) => {
    const approval = approvals.find(({ id }) => id === approvalId)
    const by = [approval?.proposedBy, savedBy].flatMap((id) => (id ? (names.get(id) ?? []) : []))
    return {
      version, mode, settings: settingsSent.catch({}).parse(settings), says: settingsInWords(rule, settings), savedAt: savedAt?.toISOString() ?? null,
      by: by.length === 0 ? null : by.join('・'), approval: approval ? { id: approval.id, number: approval.number } : null, reason, fits: rule.settings.safeParse(settings).success,
    }
  })
}
