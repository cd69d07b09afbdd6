import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Urgency } from '../../../server/cases/clocks/urgency.ts'
import { subjectKey } from '../../../server/cases/subject.ts'
import { alertsPerDayMax } from '../../../server/fraud/breaker.ts'
import { dossiersOn } from '../../../server/fraud/dossiers/dossiers.ts'
import { day } from '../../../server/fraud/dossiers/moments.ts'
import { inForce, type RuleInForce } from '../../../server/fraud/evaluate.ts'
import { judge, noOrders, type Orders } from '../../../server/fraud/judge.ts'
import type { Observation } from '../../../server/fraud/observation.ts'
import { defineRule, hit, no } from '../../../server/fraud/rule.ts'
import { simultaneousPayments } from '../../../server/fraud/rules/simultaneous-payments.ts'
import { noon, paid, storeOnFile, voidOf } from './seen.ts'

/** A rule that hits whenever the amount reaches its setting. */
const amountRule = (id: 'velocity' | 'unusual-amount' | 'off-hours', points: number, urgency: Urgency) =>
  defineRule({
    id, typology: 'operations', on: ['payment'], asks: { ja: '{least}円以上', en: '{least} yen or more' },
    settings: z.object({ least: z.number() }), defaults: { least: 1_000 },
    detect: ({ payment }, { least }) =>
      payment.amount < least ? no : hit({
        subject: { kind: 'customer', id: payment.customerId }, points, urgency, sentence: { ja: '多い。', en: 'Much.' }, brief: '多い。', figures: [], payments: [payment], facts: { amount: payment.amount },
      }),
  })
const live = (rule: ReturnType<typeof amountRule>, mode: RuleInForce['mode'] = 'live', version = 1) => inForce(rule, version, mode, rule.defaults)

function engine(rules: readonly RuleInForce[], orders: Orders = noOrders) {
  const dossiers = dossiersOn(new Map())
  return { dossiers, sees: (seen: Observation) => judge(dossiers, seen, rules, orders) }
}

test('a hit that is enough by itself raises an alert, and the alert names the rule, its version and settings, and the facts', () => {
  const { sees } = engine([live(amountRule('velocity', 100, 'immediate'), 'live', 3)])

  const { decisions } = sees(paid({ id: 'p-1' }))

  expect(decisions).toMatchObject([
    { act: 'raise', window: 'operations:customer:hana:2026-05-10', urgency: 'immediate', rule: 'velocity', version: 3, settings: { least: 1_000 }, payments: ['p-1'], found: { facts: { amount: 1_000 } } },
  ])
})

test('later hits in the window join the alert and raise nothing; after the window a new alert is raised', () => {
  const { sees } = engine([live(amountRule('velocity', 100, 'daily'))])
  sees(paid({ id: 'a' }))

  expect(sees(paid({ id: 'b', at: noon + day })).decisions).toMatchObject([{ act: 'join', payments: ['a', 'b'] }])
  expect(sees(paid({ id: 'c', at: noon + 8 * day })).decisions).toMatchObject([{ act: 'raise', window: 'operations:customer:hana:2026-05-18' }])
})

test('another rule of the typology joins the same alert, and a more urgent one makes it more urgent, once', () => {
  const { sees } = engine([live(amountRule('velocity', 100, 'daily'))])
  const both = engine([live(amountRule('velocity', 100, 'daily')), live(amountRule('unusual-amount', 100, 'immediate'))])
  sees(paid())

  const { decisions } = both.sees(paid())

  expect(decisions.map(({ act, urgency, rule }) => ({ act, urgency, rule }))).toEqual([
    { act: 'raise', urgency: 'daily', rule: 'velocity' },
    { act: 'escalate', urgency: 'immediate', rule: 'unusual-amount' },
  ])
  expect(both.sees(paid()).decisions.map(({ act }) => act)).toEqual(['join'])
})

test('weak signals of different rules add up to one alert within the day; the same weak signal again and again does not', () => {
  const weak = amountRule('velocity', 60, 'immediate')
  const other = amountRule('unusual-amount', 60, 'daily')
  const alone = engine([live(weak)])
  const together = engine([live(weak), live(other)])

  expect([1, 2, 3, 4].flatMap(() => alone.sees(paid()).decisions)).toEqual([])
  expect(together.sees(paid()).decisions).toMatchObject([{ act: 'raise', urgency: 'daily', signals: [{ rule: 'velocity', points: 60 }, { rule: 'unusual-amount', points: 60 }] }])
})

test('a shadow rule, a rule that is off and a quiet subject alert nobody, and are counted where they were asked', () => {
  const rule = amountRule('velocity', 100, 'immediate')
  const shadow = engine([live(rule, 'shadow')])
  const off = engine([live(rule, 'off')])
  const quiet = engine([live(rule)], { ...noOrders, quiet: (_rule, { id }) => id === 'hana' })

  expect([shadow, off, quiet].map(({ sees }) => sees(paid()).decisions)).toEqual([[], [], []])
  expect(shadow.sees(paid()).results).toMatchObject([{ result: 'hit', shadow: true }])
  expect(off.sees(paid()).results).toEqual([])
  expect(quiet.dossiers.rules()['velocity']?.days).toMatchObject([{ asked: 1, hits: 1, alerts: 0 }])
  expect(quiet.sees(paid({ customerId: 'ken' })).decisions).toHaveLength(1)
})

test('quiet about a customer at one store: what they pay there alerts nobody, what they pay elsewhere does', () => {
  const { sees } = engine([live(amountRule('velocity', 100, 'immediate'))], { ...noOrders, quiet: (_rule, subject) => subjectKey(subject) === 'pair:hana:market' })

  expect(sees(paid({ storeId: 'market' })).decisions).toEqual([])
  expect(sees(paid({ storeId: 'bakery' })).decisions).toHaveLength(1)
  expect(sees(paid({ storeId: 'market', customerId: 'ken' })).decisions).toHaveLength(1)
})

test('a rule that floods falls back to shadow by itself, and is in force again with its next version', () => {
  const rule = amountRule('velocity', 100, 'daily')
  const { sees, dossiers } = engine([live(rule)])

  const all = Array.from({ length: alertsPerDayMax + 5 }, (_one, place) => sees(paid({ customerId: `c${place}` })))

  expect(all.flatMap(({ decisions }) => decisions)).toHaveLength(alertsPerDayMax + 1)
  expect(all.flatMap(({ tripped }) => tripped)).toEqual(['velocity'])
  expect(judge(dossiers, paid({ customerId: 'new' }), [live(rule, 'live', 2)]).decisions).toHaveLength(1)
})

test('a rule that throws is told and keeps nobody from being heard', () => {
  const broken = defineRule({ id: 'off-hours', typology: 'operations', on: ['payment'], asks: { ja: '', en: '' }, settings: z.object({}), defaults: {}, detect: () => { throw new Error('no hours') } })
  const { sees } = engine([inForce(broken, 1, 'live', {}), live(amountRule('velocity', 100, 'daily'))])

  const { results, decisions } = sees(paid())

  expect(results).toMatchObject([{ rule: 'off-hours', result: 'rule-error', fault: 'no hours' }, { rule: 'velocity', result: 'hit' }])
  expect(decisions).toHaveLength(1)
})

test('what fact checks found out weighs: confirmed fraud makes a weak signal enough, and the second check that ended well a strong one too little', () => {
  const found = (outcome: 'fraud' | 'genuine') => ({ kind: 'verdict' as const, at: noon - day, paymentId: 'p', customerId: 'hana', storeId: 'bakery', paidAt: noon - 2 * day, outcome })
  const weak = live(amountRule('velocity', 80, 'daily'))
  const [warned, cleared, blind] = [engine([weak]), engine([live(amountRule('velocity', 100, 'daily'))]), engine([weak], { ...noOrders, learns: false })]
  warned.sees(found('fraud'))
  cleared.sees(found('genuine'))
  expect(cleared.sees(paid({ customerId: 'hana', at: noon - day })).decisions).toHaveLength(1)
  cleared.sees(found('genuine'))
  blind.sees(found('fraud'))

  expect(warned.sees(paid()).decisions).toHaveLength(1)
  expect(cleared.sees(paid({ at: noon + 8 * day })).decisions).toEqual([])
  expect(blind.sees(paid()).decisions).toEqual([])
})

test('a payment that arrives late is compared with those judged before it', () => {
  const rule = inForce(simultaneousPayments, 1, 'live', simultaneousPayments.defaults)
  const { sees } = engine([rule])
  sees(storeOnFile('bakery'))
  sees(storeOnFile('market', { place: { latitude: 35.4, longitude: 137 } }))
  const late = paid({ id: 'late', storeId: 'bakery', at: noon })
  sees(paid({ id: 'first', storeId: 'market', at: noon + 20_000 }))

  expect(sees(late).decisions).toMatchObject([{ act: 'raise', payments: ['late', 'first'] }])
})

test('a payment that was taken back counts for no later one', () => {
  const rule = inForce(simultaneousPayments, 1, 'live', simultaneousPayments.defaults)
  const { sees } = engine([rule])
  sees(storeOnFile('bakery'))
  sees(storeOnFile('market', { place: { latitude: 35.4, longitude: 137 } }))
  const first = paid({ storeId: 'market' })
  sees(first)
  sees(voidOf(first, { at: noon + 5_000 }))

  expect(sees(paid({ at: noon + 20_000 })).decisions).toEqual([])
})
