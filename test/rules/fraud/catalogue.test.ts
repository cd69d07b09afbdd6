import { expect, test } from 'vitest'
import { rules as en } from '../../../liff-app/words/en/rules.ts'
import { rules as ja } from '../../../liff-app/words/ja/rules.ts'
import { ruleNames } from '../../../server/cases/alerts/alert.ts'
import { typologies } from '../../../server/cases/alerts/typology.ts'
import { allRules } from '../../../server/fraud/rules/all.ts'

test('every rule of the catalogue is there once; only the detectors’ own health and what customers report are no rules about payments', () => {
  expect([...allRules.map(({ id }) => id), 'detector-health', 'customer-report'].sort()).toEqual(Object.keys(ruleNames).sort())
})

test('every rule belongs to a typology, is asked about something, and its defaults fit its settings', () => {
  for (const rule of allRules) {
    expect(Object.keys(typologies)).toContain(rule.typology)
    expect(rule.on.length, rule.id).toBeGreaterThan(0)
    expect(rule.settings.safeParse(rule.defaults).success, rule.id).toBe(true)
    expect(() => rule.withSettings({}), rule.id).toThrow()
  }
})

test('every setting has words in both languages, a unit, and limits that a person can’t step over by mistake', () => {
  for (const rule of allRules) {
    for (const [key, schema] of Object.entries(rule.settings.shape)) expect((schema as { meta(): unknown }).meta(), `${rule.id}.${key}`).toMatchObject({ ja: expect.stringMatching(/.+/) as string, en: expect.stringMatching(/.+/) as string })
  }
})

test('officers read a unit behind every blank, in both languages', () => {
  const units = allRules.flatMap((rule) => Object.values(rule.settings.shape).map((schema) => (schema as { meta(): { unit: string } }).meta().unit))
  for (const unit of new Set(units)) expect([unit, Object.keys(ja.units).includes(unit), Object.keys(en.units).includes(unit)]).toEqual([unit, true, true])
})
