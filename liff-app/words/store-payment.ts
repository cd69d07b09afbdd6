import { storePayment } from './ja/store-payment.ts'
import { wordsHook } from './wording.ts'

export const useStorePaymentWords = wordsHook(storePayment, () => import('./en/store-payment.ts').then((words) => words.storePayment))
