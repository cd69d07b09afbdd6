import { papers } from './ja/papers.ts'
import { wordsHook } from './wording.ts'

export const usePapersWords = wordsHook(papers, () => import('./en/papers.ts').then((words) => words.papers))
