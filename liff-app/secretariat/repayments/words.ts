import { officeRepayments } from '../../words/ja/office-repayments.ts'
import { wordsHook } from '../../words/wording.ts'

export const useOfficeRepaymentWords = wordsHook(officeRepayments, () => import('../../words/en/office-repayments.ts').then((words) => words.officeRepayments))
