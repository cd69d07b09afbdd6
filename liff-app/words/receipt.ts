import { receipt } from './ja/receipt.ts'
import { wordsHook } from './wording.ts'

export const useReceiptWords = wordsHook(receipt, () => import('./en/receipt.ts').then((words) => words.receipt))
