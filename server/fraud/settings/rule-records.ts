import type { Tx } from '../../db/atomically.ts'
import { shadowKey, type RuleRecord, type RuleRecords } from '../dossiers/rule-record.ts'

/** How the rules have behaved, as the engine remembers it; nothing before it judged anything. */
export async function readRuleRecords(tx: Tx): Promise<RuleRecords> {
  const [known] = await tx.$queryRaw<{ there: boolean }[]>`SELECT to_regclass('public.dossiers') IS NOT NULL AS there`
  if (!known?.there) return {}
  const [row] = await tx.$queryRaw<{ dossier: RuleRecords }[]>`SELECT dossier FROM dossiers WHERE key = 'rules'`
  return row?.dossier ?? {}
}

/** Since when the breaker holds this version in shadow; null when it may alert. */
export function trippedSince(record: RuleRecord | undefined, version: number | undefined): Date | null {
  return record && record.trippedAt !== null && record.trippedVersion === version ? new Date(record.trippedAt) : null
}

export interface Counted {
  readonly days: number
  readonly asked: number
  readonly hits: number
  readonly notApplicable: number
  readonly errors: number
}

/** What a live rule, or one version of it in shadow, answered since a Japan day. Null when it was never asked. */
export function countedSince(records: RuleRecords, { rule, shadow }: { readonly rule: string; readonly shadow: number | null }, fromDay: number): Counted | null {
  const record = records[shadow === null ? rule : shadowKey(rule, shadow)]
  if (!record) return null
  const days = record.days.filter(({ day }) => day >= fromDay)
  const total = (of: 'asked' | 'hits' | 'notApplicable' | 'errors') => days.reduce((sum, one) => sum + one[of], 0)
  return { days: days.length, asked: total('asked'), hits: total('hits'), notApplicable: total('notApplicable'), errors: total('errors') }
}
