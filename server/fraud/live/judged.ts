import { subjectKey } from '../../cases/subject.ts'
import type { Judgement } from '../judge.ts'

/** What of a judgement is kept in the log: every answer but a plain no, what was decided, and rules that fell into shadow. */
export interface Judged {
  readonly results?: readonly JudgedResult[]
  readonly decisions?: readonly JudgedDecision[]
  readonly tripped?: readonly string[]
}

interface JudgedResult {
  readonly rule: string
  readonly version: number
  readonly result: string
  readonly shadow?: true
  readonly missing?: string
  readonly fault?: string
  readonly subject?: string
  readonly points?: number
}

interface JudgedDecision {
  readonly act: string
  readonly window: string
  readonly urgency: string
  readonly rule: string
  readonly version: number
  readonly added: readonly string[]
}

/** The same judgement is the same text, so that a replay can be compared with what was live. */
export function judgedOf({ results, decisions, tripped }: Judgement): Judged {
  const told = results.filter(({ result }) => result !== 'no').map(({ found, ...answer }): JudgedResult => ({ ...answer, ...(found ? { subject: subjectKey(found.subject), points: found.points } : {}) }))
  return {
    ...(told.length > 0 ? { results: told } : {}),
    ...(decisions.length > 0 ? { decisions: decisions.map(({ act, window, urgency, rule, version, added }) => ({ act, window, urgency, rule, version, added })) } : {}),
    ...(tripped.length > 0 ? { tripped } : {}),
  }
}
