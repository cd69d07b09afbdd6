import { day } from './dossiers/moments.ts'
import { alertPoints } from './gathering.ts'

type Verdicts = readonly { readonly at: number; readonly outcome: 'fraud' | 'genuine' }[]

/** How long what people found out about a subject counts. Days. */
const remembered = 90
/** One check that ended well may have been about anything; from the second on the rules are wrong about this subject. */
const doubted = 2

/**
 * The points of a hit after what fact checks found out about its subject. Confirmed fraud makes weak signs enough. Checks
 * that ended well make them less, by up to a half; a hit that is enough by itself stays so until the second of them.
 */
export function weighed(points: number, verdicts: Verdicts, at: number): number {
  const recent = verdicts.filter((verdict) => verdict.at >= at - remembered * day)
  const fraud = recent.filter(({ outcome }) => outcome === 'fraud').length
  const genuine = recent.length - fraud
  if (fraud > 0) return points * Math.min(1.5, 1.25 + 0.05 * fraud)
  const less = points * Math.max(0.5, 1 - 0.15 * genuine)
  return genuine < doubted && points >= alertPoints ? Math.max(alertPoints, less) : less
}
