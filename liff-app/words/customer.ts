import { customer } from './ja/customer.ts'
import { wordsHook } from './wording.ts'

export const useCustomerWords = wordsHook(customer, () => import('./en/customer.ts').then((words) => words.customer))
