import type { Rule } from '../rule.ts'
import { codeGuessing } from './code-guessing.ts'
import { codeRelay } from './code-relay.ts'
import { dormantBurst } from './dormant-burst.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { inactiveStore } from './inactive-store.ts'
import { offHours } from './off-hours.ts'
import { cashLikeGoods } from './cash-like-goods.ts'
import { cashOut } from './cash-out.ts'
import { firstPaymentLarge } from './first-payment-large.ts'
import { justBelowLimit } from './just-below-limit.ts'
import { limitSplit } from './limit-split.ts'
import { roundRepeat } from './round-repeat.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'
import { takeoverDrain } from './takeover-drain.ts'
import { velocity } from './velocity.ts'
import { voidAbuse } from './void-abuse.ts'
import { storeConcentration } from './store-concentration.ts'
import { storeSurge } from './store-surge.ts'
import { topUpLoop } from './top-up-loop.ts'
import { unusualAmount } from './unusual-amount.ts'

/** Every rule there is, in the order of the catalogue. */
export const allRules: readonly Rule[] = [
  simultaneousPayments, impossibleTravel, voidAbuse, takeoverDrain, offHours, codeRelay, codeGuessing, velocity, dormantBurst, inactiveStore,
  simultaneousPayments,
  cashOut,
  roundRepeat,
  justBelowLimit,
  limitSplit,
  storeConcentration,
  storeSurge,
  firstPaymentLarge,
  unusualAmount,
  topUpLoop,
  cashLikeGoods,
]
