import type { Rule } from '../rule.ts'
import { assistedRegistration } from './assisted-registration.ts'
import { collusiveRing } from './collusive-ring.ts'
import { newcomerWave } from './newcomer-wave.ts'
import { ownStorePayment } from './own-store-payment.ts'
import { paymentNotReceived } from './payment-not-received.ts'
import { payoutChange } from './payout-change.ts'
import { sameCompany } from './same-company.ts'
import { severalAccounts } from './several-accounts.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'

/** Every rule there is, in the order of the catalogue. */
export const allRules: readonly Rule[] = [
  simultaneousPayments,
  ownStorePayment,
  collusiveRing,
  severalAccounts,
  newcomerWave,
  payoutChange,
  assistedRegistration,
  sameCompany,
  paymentNotReceived,
]
