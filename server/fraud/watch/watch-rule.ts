import { z } from 'zod'
import type { WatchRuleId } from '../../cases/alerts/alert.ts'
import { hit, no, notApplicable, type Finding, type Rule } from '../rule.ts'
import type { PaymentFacts } from '../facts.ts'
import { ask, operators, watchSettings, type Condition, type WatchSettings } from './conditions.ts'
import { isWatchFact, watchFacts, type WatchFact } from './facts.ts'

export const watchRuleId = (number: bigint | number): WatchRuleId => `watch-${number}`
export const isWatchRuleId = (id: string): id is WatchRuleId => /^watch-\d{1,9}$/.test(id)

/** 個別の監視条件: a rule that officers put together from the closed list of facts. Its settings are its conditions. */
export const watchRule = (id: WatchRuleId): Rule => ({
  id,
  typology: 'watch',
  on: ['payment'],
  asks: { ja: '職員が組み立てた条件に当てはまる支払い', en: 'A payment that meets conditions put together by officers' },
  settings: watchSettings,
  defaults: {},
  pairs: false,
  withSettings: (given) => {
    const fixed = watchSettings.parse(given)
    const thresholds = new Map(fixed.conditions.flatMap((one) => (isWatchFact(one.fact) ? [[one, wanted(watchFacts[one.fact], one).ja] as const] : [])))
    return (facts) => (facts.kind === 'payment' ? detect(facts, fixed, thresholds) : no)
  },
})

function detect(facts: PaymentFacts, settings: WatchSettings, thresholds: ReadonlyMap<Condition, string>): Finding {
  const outcome = ask(settings, facts)
  if (outcome.result === 'no') return no
  if (outcome.result === 'not_applicable') return notApplicable(outcome.missing)
  const { payment } = facts
  const told = outcome.answered.map(({ condition, fact, value, answer }) => ({ condition, fact, value, met: answer === true, ...shown(fact, value) }))
  const met = told.filter((one) => one.met)
  return hit({
    subject: settings.about === 'customer' ? { kind: 'customer', id: payment.customerId } : { kind: 'store', id: payment.storeId },
    points: 100,
    urgency: settings.urgency,
    sentence: {
      ja: `監視条件「${settings.title}」に当てはまる支払いがありました（${met.map(({ fact, ja }) => `${fact.ja} ${ja}`).join('、')}）。`,
      en: `A payment met the watch “${settings.title}” (${met.map(({ fact, en }) => `${fact.en}: ${en}`).join(', ')}).`,
    },
    brief: `監視条件「${settings.title}」に当てはまる支払いがありました。`,
    figures: told.map(({ fact, condition, ja }) => ({ ja: fact.ja, en: fact.en, value: ja, threshold: thresholds.get(condition) ?? '' })),
    payments: [payment],
    facts: Object.fromEntries(told.map(({ condition, value }) => [condition.fact, value])),
  })
}

const units: Readonly<Record<NonNullable<WatchFact['unit']>, { readonly ja: string; readonly en: string }>> = {
  yen: { ja: '円', en: ' yen' }, times: { ja: '', en: '' }, hours: { ja: '時間', en: ' hours' }, minutes: { ja: '分', en: ' minutes' }, days: { ja: '日', en: ' days' },
  percent: { ja: '%', en: '%' }, people: { ja: '人', en: ' people' }, kilometres: { ja: 'km', en: ' km' }, 'o-clock': { ja: '時', en: ':00' }, ratio: { ja: '倍', en: ' times' },
}

/** Made once: a format of its own for each figure would cost more than all the rest of a rule. */
const inDigits = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

function shown({ unit }: WatchFact, value: number | string | boolean | null): { ja: string; en: string } {
  if (value === null) return { ja: '判定できません', en: 'unknown' }
  if (typeof value === 'boolean') return value ? { ja: 'はい', en: 'yes' } : { ja: 'いいえ', en: 'no' }
  if (typeof value === 'string') return { ja: value, en: value }
  const digits = inDigits.format(value)
  const of = unit ? units[unit] : { ja: '', en: '' }
  return { ja: `${digits}${of.ja}`, en: `${digits}${of.en}` }
}

/** A condition as it is read: 「10,000円以上」. */
export function wanted(fact: WatchFact, { operator, value }: Condition): { ja: string; en: string } {
  const values = (Array.isArray(value) ? value : [value]).map((one) => shown(fact, one))
  const joiner = operator === 'between' ? { ja: '〜', en: ' and ' } : { ja: '・', en: ', ' }
  return {
    ja: `${values.map(({ ja }) => ja).join(joiner.ja)}${operators[operator].ja}`,
    en: `${operators[operator].en} ${values.map(({ en }) => en).join(joiner.en)}`,
  }
}

/** The title that officers gave it; its number when the settings can't be read. */
export function watchTitle(id: string, settings: unknown): { ja: string; en: string } {
  const title = z.object({ title: z.string() }).safeParse(settings)
  return title.success ? { ja: title.data.title, en: title.data.title } : { ja: id, en: id }
}
