import { describe, expect, test } from 'vitest'
import type { Day } from '../../../server/core/time.ts'
import { isAbsent, isTrainingOverdue, whyNotAbsent, whyNotChangeDetails, whyNotChangePresence } from '../../../server/secretariat/officers/officer.ts'

const day = (text: string) => text as Day
const by = (role: 'officer' | 'chief' | 'auditor') => ({ kind: 'officer', officerId: 'sato', role }) as const

describe('who changes what of an officer', () => {
  test.each([
    ['officer', 'sato', null, 'chiefs-only'],
    ['officer', 'mori', 'chiefs-only', 'chiefs-only'],
    ['chief', 'mori', null, null],
    ['auditor', 'sato', 'read-only-role', 'read-only-role'],
  ] as const)('%s, of %s', (role, of, presence, details) => {
    expect(whyNotChangePresence(by(role), of)?.reason ?? null).toBe(presence)
    expect(whyNotChangeDetails(by(role))?.reason ?? null).toBe(details)
  })
})

describe('an absence', () => {
  const absence = { from: day('2026-11-23'), until: day('2026-11-27') }

  test('counts on its first and on its last day', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-27', '2026-11-28'].map((today) => isAbsent(absence, day(today)))).toEqual([false, true, true, false])
    expect(isAbsent(null, day('2026-11-23'))).toBe(false)
  })

  test('may have begun, and ends today or later', () => {
    expect(whyNotAbsent(absence, day('2026-11-27'))).toBeNull()
    expect(whyNotAbsent(absence, day('2026-11-28'))?.reason).toBe('invalid-input')
  })
})

test('training is due again after a year', () => {
  expect(isTrainingOverdue(day('2025-11-23'), day('2026-11-23'))).toBe(false)
  expect(isTrainingOverdue(day('2025-11-22'), day('2026-11-23'))).toBe(true)
  expect(isTrainingOverdue(null, day('2026-11-23'))).toBe(true)
})
