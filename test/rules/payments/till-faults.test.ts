import { expect, test } from 'vitest'
import { leavesOutcomeOpen, passes } from '../../../server/payments/till-call.ts'

const reported = (code: string, severity = 'ERROR') => Object.assign(new Error('reported'), { code, severity })

test('a statement that the database itself called failed has moved no money', () => {
  for (const code of ['40P01', '23514', '22003', '55P03', 'P0001', '53100']) expect(leavesOutcomeOpen(reported(code))).toBe(false)
})

test('a lost connection, a server going down and our own time-out leave open how it ended', () => {
  expect(leavesOutcomeOpen(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(leavesOutcomeOpen(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(true)
  expect(leavesOutcomeOpen(new Error('Query read timeout'))).toBe(true)
  expect(leavesOutcomeOpen(reported('57P01', 'FATAL'))).toBe(true)
  expect(leavesOutcomeOpen(reported('57P01'))).toBe(true)
  expect(leavesOutcomeOpen(reported('08006'))).toBe(true)
})

test('deadlocks and locks pass, broken rules do not', () => {
  for (const code of ['40P01', '40001', '55P03', '57014', '53300']) expect(passes(reported(code))).toBe(true)
  for (const code of ['23514', '22003', 'P0001', '42883']) expect(passes(reported(code))).toBe(false)
  expect(passes(new Error('anything else'))).toBe(false)
})
