import { fillBlanks, refusalWords } from '../../../core/refusal-words.ts'
import type { Refusal } from '../../../core/refusal.ts'

/** Whether a button works, and what it says when it does not. */
export function may(no: Refusal | null): { allowed: boolean; ja: string | null; en: string | null } {
  if (!no) return { allowed: true, ja: null, en: null }
  const { ja, en } = refusalWords[no.reason]
  return { allowed: false, ja: fillBlanks(ja, no.facts), en: fillBlanks(en, no.facts) }
}
