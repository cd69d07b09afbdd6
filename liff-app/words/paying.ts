import { paying } from './ja/paying.ts'
import { wordsHook } from './wording.ts'

/** From scanning to the result; loaded with the screens of paying. */
export const usePayingWords = wordsHook(paying, () => import('./en/paying.ts').then((words) => words.paying))
