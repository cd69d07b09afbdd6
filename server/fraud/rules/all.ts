import type { Rule } from '../rule.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'

/** Every rule there is, in the order of the catalogue. */
export const allRules: readonly Rule[] = [simultaneousPayments]
