import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dossiersOn } from '../../../server/fraud/dossiers/dossiers.ts'
import { inForce } from '../../../server/fraud/evaluate.ts'
import { judge, noOrders } from '../../../server/fraud/judge.ts'
import type { Paid, StoreOnFile, Voided } from '../../../server/fraud/observation.ts'
import { inOrder, type Waiting } from '../../../server/fraud/live/in-order.ts'
import { judgeWaiting, Unjudgeable } from '../../../server/fraud/live/judge-waiting.ts'
import { rulebookText, rulesIn } from '../../../server/fraud/live/rulebook.ts'
import { BroughtShelf, NotBrought } from '../../../server/fraud/live/shelf.ts'
import { allRules } from '../../../server/fraud/rules/all.ts'

const noon = Date.parse('2026-11-23T12:00:00+09:00')
const paid = (id: string, wishes: Partial<Paid> = {}): Paid => ({
  kind: 'payment', at: noon, id, customerId: 'hana', storeId: 'bakery', phone: 'phone', home: null, amount: 800, deviceId: 'device', ip: null, mode: 'number',
  terminalId: null, checkoutId: null, staffId: null, ...wishes,
})
const voided = (paymentId: string): Voided => ({
  kind: 'void', at: noon + 1, paymentId, customerId: 'hana', storeId: 'bakery', phone: 'phone', home: null, deviceId: 'device', amount: 800, paidAt: noon, staffId: null,
})
const rules = allRules.map((rule) => inForce(rule, 1, 'live', rule.defaults))
const waiting = (...seen: Waiting['seen'][]): Waiting[] => seen.map((one, place) => ({ seen: one, inbox: one.kind === 'payment' ? null : BigInt(place) }))
const nothingYet = new Map([...['programme', 'rules'], ...['customer:hana', 'store:bakery', 'pair:hana:bakery', 'phone:phone', 'device:device']].map((key) => [key, null]))

describe('the order of judging', () => {
  test('is the same however things came: by moment, then what is on file, then payments, then what follows from them', () => {
    const all = waiting(
      voided('a'), paid('b'), paid('a'), { kind: 'session', at: noon, customerId: 'hana', staffId: null, storeIds: [], deviceId: 'device', ip: null, place: null },
      { kind: 'customer', at: noon, id: 'hana', phone: 'phone', home: null, line: null },
    )
    fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(inOrder(shuffled).map(({ seen }) => ('id' in seen ? seen.id : seen.kind))).toEqual(['hana', 'session', 'a', 'b', 'void'])
    }))
  })
})

describe('who comes on file for the first time', () => {
  const bakery: StoreOnFile = {
    kind: 'store', at: noon + 30_000, id: 'bakery', code: 'S-0142', category: null, place: { latitude: 38, longitude: 140 }, opens: 0, closes: 1_440, night: false, mobile: false, online: false, largeTicket: false, open: true,
  }

  test('was there before the payment that waits beside it', () => {
    const { judgements, dossiers } = judgeWaiting({ waiting: waiting(paid('a'), bakery), dossiers: nothingYet }, rules, noOrders)
    expect(judgements.map(({ seen }) => seen.kind)).toEqual(['programme', 'store', 'payment'])
    expect(dossiers.find(({ key }) => key === 'customer:hana')?.text).toContain('"storeCode":"S-0142"')
  })

  test('a store that is known keeps the moment at which it closed', () => {
    const { dossiers } = judgeWaiting({ waiting: waiting(bakery), dossiers: nothingYet }, rules, noOrders)
    const known = new Map([...nothingYet, ...dossiers.map(({ key, text }) => [key, text] as const)])
    const { judgements } = judgeWaiting({ waiting: waiting(paid('a', { at: noon + 40_000 }), { ...bakery, at: noon + 60_000, open: false }), dossiers: known }, rules, noOrders)
    expect(judgements.map(({ seen }) => seen.kind)).toEqual(['payment', 'store'])
  })
})

describe('dossiers of a turn', () => {
  test('one that was not brought is asked for, never begun anew', () => {
    const shelf = new BroughtShelf(new Map([['customer:hana', null]]))
    expect(() => shelf.get('store:bakery')).toThrow(NotBrought)
    expect(shelf.get('customer:hana')).toBeUndefined()
  })

  test('what was only read is not written', () => {
    const shelf = new BroughtShelf(new Map([['customer:hana', '{"a":1}'], ['store:bakery', '{"b":1}']]))
    shelf.get('customer:hana')
    ;(shelf.get('store:bakery') as { b: number }).b = 2
    expect(shelf.changed()).toEqual([{ key: 'store:bakery', text: '{"b":2}' }])
  })

  test('a payment taken back is marked in each of them', () => {
    const { dossiers } = judgeWaiting({ waiting: waiting(paid('a'), voided('a')), dossiers: nothingYet }, rules, noOrders)
    const marked = dossiers.filter(({ text }) => text.includes('"voidedAt"')).map(({ key }) => key)
    expect(marked.sort()).toEqual(['customer:hana', 'device:device', 'pair:hana:bakery', 'phone:phone', 'store:bakery'])
  })

  test('they are kept apart: a mark in one reaches no other by itself', () => {
    const shelf = new Map<string, unknown>()
    const dossiers = dossiersOn(shelf)
    judge(dossiers, paid('a'), rules)
    const lists = [dossiers.customer('hana'), dossiers.store('bakery'), dossiers.pair('hana', 'bakery'), dossiers.device('device'), dossiers.phone('phone')].map(({ payments }) => payments[0])
    expect(new Set(lists).size).toBe(5)
  })
})

describe('what cannot be judged', () => {
  test('is named, so that it can be put aside', () => {
    const torn = new Map([...nothingYet, ['customer:hana', '{"payments":null}']])
    expect(() => judgeWaiting({ waiting: waiting(paid('a')), dossiers: torn }, rules, noOrders)).toThrow(Unjudgeable)
  })

  test('settings that don’t fit are a fault of their rule, each time it is asked, and keep no other from being heard', () => {
    const [rule] = allRules
    const broken = inForce(rule!, 2, 'live', { windowSeconds: 'long' })
    const { judgements } = judgeWaiting({ waiting: waiting(paid('a')), dossiers: nothingYet }, [broken, ...rules.slice(1)], noOrders)
    expect(judgements.at(-1)?.results[0]).toMatchObject({ rule: rule!.id, version: 2, result: 'rule-error' })
  })

  test('a payment that was taken back before anybody judged it is remembered, and no rule is asked', () => {
    const { judgements } = judgeWaiting({ waiting: waiting(paid('a', { takenBack: true }), paid('b', { at: noon + 20, storeId: 'bakery', deviceId: 'device' })), dossiers: nothingYet }, rules, noOrders)
    expect(judgements.map(({ seen, results }) => [seen.kind, results.length > 0])).toEqual([['programme', false], ['payment', false], ['payment', true]])
  })
})

test('a rulebook gives back the rules that were written into it', () => {
  expect(rulebookText(rulesIn(JSON.parse(rulebookText(rules))))).toBe(rulebookText(rules))
})
