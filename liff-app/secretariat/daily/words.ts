import { daily } from '../../words/ja/daily.ts'
import { wordsHook } from '../../words/wording.ts'

export const useDailyWords = wordsHook(daily, () => import('../../words/en/daily.ts').then((words) => words.daily))
