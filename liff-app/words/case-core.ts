import { caseCore } from './ja/case-core.ts'
import { wordsHook } from './wording.ts'

export const useCaseCoreWords = wordsHook(caseCore, () => import('./en/case-core.ts').then((words) => words.caseCore))
