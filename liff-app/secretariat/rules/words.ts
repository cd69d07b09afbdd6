import { rules } from '../../words/ja/rules.ts'
import { wordsHook } from '../../words/wording.ts'

export const useRuleWords = wordsHook(rules, () => import('../../words/en/rules.ts').then((words) => words.rules))
