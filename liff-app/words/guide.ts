import { guide } from './ja/guide.ts'
import { wordsHook } from './wording.ts'

export const useGuideWords = wordsHook(guide, () => import('./en/guide.ts').then((words) => words.guide))
