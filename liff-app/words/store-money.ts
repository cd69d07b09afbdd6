import { storeMoney } from './ja/store-money.ts'
import { wordsHook } from './wording.ts'

export const useStoreMoneyWords = wordsHook(storeMoney, () => import('./en/store-money.ts').then((words) => words.storeMoney))
