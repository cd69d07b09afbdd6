import { payouts } from '../../words/ja/payouts.ts'
import { wordsHook } from '../../words/wording.ts'

export const usePayoutWords = wordsHook(payouts, () => import('../../words/en/payouts.ts').then((words) => words.payouts))
