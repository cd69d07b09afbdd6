import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CaseSubject } from '../../../../server/cases/subject.ts'
import { dossiersOn } from '../../../../server/fraud/dossiers/dossiers.ts'
import { inForce } from '../../../../server/fraud/evaluate.ts'
import { judge, noOrders, type Orders } from '../../../../server/fraud/judge.ts'
import { defineRule, hit, no } from '../../../../server/fraud/rule.ts'
import { noon, pays } from '../watch/observed.ts'

/** A weak sign: half of an alert for each payment of so many yen. */
const weak = defineRule({
  id: 'round-repeat', typology: 'cash-out', on: ['payment'], asks: { ja: '{amount}円以上', en: 'At least ¥{amount}' },
  settings: z.object({ amount: z.number().meta({ ja: '金額', en: 'Amount', unit: 'yen' }) }), defaults: { amount: 500 },
  detect: ({ payment }, { amount }) => (payment.amount < amount ? no : hit({
    subject: { kind: 'customer', id: payment.customerId }, points: 50, urgency: 'daily', sentence: { ja: '', en: '' }, brief: '', figures: [], payments: [payment], facts: {},
  })),
})
const live = inForce(weak, 1, 'live', { amount: 500 })
const shadow = (version: number) => inForce(weak, version, 'shadow', { amount: 100 })

describe('a live version and one in shadow', () => {
  test('are both asked about the same payments, counted apart, and only the live one alerts', () => {
    const dossiers = dossiersOn(new Map())
    const decisions = [pays(0, { amount: 800 }), pays(1, { amount: 200 }), pays(2, { amount: 50 })].flatMap((paid) => {
      const { results, decisions: made } = judge(dossiers, paid, [live, shadow(2)])
      expect(results.map(({ version, shadow: hidden }) => [version, hidden ?? false])).toEqual([[1, false], [2, true]])
      return made
    })

    expect(decisions).toEqual([])
    const { 'round-repeat': ofLive, 'round-repeat@2': ofShadow } = dossiers.rules()
    expect([ofLive?.days[0], ofShadow?.days[0]]).toMatchObject([{ asked: 3, hits: 1 }, { asked: 3, hits: 2 }])
  })

  test('of several versions in shadow one after the other, only the newest is remembered', () => {
    const dossiers = dossiersOn(new Map())
    judge(dossiers, pays(0), [live, shadow(2)])
    judge(dossiers, pays(1), [live, shadow(3)])

    expect(Object.keys(dossiers.rules())).toEqual(['round-repeat', 'round-repeat@3'])
  })
})

describe('the breaker', () => {
  test('a new version that two officers put in force on the day of the flood begins anew, and can flood anew', () => {
    const dossiers = dossiersOn(new Map())
    const watched: Orders = { ...noOrders, watched: () => true }
    const flood = (version: number, people: number) =>
      Array.from({ length: people }, (_, place) => judge(dossiers, pays(place, { customerId: `v${version}-${place}` }), [inForce(weak, version, 'live', { amount: 500 })], watched)).flatMap(({ tripped }) => tripped)

    expect(flood(1, 60)).toEqual([])
    expect(flood(1, 80)).toEqual(['round-repeat'])
    expect(flood(2, 60)).toEqual([])
    expect(dossiers.rules()['round-repeat']).toMatchObject({ trippedAt: null, forgiven: { alerts: 61 } })
    expect(flood(2, 61)).toEqual(['round-repeat'])
  })
})

describe('orders', () => {
  const alerts = (orders: Partial<Orders>) => judge(dossiersOn(new Map()), pays(0), [live], { ...noOrders, ...orders }).decisions.map(({ act }) => act)

  test('a weak sign alone is no alert; about somebody on the watch-list it is, unless they are snoozed', () => {
    const hana = ({ id }: CaseSubject) => id === 'hana'
    expect(alerts({})).toEqual([])
    expect(alerts({ watched: hana })).toEqual(['raise'])
    expect(alerts({ watched: hana, quiet: (_rule, subject) => hana(subject) })).toEqual([])
    expect(alerts({ watched: (_subject, at) => at > noon })).toEqual([])
  })
})
