import { till } from './ja/till.ts'
import { wordsHook } from './wording.ts'

/** Asking for money at the till: 金額QR and one-time codes. */
export const useTillWords = wordsHook(till, () => import('./en/till.ts').then((words) => words.till))
