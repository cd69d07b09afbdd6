import type { Rule } from '../rule.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { ownStorePayment } from './own-store-payment.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'
import { velocity } from './velocity.ts'

/** Every rule there is, in the order in which alerts name them. */
export const allRules: readonly Rule[] = [simultaneousPayments, impossibleTravel, ownStorePayment, velocity]
