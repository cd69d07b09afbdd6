import { expect, test } from 'vitest'
import { programmeFunction } from '../../../server/secretariat/functions/contract.ts'
import { functionWords, whyNotProposeResume, whyNotResumeByThese, whyNotStop } from '../../../server/secretariat/functions/function.ts'

const now = new Date('2026-11-23T14:05:00+09:00')
const stop = { stoppedAt: now, stoppedBy: 'sato', stopperName: '佐藤' }

test('anything that runs can be stopped; what is stopped says who was first', () => {
  expect(whyNotStop(null, 'mori', now)).toBeNull()
  expect(whyNotStop(stop, 'mori', now)).toMatchObject({ reason: 'function-stopped', facts: { officer: '佐藤', time: '14:05' } })
  expect(whyNotStop(stop, 'mori', new Date('2026-11-25T09:00:00+09:00'))?.facts.time).toBe('2026年11月23日(月) 14:05')
  expect(whyNotStop(stop, 'sato', now)).toBeNull()
})

test('only what is stopped can be let run again', () => {
  expect(whyNotProposeResume(stop)).toBeNull()
  expect(whyNotProposeResume(null)?.reason).toBe('function-running')
})

test('one of the two is a chief', () => {
  expect(whyNotResumeByThese(['officer', 'chief'])).toBeNull()
  expect(whyNotResumeByThese(['chief', 'officer'])).toBeNull()
  expect(whyNotResumeByThese(['officer', 'officer'])?.reason).toBe('chief-needed')
})

test('every function has its words', () => {
  expect(Object.keys(functionWords).sort()).toEqual([...programmeFunction.options].sort())
})
