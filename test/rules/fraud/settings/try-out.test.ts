import { describe, expect, test } from 'vitest'
import { inForce } from '../../../../server/fraud/evaluate.ts'
import { noOrders } from '../../../../server/fraud/judge.ts'
import type { Observation } from '../../../../server/fraud/observation.ts'
import { simultaneousPayments } from '../../../../server/fraud/rules/simultaneous-payments.ts'
import { tryOut, type Trial } from '../../../../server/fraud/settings/backtest/try-out.ts'
import { ordersOf } from '../../../../server/fraud/settings/orders-in-force.ts'
import { noon, pays, storeOnFile } from '../watch/observed.ts'

const far = { latitude: 38.9, longitude: 140.9 }
const stores = [storeOnFile('bakery', { place: { latitude: 38.2688, longitude: 140.8721 } }), storeOnFile('electrics', { place: far })]
/** Two payments of somebody at two stores, so many seconds apart. */
const twice = (customerId: string, minutes: number, seconds: number): Observation[] => [
  pays(minutes, { customerId, amount: 1_000 }), pays(minutes + seconds / 60, { customerId, storeId: 'electrics', amount: 2_000 }),
]
const within = (windowSeconds: number, version = 1) => [inForce(simultaneousPayments, version, 'live', { ...simultaneousPayments.defaults, windowSeconds, apartSeconds: windowSeconds })]
const trial = (wishes: Partial<Trial> = {}): Trial =>
  ({ rule: 'simultaneous-payments', before: within(60), after: within(90, 2), orders: noOrders, from: noon, to: noon + 2 * 86_400_000, ...wishes })
const past = (): Observation[] => [...stores, ...twice('hana', 1, 50), ...twice('ichiro', 10, 80), ...twice('jiro', 20, 120)]
const run = (observations: readonly Observation[], wishes?: Partial<Trial>) => tryOut(async function* () { yield* observations }, trial(wishes), () => true)

describe('効果を試す', () => {
  test('tells alerts a day, new cases, yen at risk and who is newly named', async () => {
    const result = await run(past())
    expect(result).toMatchObject({
      days: 2, before: { alerts: 1, perDay: { immediate: 0.5, daily: 0 }, yenAtRisk: '3000', customers: 1, trips: false }, after: { alerts: 2, yenAtRisk: '6000', customers: 2 },
      newCases: 1, newYen: '3000', gained: [{ kind: 'customer', id: 'ichiro', urgency: 'immediate', amount: '3000' }], lostCases: 0, lost: [],
    })
    expect(result?.gained[0]?.says.ja).toContain('80秒の間に')
  })

  test('tells whom a stricter version no longer finds', async () => {
    expect(await run(past(), { before: within(90), after: within(30, 2) })).toMatchObject({ newCases: 0, lostCases: 2, lost: [{ id: 'hana' }, { id: 'ichiro' }], after: { alerts: 0 } })
  })

  test('counts what people have found out since, though it came after the payment', async () => {
    const seen = past()
    const second = (customerId: string) => seen.find((one) => one.kind === 'payment' && one.customerId === customerId && one.storeId === 'electrics')
    const verdict = (customerId: string, outcome: 'fraud' | 'genuine'): Observation => {
      const paid = second(customerId)
      if (paid?.kind !== 'payment') throw new Error('they paid')
      return { kind: 'verdict', at: noon + 86_400_000, paymentId: paid.id, customerId, storeId: paid.storeId, paidAt: paid.at, outcome }
    }
    expect(await run([...seen, verdict('hana', 'fraud'), verdict('ichiro', 'genuine')])).toMatchObject({ before: { confirmed: 1, cleared: 0 }, after: { confirmed: 1, cleared: 1 } })
  })

  test('remembers what lies before the tried days and counts none of it', async () => {
    expect(await run([...stores, ...twice('hana', -60, 50), ...twice('ichiro', 10, 80)])).toMatchObject({ observations: 2, before: { alerts: 0 }, after: { alerts: 1 } })
  })

  test('keeps quiet where an order did', async () => {
    const orders = ordersOf([{ kind: 'snooze', rule: null, subjectKind: 'customer', subjectId: 'ichiro', createdAt: new Date(noon), expiresAt: new Date(noon + 86_400_000), endedAt: null }])
    expect(await run(past(), { orders })).toMatchObject({ newCases: 0 })
  })

  test('a flood is told: the breaker would have stopped it', async () => {
    const crowd = Array.from({ length: 61 }, (_, place) => twice(`customer-${place}`, 5 + place, 80)).flat()
    expect(await run([...stores, ...crowd])).toMatchObject({ before: { trips: false }, after: { trips: true, alerts: 61 } })
  })

  test('the same past gives the same figures, and ends where somebody cancels it', async () => {
    expect(await run(past())).toEqual(await run(past().map((one, place) => ({ ...one, ...('id' in one && one.kind === 'payment' ? { id: `q${place}` } : {}) }))))
    const heard: number[] = []
    const ended = await tryOut(async function* () { yield* past() }, trial(), (share) => { heard.push(share); return Promise.resolve(heard.length < 3) })
    expect(ended).toBeNull()
    expect(heard).toHaveLength(3)
  })
})
