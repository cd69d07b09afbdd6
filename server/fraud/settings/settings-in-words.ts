import type { Sentence } from '../../approval/contract.ts'
import { fillBlanks } from '../../core/refusal-words.ts'
import type { Rule } from '../rule.ts'
import { watchSettings } from '../watch/conditions.ts'
import { isWatchFact, watchFacts } from '../watch/facts.ts'
import { wanted } from '../watch/watch-rule.ts'

/** A rule's sentence with its blanks filled, in both languages; a watch's conditions one after the other. */
export function settingsInWords(rule: Rule, settings: unknown): Sentence {
  if (rule.typology === 'watch') return watchInWords(settings)
  const values = rule.settings.safeParse(settings)
  const filled = Object.fromEntries(Object.entries(values.success ? values.data : {}).map(([key, value]) => [key, String(value)]))
  if (!values.success) return { ja: '読み取れない設定です。', en: 'Settings that cannot be read.' }
  return { ja: fillBlanks(rule.asks.ja, filled), en: fillBlanks(rule.asks.en, filled) }
}

function watchInWords(settings: unknown): Sentence {
  const parsed = watchSettings.safeParse(settings)
  if (!parsed.success) return { ja: '読み取れない条件です。', en: 'Conditions that cannot be read.' }
  const { match, conditions } = parsed.data
  const said = conditions.flatMap((one) => {
    if (!isWatchFact(one.fact)) return []
    const fact = watchFacts[one.fact]
    const value = wanted(fact, one)
    return [{ ja: `${fact.ja}が${value.ja}`, en: `${fact.en}: ${value.en}` }]
  })
  return { ja: said.map(({ ja }) => ja).join(match === 'all' ? '、かつ' : '、または'), en: said.map(({ en }) => en).join(match === 'all' ? ' and ' : ' or ') }
}
