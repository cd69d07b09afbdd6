import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ruleNames } from '../../../server/cases/alert.ts'
import { evaluate, type RuleInForce } from '../../../server/fraud/evaluate.ts'
import { defineRule } from '../../../server/fraud/rule.ts'
import { allRules } from '../../../server/fraud/rules/all.ts'
import { factsOf, paid, places } from './paid.ts'

const inForce: RuleInForce[] = allRules.map((rule) => ({ rule, version: 1, mode: 'live', settings: rule.defaults }))
const twoPlaces = factsOf(paid({ at: 30, store: 'S-0077', place: places.north }), [paid()])

describe('asking all rules about a payment', () => {
  test('every rule answers, and a hit carries its version', () => {
    const { results, hits } = evaluate(twoPlaces, inForce)

    expect(results.map(({ rule, result }) => [rule, result])).toEqual([
      ['simultaneous-payments', 'hit'],
      ['impossible-travel', 'no'],
      ['own-store-payment', 'no'],
      ['velocity', 'no'],
    ])
    expect(hits).toHaveLength(1)
    expect(hits[0]).toMatchObject({ rule: 'simultaneous-payments', ruleVersion: 1, customerId: 'hana' })
  })

  test('a rule that throws is a result, and the others are still heard', () => {
    const broken = defineRule({
      id: 'velocity', settings: z.object({}), defaults: {}, pairs: false,
      detect: () => {
        throw new Error('no such fact')
      },
    })
    const { results, hits } = evaluate(twoPlaces, [{ rule: broken, version: 3, mode: 'live', settings: {} }, ...inForce])

    expect(results[0]).toEqual({ rule: 'velocity', version: 3, result: 'rule-error', fault: 'no such fact' })
    expect(hits).toHaveLength(1)
  })

  test('settings that no longer fit their rule are a rule error too', () => {
    const [first] = inForce
    const { results } = evaluate(twoPlaces, [{ ...first!, settings: { windowSeconds: 'long' } }])
    expect(results[0]?.result).toBe('rule-error')
  })

  test('a shadow rule is recorded and alerts nobody; a rule that is off is not asked', () => {
    const [simultaneous, travel] = inForce
    const { results, hits } = evaluate(twoPlaces, [{ ...simultaneous!, mode: 'shadow' }, { ...travel!, mode: 'off' }])

    expect(results).toEqual([{ rule: 'simultaneous-payments', version: 1, shadow: true, result: 'hit' }])
    expect(hits).toEqual([])
  })

  test('every rule has a name that officers know, and defaults that fit its own settings', () => {
    expect(allRules.map(({ id }) => id).sort()).toEqual(Object.keys(ruleNames).sort())
    for (const rule of allRules) expect(() => rule.withSettings(rule.defaults)).not.toThrow()
  })

  test('what LINE will show of a hit names no threshold', () => {
    const crowd = Array.from({ length: 6 }, (_, place) => paid({ at: -place * 60 }))
    const hits = [
      ...evaluate(twoPlaces, inForce).hits,
      ...evaluate(factsOf(paid({ at: 60, store: 'S-0900', place: places.faraway }), [paid()]), inForce).hits,
      ...evaluate(factsOf(paid({ at: 1 }), crowd, { staffLinks: [{ by: 'line', staffCode: 'ST-01', role: 'owner' }] }), inForce).hits,
    ]
    expect(new Set(hits.map(({ rule }) => rule)).size).toBe(4)
    for (const { brief } of hits) expect(brief).not.toMatch(/基準/)
  })
})
