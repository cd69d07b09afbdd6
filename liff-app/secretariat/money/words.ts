import { officeMoney } from '../../words/ja/office-money.ts'
import { wordsHook } from '../../words/wording.ts'

export const useMoneyWords = wordsHook(officeMoney, () => import('../../words/en/office-money.ts').then((words) => words.officeMoney))
