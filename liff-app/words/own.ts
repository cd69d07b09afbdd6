import { own } from './ja/own.ts'
import { wordsHook } from './wording.ts'

export const useOwnWords = wordsHook(own, () => import('./en/own.ts').then((words) => words.own))
