import type { Tx } from '../../db/atomically.ts'
import type { RuleMode } from '../evaluate.ts'
import type { Rule } from '../rule.ts'

/** One immutable version of a rule's settings. */
export interface Version {
  readonly version: number
  readonly mode: RuleMode
  readonly settings: unknown
  /** Null for version 1, which came with the programme. */
  readonly savedAt: Date | null
  readonly savedBy: string | null
  readonly reason: string | null
  readonly approvalId: string | null
}

/** What counts of a rule's versions. */
export interface Standing {
  /** The newest that two officers (or the programme) put in force or switched off; null for a watch that only ever ran in shadow. */
  readonly decided: Version | null
  /** The newest in shadow, when it is newer than that. */
  readonly shadow: Version | null
  /** The highest number there is. */
  readonly newest: number
}

/** Every version, oldest first, the defaults as version 1. Rules of the catalogue are live from the start, watches begin in shadow. */
export async function readVersions(tx: Tx, rule: Rule): Promise<Version[]> {
  const saved = await tx.ruleSettings.findMany({ where: { rule: rule.id }, orderBy: { version: 'asc' }, take: 1_000 })
  const versions: Version[] = saved.map(({ version, mode, settings, createdAt, savedBy, reason, approvalId }) => ({ version, mode, settings, savedAt: createdAt, savedBy, reason, approvalId }))
  if (rule.typology === 'watch' || versions[0]?.version === 1) return versions
  return [firstOf(rule), ...versions]
}

const firstOf = (rule: Rule): Version => ({ version: 1, mode: 'live', settings: rule.defaults, savedAt: null, savedBy: null, reason: null, approvalId: null })

export function standingOf(versions: readonly Version[]): Standing {
  const decided = versions.findLast(({ mode }) => mode !== 'shadow') ?? null
  const shadow = versions.findLast(({ mode, version }) => mode === 'shadow' && version > (decided?.version ?? 0)) ?? null
  return { decided, shadow, newest: versions.at(-1)?.version ?? 0 }
}

/** What counts of every rule that was ever saved, by its id. */
export async function readStandings(tx: Tx): Promise<(rule: Rule) => Standing> {
  const newest = await tx.$queryRaw<{ rule: string; version: number; mode: RuleMode; settings: unknown; created_at: Date }[]>`
    SELECT DISTINCT ON (rule, mode = 'shadow') rule, version, mode::text AS mode, settings, created_at FROM rule_settings ORDER BY rule, mode = 'shadow', version DESC`
  return (rule) => {
    const saved = newest.filter((one) => one.rule === rule.id).sort((a, b) => a.version - b.version)
    const versions: Version[] = saved.map(({ version, mode, settings, created_at: savedAt }) => ({ version, mode, settings, savedAt, savedBy: null, reason: null, approvalId: null }))
    const first = rule.typology === 'watch' || versions.some(({ mode }) => mode !== 'shadow') ? [] : [firstOf(rule)]
    return standingOf([...first, ...versions])
  }
}

/** Two officers who save at the same moment take turns, so that each writes a version of its own. */
export async function holdRule(tx: Tx, rule: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rule:${rule}`}, 0))::text`
}

/** Days for which a version should have run in shadow before it alerts; two officers may waive it and say why. */
export const shadowDays = 7

export const daysInShadow = ({ savedAt }: Version, now: Date): number => (savedAt === null ? 0 : Math.floor((now.getTime() - savedAt.getTime()) / 86_400_000))
