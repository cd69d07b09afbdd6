import type { AlertDecision } from '../judge.ts'

/** An alert as replays write it, one JSON object a line. Joined payments are not told again, so they make no line. */
export const alertLine = ({ rule, typology, version, urgency, subject, payments, at, found, act }: AlertDecision): string =>
  JSON.stringify({
    rule, urgency, subject, payments, raisedAt: inJapan(at), because: found.sentence.ja, typology, version,
    ...(act === 'escalate' ? { escalates: true } : {}), facts: found.facts,
  })

const offset = 9 * 3_600_000
/** 2026-05-04T07:02:13.684+09:00 */
const inJapan = (at: number): string => `${new Date(at + offset).toISOString().slice(0, -1)}+09:00`
