import { demandPapers } from './ja/demand-papers.ts'
import { wordsHook } from './wording.ts'

export const useDemandPaperWords = wordsHook(demandPapers, () => import('./en/demand-papers.ts').then((words) => words.demandPapers))
