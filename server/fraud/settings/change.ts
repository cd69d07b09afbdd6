import { refused, type Refusal } from '../../core/refusal.ts'
import type { Sentence } from '../../approval/contract.ts'
import type { RuleChange, RuleState } from './contract.ts'
import { daysInShadow, shadowDays, type Standing, type Version } from './versions.ts'

/** Where a rule stands, as officers say it. */
export function stateOf({ decided, shadow }: Standing, trippedAt: Date | null): RuleState {
  if (decided === null) return shadow ? 'shadow' : 'off'
  if (decided.mode === 'off') return 'off'
  return trippedAt ? 'tripped' : 'live'
}

export const stateWords: Readonly<Record<RuleState, Sentence>> = {
  live: { ja: '本番', en: 'live' },
  shadow: { ja: '試運転', en: 'in shadow' },
  off: { ja: '停止', en: 'off' },
  tripped: { ja: '自動で試運転', en: 'put in shadow by itself' },
}

export const changeWords: Readonly<Record<RuleChange, Sentence>> = {
  promote: { ja: '試運転の版を本番にする', en: 'Put the version in shadow in force' },
  off: { ja: 'ルールを止める', en: 'Switch the rule off' },
  on: { ja: '止めたルールを本番に戻す', en: 'Put the rule in force again' },
  'to-shadow': { ja: '本番から試運転に戻す', en: 'Take it back into shadow' },
  reset: { ja: '自動で止まったルールを本番に戻す', en: 'Put the tripped rule in force again' },
}

/** Why this change is not possible as the rule stands; null when it is. */
export function whyNotChange(what: RuleChange, standing: Standing, trippedAt: Date | null): Refusal | null {
  const state = stateOf(standing, trippedAt)
  const wrong = refused('not-in-this-state', { state: stateWords[state].ja, stateEn: stateWords[state].en })
  switch (what) {
    case 'promote': return standing.shadow ? null : refused('shadow-missing')
    case 'off': return state === 'off' ? wrong : null
    case 'on': return standing.decided?.mode === 'off' ? null : wrong
    case 'to-shadow': return standing.decided?.mode === 'live' ? null : wrong
    case 'reset': return state === 'tripped' ? null : wrong
  }
}

/** Too short a time in shadow asks for a reason why it is waived. */
export function whyNotYet(what: RuleChange, { shadow }: Standing, waiver: string | undefined, now: Date): Refusal | null {
  if (what !== 'promote' || !shadow || waiver !== undefined) return null
  const days = daysInShadow(shadow, now)
  return days >= shadowDays ? null : refused('shadow-too-short', { days: String(days) })
}

export interface NextVersion {
  readonly mode: 'live' | 'shadow' | 'off'
  readonly settings: unknown
}

/** The versions that a change writes, in order. */
export function versionsAfter(what: RuleChange, { decided, shadow }: Standing): NextVersion[] {
  const settings = (of: Version | null) => {
    if (!of) throw new Error(`${what} without a version to go by`)
    return of.settings
  }
  switch (what) {
    case 'promote': return [{ mode: 'live', settings: settings(shadow) }]
    case 'off': return [{ mode: 'off', settings: settings(decided ?? shadow) }]
    case 'on':
    case 'reset': return [{ mode: 'live', settings: settings(decided) }]
    case 'to-shadow': return [{ mode: 'off', settings: settings(decided) }, { mode: 'shadow', settings: settings(decided) }]
  }
}
