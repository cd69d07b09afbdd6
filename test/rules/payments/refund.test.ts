import { describe, expect, test } from 'vitest'
import type { Day } from '../../../server/core/time.ts'
import { whyNotRefund, whyNotVoid, type RefundRoom } from '../../../server/payments/refunds/refund.ts'

const today = '2026-11-23' as Day
const yesterday = '2026-11-22' as Day
const paid = { state: 'paid', paidOn: today } as const
const manager = { role: 'manager' } as const

describe('取消', () => {
  test('managers and owners, on the same day, whole', () => {
    expect(whyNotVoid(paid, manager, false, today)).toBeNull()
    expect(whyNotVoid(paid, { role: 'owner' }, false, today)).toBeNull()
  })

  test.each([
    ['already-voided', { ...paid, state: 'voided' }, manager, false],
    ['already-refunded', { ...paid, state: 'partly_refunded' }, manager, false],
    ['already-refunded', { ...paid, state: 'refunded' }, manager, false],
    ['void-day-passed', { ...paid, paidOn: yesterday }, manager, false],
    ['void-managers-only', paid, { role: 'clerk' }, false],
    ['void-not-now', paid, manager, true],
  ] as const)('%s', (reason, payment, by, held) => {
    expect(whyNotVoid(payment, by, held, today)?.reason).toBe(reason)
  })

  test('a clerk learns nothing of what is held back', () => {
    expect(whyNotVoid(paid, { role: 'clerk' }, true, today)?.reason).toBe('void-managers-only')
  })
})

describe('返金', () => {
  const room: RefundRoom = { state: 'paid', left: 1_000n, usable: 1_000n, openCase: null, payerLeft: false }

  test('up to what is left, to the yen', () => {
    expect(whyNotRefund(room, 1_000n)).toBeNull()
    expect(whyNotRefund(room, 1_001n)).toMatchObject({ reason: 'refund-too-high', facts: { left: '¥1,000' } })
    expect(whyNotRefund({ ...room, state: 'partly_refunded', left: 300n }, 301n)).toMatchObject({ reason: 'refund-too-high' })
  })

  test('not what was voided, not during a case, not to somebody who left', () => {
    expect(whyNotRefund({ ...room, state: 'voided', left: 0n }, 1n)?.reason).toBe('already-voided')
    expect(whyNotRefund({ ...room, openCase: 'K-2026-000123' }, 1n)).toMatchObject({ reason: 'refund-in-case', facts: { case: 'K-2026-000123' } })
    expect(whyNotRefund({ ...room, payerLeft: true }, 1n)?.reason).toBe('payer-left')
  })

  test('only into vouchers that have not expired', () => {
    const partly = { ...room, usable: 400n }
    expect(whyNotRefund(partly, 400n)).toBeNull()
    expect(whyNotRefund(partly, 401n)).toMatchObject({ reason: 'refund-after-expiry', facts: { left: '¥400' } })
  })
})
