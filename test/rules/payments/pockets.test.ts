import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../../server/core/time.ts'
import { yen } from '../../../server/core/yen.ts'
import { acceptedAt, spend, totalOf, usableOn, type Pocket } from '../../../server/payments/pockets.ts'

const today = '2026-11-23' as Day
const pocket = (kind: Pocket['kind'], expiresOn: string, amount: number): Pocket => ({ kind, expiresOn: expiresOn as Day, amount: yen(amount) })

test('what can be used today comes in the order in which it is spent, and what has expired or is empty does not come', () => {
  const pockets = [pocket('common', '2027-01-31', 5), pocket('common', '2026-11-23', 3), pocket('small_store', '2027-01-31', 4), pocket('common', '2026-11-22', 9), pocket('small_store', '2026-12-01', 0)]

  expect(usableOn(pockets, today)).toEqual([pocket('common', '2026-11-23', 3), pocket('small_store', '2027-01-31', 4), pocket('common', '2027-01-31', 5)])
})

test('a payment ends in the middle of a pocket and leaves the later ones alone', () => {
  const pockets = [pocket('common', '2026-12-31', 300), pocket('small_store', '2027-01-31', 500), pocket('common', '2027-01-31', 900)]

  expect(spend(pockets, yen(450), 'small', today)).toEqual([pocket('common', '2026-12-31', 300), pocket('small_store', '2027-01-31', 150)])
  expect(spend(pockets, yen(450), 'large', today)).toEqual([pocket('common', '2026-12-31', 300), pocket('common', '2027-01-31', 150)])
  expect(spend(pockets, yen(1_201), 'large', today)).toBeNull()
  expect(spend(pockets, yen(1_700), 'small', today)).not.toBeNull()
})

const anyPocket = fc.record({
  kind: fc.constantFrom('common' as const, 'small_store' as const), expiresOn: fc.constantFrom(...(['2026-11-22', '2026-11-23', '2026-12-31'] as Day[])), amount: fc.integer({ min: 0, max: 1_000 }).map(yen),
})

test('a payment takes exactly its amount, nothing expired and nothing the store does not take; it fails only when that does not reach', () => {
  fc.assert(
    fc.property(fc.array(anyPocket, { maxLength: 8 }), fc.integer({ min: 1, max: 4_000 }).map(yen), fc.constantFrom('large' as const, 'small' as const), (pockets, amount, size) => {
      const taken = spend(pockets, amount, size, today)
      const reach = totalOf(acceptedAt(usableOn(pockets, today), size))
      expect(taken === null).toBe(reach < amount)
      if (taken === null) return
      expect(totalOf(taken)).toBe(amount)
      expect(taken.every(({ kind, expiresOn }) => expiresOn >= today && (size === 'small' || kind === 'common'))).toBe(true)
    }),
  )
})
