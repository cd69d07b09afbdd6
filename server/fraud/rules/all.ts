import type { Rule } from '../rule.ts'
import { assistedRegistration } from './assisted-registration.ts'
import { cashLikeGoods } from './cash-like-goods.ts'
import { cashOut } from './cash-out.ts'
import { codeGuessing } from './code-guessing.ts'
import { codeRelay } from './code-relay.ts'
import { collusiveRing } from './collusive-ring.ts'
import { dormantBurst } from './dormant-burst.ts'
import { firstPaymentLarge } from './first-payment-large.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { inactiveStore } from './inactive-store.ts'
import { justBelowLimit } from './just-below-limit.ts'
import { limitSplit } from './limit-split.ts'
import { newcomerWave } from './newcomer-wave.ts'
import { offHours } from './off-hours.ts'
import { ownStorePayment } from './own-store-payment.ts'
import { paymentNotReceived } from './payment-not-received.ts'
import { payoutChange } from './payout-change.ts'
import { roundRepeat } from './round-repeat.ts'
import { sameCompany } from './same-company.ts'
import { severalAccounts } from './several-accounts.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'
import { storeConcentration } from './store-concentration.ts'
import { storeSurge } from './store-surge.ts'
import { takeoverDrain } from './takeover-drain.ts'
import { topUpLoop } from './top-up-loop.ts'
import { unusualAmount } from './unusual-amount.ts'
import { velocity } from './velocity.ts'
import { voidAbuse } from './void-abuse.ts'

/** Every rule there is, in the order of the catalogue. The health of the detectors, its last entry, is `health.ts`: it looks at rules. */
export const allRules: readonly Rule[] = [
  simultaneousPayments,
  impossibleTravel,
  ownStorePayment,
  cashOut,
  collusiveRing,
  roundRepeat,
  justBelowLimit,
  limitSplit,
  voidAbuse,
  takeoverDrain,
  severalAccounts,
  offHours,
  codeRelay,
  codeGuessing,
  storeConcentration,
  storeSurge,
  velocity,
  firstPaymentLarge,
  unusualAmount,
  topUpLoop,
  newcomerWave,
  dormantBurst,
  inactiveStore,
  payoutChange,
  cashLikeGoods,
  assistedRegistration,
  sameCompany,
  paymentNotReceived,
]
