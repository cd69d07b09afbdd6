import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { precisionOf } from '../../../server/fraud/precision.ts'

describe('的中率', () => {
  test('is told with how sure it is', () => {
    const precision = precisionOf({ alerts: 50, confirmed: 8, cleared: 12 })
    expect(precision).toMatchObject({ verdicts: 20, share: 0.4, flag: null })
    expect(precision.low).toBeCloseTo(0.2188, 4)
    expect(precision.high).toBeCloseTo(0.6134, 4)
    expect(precision.sentence).toEqual({
      ja: '結論の出た20件のうち不正は8件、的中率40%（95%信頼区間 22〜61%）です。',
      en: '8 of 20 verdicts were fraud: 40 % (95 % interval 22 to 61 %).',
    })
  })

  test('three of three is not a hundred percent', () => {
    expect(precisionOf({ alerts: 3, confirmed: 3, cleared: 0 }).low).toBeCloseTo(0.4385, 4)
  })

  test('without a verdict nothing is claimed', () => {
    expect(precisionOf({ alerts: 4, confirmed: 0, cleared: 0 })).toEqual({
      verdicts: 0, share: null, low: 0, high: 1, flag: null, sentence: { ja: 'アラート4件のうち、結論の出たものはまだありません。', en: 'None of the 4 alerts has a verdict yet.' },
    })
  })

  test.each([
    { confirmed: 2, cleared: 28, flag: 'noisy' },
    { confirmed: 3, cleared: 27, flag: null },
    { confirmed: 2, cleared: 27, flag: null },
  ])('$confirmed confirmed and $cleared cleared: $flag', ({ confirmed, cleared, flag }) => {
    expect(precisionOf({ alerts: 60, confirmed, cleared }).flag).toBe(flag)
  })

  test('a noisy rule proposes its own return to shadow', () => {
    expect(precisionOf({ alerts: 60, confirmed: 2, cleared: 38 }).sentence.ja).toBe('結論の出た40件のうち不正は2件、的中率5%（95%信頼区間 1〜17%）です。試験運用に戻すことを提案します。')
  })

  test('a rule without alerts is silent', () => {
    expect(precisionOf({ alerts: 0, confirmed: 0, cleared: 0 })).toMatchObject({ flag: 'silent', sentence: { en: 'No alerts in this period.' } })
  })

  test('the interval holds the share, and narrows with more of the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (confirmed, cleared) => {
        fc.pre(confirmed + cleared > 0)
        const [one, two] = [precisionOf({ alerts: 1, confirmed, cleared }), precisionOf({ alerts: 1, confirmed: 2 * confirmed, cleared: 2 * cleared })]
        const slack = 1e-9
        expect(one.low).toBeLessThanOrEqual((one.share ?? 0) + slack)
        expect(one.high).toBeGreaterThanOrEqual((one.share ?? 1) - slack)
        expect(two.high - two.low).toBeLessThanOrEqual(one.high - one.low + slack)
      }),
    )
  })
})
