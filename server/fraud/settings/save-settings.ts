import { whyNotPropose } from '../../approval/approval.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { canonicalJson } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { isWatchRuleId, watchRule, watchRuleId } from '../watch/watch-rule.ts'
import type { Rule } from '../rule.ts'
import { whatIsWrong } from './blanks.ts'
import { ruleOf } from './catalogue.ts'
import { holdRule, readVersions, standingOf } from './versions.ts'

interface Asked {
  readonly settings: Readonly<Record<string, unknown>>
  readonly reason: string
}

/**
 * Saves settings as the next version, in shadow beside what counts. One officer may: nobody is alerted by it until two
 * promote it. Refuses `rule-settings-wrong` with the setting, and `rule-unchanged` for what the newest version says already.
 */
export function saveSettings(ctx: Context, scope: OfficerScope, id: string, asked: Asked): Promise<Answer<{ readonly version: number }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ readonly version: number }>>(scope, async (tx) => {
    const rule = ruleOf(id)
    if (!rule) return refused('not-found')
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (no) return no
    await holdRule(tx, id)
    if (isWatchRuleId(id) && (await readVersions(tx, rule)).length === 0) return refused('not-found')
    return save(tx, scope, rule, asked, now)
  })
}

/** A new watch, from conditions that officers put together; in shadow, like every other version. */
export function makeWatchRule(ctx: Context, scope: OfficerScope, asked: Asked): Promise<Answer<{ readonly rule: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ readonly rule: string }>>(scope, async (tx) => {
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (no) return no
    const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('watch_rule_numbers') AS n`
    const rule = watchRule(watchRuleId(next?.n ?? 0n))
    const saved = await save(tx, scope, rule, asked, now)
    return saved.ok ? done({ rule: rule.id }) : saved
  })
}

async function save(tx: Tx, scope: OfficerScope, rule: Rule, { settings, reason }: Asked, now: Date): Promise<Answer<{ readonly version: number }>> {
  const wrong = whatIsWrong(rule, settings)
  if (wrong) return refused('rule-settings-wrong', { field: wrong.ja, fieldEn: wrong.en })
  const fixed = rule.settings.parse(settings)
  const { decided, shadow, newest } = standingOf(await readVersions(tx, rule))
  const before = shadow ?? decided
  if (before && canonicalJson(before.settings) === canonicalJson(fixed)) return refused('rule-unchanged', { version: String(before.version) })
  const version = newest + 1
  await tx.ruleSettings.createMany({ data: [{ rule: rule.id, version, mode: 'shadow', settings: JSON.parse(JSON.stringify(fixed)) as object, createdAt: now, savedBy: scope.officerId, reason }] })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'rule.save', objectKind: 'rule', objectId: rule.id,
    details: { version, mode: 'shadow', reason, settings: canonicalJson(fixed) }, now,
  })
  return done({ version })
}
