import { instalments } from './ja/instalments.ts'
import { wordsHook } from './wording.ts'

export const useInstalmentWords = wordsHook(instalments, () => import('./en/instalments.ts').then((words) => words.instalments))
