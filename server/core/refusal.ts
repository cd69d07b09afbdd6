import type { RefusalReason } from './refusal-words.ts'

/** An expected no. It is returned, never thrown; an exception means a bug or an outage. */
export interface Refusal {
  readonly ok: false
  readonly reason: RefusalReason
  /** Values for the blanks of the reason's sentence, already safe to show to whoever asked. */
  readonly facts: Readonly<Record<string, string>>
}

export interface Done<T> {
  readonly ok: true
  readonly value: T
}

export type Answer<T> = Done<T> | Refusal

export const done = <T>(value: T): Done<T> => ({ ok: true, value })

export const refused = (reason: RefusalReason, facts: Readonly<Record<string, string>> = {}): Refusal => ({
  ok: false,
  reason,
  facts,
})

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'reason' in answer

export type { RefusalReason } from './refusal-words.ts'
