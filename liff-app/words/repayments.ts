import { repayments } from './ja/repayments.ts'
import { wordsHook } from './wording.ts'

export const useRepaymentWords = wordsHook(repayments, () => import('./en/repayments.ts').then((words) => words.repayments))
