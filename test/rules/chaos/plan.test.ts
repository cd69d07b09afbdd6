import { expect, test } from 'vitest'
import { kinds, longPlan, shortPlan } from '../../chaos/plan.ts'
import { chanceFrom } from '../../chaos/seeded.ts'

test('a seed is a plan: the same one is the same, another one another', () => {
  expect(shortPlan(chanceFrom(7))).toEqual(shortPlan(chanceFrom(7)))
  expect(new Set(Array.from({ length: 20 }, (_, seed) => shortPlan(chanceFrom(seed)).join())).size).toBeGreaterThan(15)
})

test('a plan leaves no kind of harm out', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(shortPlan(chanceFrom(seed)).toSorted()).toEqual(kinds.toSorted())
    const long = longPlan(chanceFrom(seed))
    expect(kinds.map(() => long.next().value).toSorted()).toEqual(kinds.toSorted())
  }
})

test('dice of one name do not take the numbers of another', () => {
  const chance = chanceFrom(1)
  const first = chance.branch('crowd').below(1_000_000)
  chance.branch('wire').below(10)
  expect(chance.branch('crowd').below(1_000_000)).toBe(first)
  expect(chance.branch('wire').below(1_000_000)).not.toBe(first)
})
