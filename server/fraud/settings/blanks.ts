import { z } from 'zod'
import type { Rule } from '../rule.ts'
import type { Blank } from './contract.ts'

/** What JSON Schema says of one setting, with the words that its `.meta` carries. */
const property = z.object({
  type: z.string(), ja: z.string().catch(''), en: z.string().catch(''), unit: z.string().nullable().catch(null),
  minimum: z.number().nullable().catch(null), maximum: z.number().nullable().catch(null),
})

/** The blanks of a rule's sentence: label, unit and limits as its schema has them. */
export function blanksOf(rule: Rule): Blank[] {
  const { properties } = z.object({ properties: z.record(z.string(), z.unknown()) }).parse(z.toJSONSchema(rule.settings))
  return Object.entries(properties).flatMap(([key, said]): Blank[] => {
    const { type, ja, en, unit, minimum, maximum } = property.parse(said)
    if (type === 'boolean') return [{ key, ja, en, unit, kind: 'yes-no', min: null, max: null }]
    if (type !== 'integer' && type !== 'number') return []
    return [{ key, ja, en, unit, kind: type, min: minimum, max: maximum }]
  })
}

/** The first setting that does not fit, in both languages; null when all do. */
export function whatIsWrong(rule: Rule, settings: unknown): { readonly ja: string; readonly en: string } | null {
  const parsed = rule.settings.safeParse(settings)
  if (parsed.success) return null
  const issue = parsed.error.issues[0]
  const key = String(issue?.path[0] ?? '')
  const blank = rule.typology === 'watch' ? null : blanksOf(rule).find((one) => one.key === key)
  if (blank) {
    const range = blank.min === null || blank.max === null ? '' : `${blank.min}〜${blank.max}`
    return { ja: `${blank.ja}${range ? `（${range}）` : ''}`, en: `${blank.en}${range ? ` (${range.replace('〜', '–')})` : ''}` }
  }
  const place = Number(issue?.path[1])
  if (key === 'conditions' && Number.isInteger(place)) return { ja: `条件${place + 1}`, en: `condition ${place + 1}` }
  return watchParts[key] ?? { ja: key, en: key }
}

const watchParts: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  title: { ja: '名前（40文字まで）', en: 'name (at most 40 letters)' },
  conditions: { ja: '条件（1〜10個）', en: 'conditions (1–10)' },
  urgency: { ja: '緊急性', en: 'urgency' }, match: { ja: '組み合わせ', en: 'all or any' }, about: { ja: '対象', en: 'subject' },
}
