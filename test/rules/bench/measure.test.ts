import { expect, test } from 'vitest'
import { lineThrough, median, percentile, spread, spreadInWords } from '../../bench/measure.ts'

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
})

test('one of a hundred values may be above the 99th percentile', () => {
  const values = Array.from({ length: 100 }, (_one, place) => place + 1)
  expect([percentile(values, 0.5), percentile(values, 0.99), percentile([], 0.99)]).toEqual([51, 100, 0])
})

test('rounds of a figure are told with the least and the greatest', () => {
  expect(spread([1.234, 3.456, 2.345], 1)).toEqual({ median: 2.3, min: 1.2, max: 3.5, rounds: [1.2, 3.5, 2.3] })
  expect(spreadInWords(spread([3, 1, 2]))).toBe('2 (1–3)')
})

test('a line through points on a line is certain, and one through chance is not', () => {
  expect(lineThrough([[0, 1], [1, 3], [2, 5], [3, 7]])).toEqual({ slope: 2, uncertain: 0 })
  const { slope, uncertain } = lineThrough([[0, 5], [1, 3], [2, 6], [3, 4], [4, 5]])
  expect(Math.abs(slope)).toBeLessThan(uncertain)
})
