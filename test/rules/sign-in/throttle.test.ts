import { expect, test } from 'vitest'
import { tryNow, type Tries } from '../../../server/sign-in/throttle.ts'

const start = new Date('2026-11-23T05:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const failedBefore = (failures: number, lockedUntil: Date | null = null): Tries => ({ failures, lastAt: start, lockedUntil })

test('the first two failures cost nothing', () => {
  expect(tryNow(null, start)).toMatchObject({ ok: true, counted: { failures: 1, lockedUntil: null } })
  expect(tryNow(failedBefore(2), start)).toMatchObject({ ok: true })
})

test.each([[3, 1], [4, 2], [5, 4], [8, 32], [9, 64]])('after %i failures the next try waits %i seconds', (failures, seconds) => {
  expect(tryNow(failedBefore(failures), after(seconds - 0.001))).toMatchObject({ reason: 'too-many-tries' })
  expect(tryNow(failedBefore(failures), after(seconds))).toMatchObject({ ok: true })
  expect(tryNow(failedBefore(failures), start)).toMatchObject({ facts: { seconds: String(seconds) } })
})

test('the tenth try locks the id for half an hour, and says until when', () => {
  const tenth = tryNow(failedBefore(9), after(64))
  expect(tenth).toMatchObject({ ok: true, counted: { failures: 10, lockedUntil: after(64 + 30 * 60) } })
  expect(tryNow(failedBefore(10, after(1_800)), after(1_799))).toMatchObject({ reason: 'locked-out', facts: { until: '14:30' } })
})

test('after the lock the count starts anew', () => {
  expect(tryNow(failedBefore(10, after(1_800)), after(1_800))).toMatchObject({ ok: true, counted: { failures: 1, lockedUntil: null } })
})
