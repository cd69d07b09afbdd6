import type { WatchParts } from '../../../../server/fraud/settings/contract.ts'

/** A condition as it is typed; which of the three values counts follows from the comparison. */
export interface DraftCondition {
  readonly fact: string
  readonly operator: string
  readonly value: string
  readonly to: string
  readonly yes: boolean
}

export interface Draft {
  readonly title: string
  readonly about: 'customer' | 'store'
  readonly urgency: 'immediate' | 'daily' | 'monthly'
  readonly match: 'all' | 'any'
  readonly conditions: readonly DraftCondition[]
}

export const newCondition = (): DraftCondition => ({ fact: 'amount', operator: 'at-least', value: '', to: '', yes: true })
export const newDraft = (): Draft => ({ title: '', about: 'customer', urgency: 'daily', match: 'all', conditions: [newCondition()] })

/** What is saved, as it can be typed again. */
export function draftOf(settings: Readonly<Record<string, unknown>>): Draft {
  const { title, about, urgency, match, conditions } = settings
  const one = (kept: unknown): DraftCondition => {
    const { fact, operator, value } = kept as { fact: string; operator: string; value: unknown }
    const between = operator === 'between' && Array.isArray(value)
    const text = between ? String(value[0]) : Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? '' : String(value)
    return { fact, operator, value: text, to: between ? String(value[1]) : '', yes: value !== false }
  }
  return {
    title: typeof title === 'string' ? title : '', about: about === 'store' ? 'store' : 'customer', urgency: urgency === 'immediate' || urgency === 'monthly' ? urgency : 'daily',
    match: match === 'any' ? 'any' : 'all', conditions: Array.isArray(conditions) ? conditions.map(one) : [newCondition()],
  }
}

/** The settings that are sent; null while something is missing. */
export function settingsOf(draft: Draft, parts: WatchParts): Readonly<Record<string, unknown>> | null {
  const conditions = draft.conditions.map((one) => conditionOf(one, parts))
  if (draft.title.trim() === '' || conditions.length === 0 || conditions.some((one) => one === null)) return null
  return { title: draft.title.trim(), about: draft.about, urgency: draft.urgency, match: draft.match, conditions }
}

function conditionOf(draft: DraftCondition, { facts, operators }: WatchParts): object | null {
  const kind = facts.find(({ id }) => id === draft.fact)?.kind
  const takes = operators.find(({ id }) => id === draft.operator)?.takes
  const value = valueOf(draft, kind, takes)
  return value === null ? null : { fact: draft.fact, operator: draft.operator, value }
}

function valueOf({ value, to, yes }: DraftCondition, kind: string | undefined, takes: string | undefined): unknown {
  if (kind === 'yes-no') return yes
  if (takes === 'list') {
    const words = value.split(/[、,]/).map((word) => word.trim()).filter((word) => word !== '')
    return words.length === 0 ? null : words
  }
  if (kind === 'words') return value.trim() === '' ? null : value.trim()
  const number = numberOf(value)
  if (takes !== 'two-numbers') return number
  const second = numberOf(to)
  return number === null || second === null || number > second ? null : [number, second]
}

function numberOf(typed: string): number | null {
  const written = typed.normalize('NFKC').replaceAll(',', '').trim()
  const number = Number(written)
  return written === '' || !Number.isFinite(number) ? null : number
}
