import { storePapers } from './ja/store-papers.ts'
import { wordsHook } from './wording.ts'

export const useStorePapersWords = wordsHook(storePapers, () => import('./en/store-papers.ts').then((words) => words.storePapers))
