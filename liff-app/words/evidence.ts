import { evidence } from './ja/evidence.ts'
import { wordsHook } from './wording.ts'

/** Photos, additions, explanations and reports: what stores and customers say about evidence. */
export const useEvidenceWords = wordsHook(evidence, () => import('./en/evidence.ts').then((words) => words.evidence))
