import { store } from './ja/store.ts'
import { wordsHook } from './wording.ts'

export const useStoreWords = wordsHook(store, () => import('./en/store.ts').then((words) => words.store))
