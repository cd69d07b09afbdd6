import { parse } from '@marcbachmann/cel-js'
import { Engine } from 'json-rules-engine'
import { z } from 'zod'
import type { PaymentFacts } from '../../../server/fraud/facts.ts'
import { standing } from '../../../server/fraud/dossiers/customer.ts'
import { since } from '../../../server/fraud/dossiers/lists.ts'
import { hourOfDay } from '../../../server/fraud/dossiers/moments.ts'
import { defineRule, hit, no, notApplicable } from '../../../server/fraud/rule.ts'
import { isWatchFact, watchFacts } from '../../../server/fraud/watch/facts.ts'
import { watchRule } from '../../../server/fraud/watch/watch-rule.ts'

/** The same rule four times: ten conditions about one payment, all of which must hold. The last decides in about half of the cases. */
const conditions = [
  { fact: 'payments-24h', operator: 'at-least', value: 1 }, { fact: 'payments-24h', operator: 'at-most', value: 500 }, { fact: 'stores-24h', operator: 'at-least', value: 1 },
  { fact: 'paid-24h', operator: 'more-than', value: 10 }, { fact: 'people-on-device', operator: 'at-most', value: 3 }, { fact: 'hour-of-day', operator: 'between', value: [0, 23] },
  { fact: 'mode', operator: 'one-of', value: ['poster', 'code'] }, { fact: 'confirmed-before', operator: 'equals', value: 0 }, { fact: 'days-here', operator: 'at-least', value: 0 },
  { fact: 'amount', operator: 'at-least', value: 3_200 },
]

export interface Contender {
  readonly name: string
  /** Whether the rule hits. */
  readonly asks: (given: Given) => boolean | Promise<boolean>
}

/** A payment's facts as our rules get them, and the ten values by themselves, for engines that are handed what we have to read. */
export interface Given {
  readonly facts: PaymentFacts
  readonly values: Readonly<Record<string, unknown>>
}

export const given = (facts: PaymentFacts): Given => ({
  facts,
  values: valuesOf(facts),
})

const valuesOf = (facts: PaymentFacts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(conditions.flatMap(({ fact }) => (isWatchFact(fact) ? [[fact.replaceAll('-', '_'), watchFacts[fact].read(facts)]] : [])))

const settings = z.object({ amount: z.number().int().meta({ ja: '金額', en: 'Amount', unit: 'yen' }) })

/** As our rules are written: typed, and with everything that an alert needs in order to explain itself. */
const typed = defineRule({
  id: 'velocity', typology: 'watch', on: ['payment'], asks: { ja: '{amount}円以上', en: 'At least ¥{amount}' }, settings, defaults: { amount: 3_200 },
  detect: ({ payment, customer, device, pair }, { amount }) => {
    if (device === null) return notApplicable('端末')
    const day = standing(since(customer.payments, payment.at - 86_400_000))
    const stores = new Set([...day.map(({ storeId }) => storeId), payment.storeId]).size
    const paid = day.reduce((sum, one) => sum + one.amount, payment.amount)
    const confirmed = customer.marks.verdicts.filter(({ at, outcome }) => outcome === 'fraud' && at >= payment.at - 90 * 86_400_000).length
    const hourNow = hourOfDay(payment.at)
    const usual = day.length + 1 >= 1 && day.length + 1 <= 500 && stores >= 1 && paid > 10 && Math.max(1, device.customers.length) <= 3 && hourNow >= 0 && hourNow <= 23
    if (!usual || !['poster', 'code'].includes(payment.mode) || confirmed !== 0 || pair.days.length < 0 || payment.amount < amount) return no
    return hit({
      subject: { kind: 'customer', id: payment.customerId }, points: 100, urgency: 'daily',
      sentence: { ja: `1日に${day.length + 1}回、合計${paid}円を支払いました（基準：${amount}円以上）。`, en: `Paid ${day.length + 1} times, ¥${paid} in total (threshold: ¥${amount}).` },
      brief: `1日に${day.length + 1}回支払いました。`, figures: [{ ja: '金額', en: 'Amount', value: `${payment.amount}円`, threshold: `${amount}円以上` }], payments: [payment], facts: { paid, stores },
    })
  },
})

const jsonOperators: Readonly<Record<string, string>> = { 'at-least': 'greaterThanInclusive', 'at-most': 'lessThanInclusive', 'more-than': 'greaterThan', 'one-of': 'in', equals: 'equal', between: 'between' }

function jsonRulesEngine(): Engine {
  const engine = new Engine()
  engine.addOperator('between', (value: number, [low, high]: [number, number]) => value >= low && value <= high)
  const all = conditions.map(({ fact, operator, value }) => ({ fact: fact.replaceAll('-', '_'), operator: jsonOperators[operator] ?? '', value }))
  engine.addRule({ conditions: { all }, event: { type: 'hit' } })
  return engine
}

const cel = `payments_24h >= 1.0 && payments_24h <= 500.0 && stores_24h >= 1.0 && paid_24h > 10.0 && people_on_device <= 3.0 && hour_of_day >= 0.0 && hour_of_day <= 23.0
  && mode in ["poster", "code"] && confirmed_before == 0.0 && days_here >= 0.0 && amount >= 3200.0`

export function contenders(): Contender[] {
  const detect = typed.withSettings(typed.defaults)
  const watch = watchRule('watch-1').withSettings({ title: 'bench', about: 'customer', urgency: 'daily', match: 'all', conditions })
  const engine = jsonRulesEngine()
  const expression = parse(cel)
  return [
    { name: 'typed detector', asks: ({ facts }) => detect(facts).result === 'hit' },
    { name: 'custom watch rule', asks: ({ facts }) => watch(facts).result === 'hit' },
    { name: '@marcbachmann/cel-js', asks: ({ facts }) => expression(valuesOf(facts)) === true },
    { name: 'json-rules-engine', asks: async ({ facts }) => (await engine.run(valuesOf(facts))).events.length > 0 },
    { name: 'cel-js, values handed', asks: ({ values }) => expression(values) === true },
    { name: 'json-rules-engine, values handed', asks: async ({ values }) => (await engine.run(values)).events.length > 0 },
  ]
}
