import { unmatched } from '../../words/ja/unmatched.ts'
import { wordsHook } from '../../words/wording.ts'

export const useUnmatchedWords = wordsHook(unmatched, () => import('../../words/en/unmatched.ts').then((words) => words.unmatched))
