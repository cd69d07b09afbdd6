import { expect, test } from 'vitest'
import type { Day } from '../../../server/core/time.ts'
import { lastBaseDay } from '../../../server/payments/ledger/base-day.ts'

test.each([
  ['2026-11-23', '2026-09-30'],
  ['2026-09-30', '2026-03-31'],
  ['2026-10-01', '2026-09-30'],
  ['2026-03-31', '2025-09-30'],
  ['2026-04-01', '2026-03-31'],
  ['2027-01-01', '2026-09-30'],
])('on %s the last base day is %s', (today, base) => {
  expect(lastBaseDay(today as Day)).toBe(base)
})
