import { day } from './dossiers/moments.ts'

/**
 * What people found out about a subject weighs on its next signals: confirmed fraud makes weak signs enough, and checks that
 * ended well make them less. Between a half and one and a half, and nothing older than 90 days counts.
 */
export function weightOf(verdicts: readonly { readonly at: number; readonly outcome: 'fraud' | 'genuine' }[], at: number): number {
  const recent = verdicts.filter((verdict) => verdict.at >= at - 90 * day)
  const fraud = recent.filter(({ outcome }) => outcome === 'fraud').length
  const genuine = recent.length - fraud
  if (fraud > 0) return Math.min(1.5, 1.25 + 0.05 * fraud)
  return Math.max(0.5, 1 - 0.15 * genuine)
}
