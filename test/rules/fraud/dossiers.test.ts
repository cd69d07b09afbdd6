import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commonest, count, middle, noAmounts, quantile } from '../../../server/fraud/dossiers/amounts.ts'
import { dossiersOn, keysOf } from '../../../server/fraud/dossiers/dossiers.ts'
import { day, dayNumber, dayText, hour, minute, minuteOfDay, weekday } from '../../../server/fraud/dossiers/moments.ts'
import { remember } from '../../../server/fraud/dossiers/remember.ts'
import { deviationsAbove, sway } from '../../../server/fraud/dossiers/usual.ts'
import type { Observation } from '../../../server/fraud/observation.ts'
import { noon, paid, voidOf } from './seen.ts'

const shelfAfter = (seen: readonly Observation[]): Map<string, unknown> => {
  const shelf = new Map<string, unknown>()
  const dossiers = dossiersOn(shelf)
  for (const one of seen) remember(dossiers, one)
  return shelf
}

test('days are Japan’s: a payment at 0:30 belongs to the new day, and Monday is Monday', () => {
  const late = Date.parse('2026-05-10T15:30:00Z')

  expect(dayText(dayNumber(late))).toBe('2026-05-11')
  expect(minuteOfDay(late)).toBe(30)
  expect(weekday(dayNumber(late))).toBe(0)
})

test('an observation touches only the dossiers that its keys name', () => {
  const seen: Observation[] = [
    paid({ home: 'home' }), voidOf(paid()),
    { kind: 'customer', at: noon, id: 'hana', phone: 'phone', home: 'home', line: null },
    { kind: 'session', at: noon, customerId: null, staffId: 'clerk', storeIds: ['bakery', 'market'], deviceId: 'till', ip: '10.0.0.9', place: null },
    { kind: 'topUp', at: noon, id: 't', customerId: 'hana', phone: 'phone', home: 'home', amount: 5_000, premium: 1_000, card: 'card' },
    { kind: 'codeFailure', at: noon, customerId: 'hana', storeId: 'bakery', deviceId: 'd', ip: '10.0.0.1', reason: 'expired' },
    { kind: 'verdict', at: noon, paymentId: 'p', customerId: 'hana', storeId: 'bakery', paidAt: noon - day, outcome: 'fraud' },
  ]

  for (const one of seen) {
    const touched = [...shelfAfter([one]).keys()]
    expect(touched.filter((key) => !keysOf(one).includes(key)), one.kind).toEqual([])
  }
})

test('a balance grows by what was bought and its premium, falls by payments, and comes back with a void', () => {
  const bread = paid({ amount: 4_000 })
  const shelf = shelfAfter([{ kind: 'topUp', at: noon - hour, id: 't', customerId: 'hana', phone: null, home: null, amount: 10_000, premium: 2_000, card: null }, bread, paid({ amount: 1_500, at: noon + minute }), voidOf(bread)])

  expect(dossiersOn(shelf).customer('hana')).toMatchObject({ balance: 10_500, paymentCount: 2, payments: [{ id: bread.id, voidedAt: noon + minute }, { amount: 1_500 }] })
})

test('a dossier stays small however much happens: 64 kB after 20,000 payments at one store', () => {
  const busy = Array.from({ length: 20_000 }, (_one, n) => paid({ at: noon + n * 5 * minute, customerId: `c${n % 700}`, amount: 200 + ((n * 37) % 9_000), deviceId: 'shared', phone: 'shared', ip: '10.0.0.1', home: 'shared' }))

  const sizes = [...shelfAfter(busy)].map(([key, dossier]) => ({ key, size: JSON.stringify(dossier).length }))

  expect(sizes.filter(({ size }) => size > 64_000)).toEqual([])
})

test('dossiers survive being written down and read again', () => {
  const shelf = shelfAfter([paid(), voidOf(paid()), paid({ at: noon + day })])

  for (const [key, dossier] of shelf) expect(JSON.parse(JSON.stringify(dossier)), key).toEqual(dossier)
})

test('what is remembered of a window does not depend on the order of arrival', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 2_000 }), amount: fc.integer({ min: 1, max: 30_000 }) }), { minLength: 2, maxLength: 20 }), fc.infiniteStream(fc.nat()), (made, chance) => {
      const payments = made.map(({ minutes, amount }, n) => paid({ id: `p${n}`, at: noon + minutes * minute + n, amount }))
      const shuffled = payments.map((one) => ({ one, rank: Number(chance.next().value) })).sort((a, b) => a.rank - b.rank).map(({ one }) => one)
      const [inOrder, mixed] = [payments.toSorted((a, b) => a.at - b.at), shuffled].map((these) => dossiersOn(shelfAfter(these)))
      expect(mixed?.customer('hana').payments).toEqual(inOrder?.customer('hana').payments)
      const sums = (dossiers: typeof mixed) => dossiers?.store('bakery').days.map(({ day: on, payments: all, sum }) => ({ on, all, sum }))
      expect(sums(mixed)).toEqual(sums(inOrder))
      expect(mixed?.pair('hana', 'bakery').days).toEqual(inOrder?.pair('hana', 'bakery').days)
    }),
  )
})

test('the histogram finds the middle and the usual amounts of a store within a fifth', () => {
  const amounts = noAmounts()
  for (let n = 0; n < 1_000; n += 1) count(amounts, n % 4 === 0 ? 800 : 900 + n, noon)

  expect(quantile(amounts, 0.5)).toBeGreaterThan(1_000)
  expect(quantile(amounts, 0.5)).toBeLessThan(1_500)
  expect(Math.exp(middle(amounts)?.median ?? 0)).toBeCloseTo(quantile(amounts, 0.5) ?? 0, 0)
  expect(commonest(amounts, 1)).toEqual([800])
  expect(quantile(noAmounts(), 0.5)).toBeNull()
})

test('one enormous amount neither becomes the usual nor hides the next', () => {
  const usual = { n: 0, mean: 0, variance: 0 }
  for (let n = 0; n < 30; n += 1) sway(usual, Math.log(900 + (n % 5) * 50))
  sway(usual, Math.log(30_000))

  expect(Math.exp(usual.mean)).toBeLessThan(1_100)
  expect(deviationsAbove(usual, Math.log(30_000))).toBeGreaterThan(3)
})
