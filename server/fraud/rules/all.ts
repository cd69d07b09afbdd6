import type { Rule } from '../rule.ts'
import { codeGuessing } from './code-guessing.ts'
import { codeRelay } from './code-relay.ts'
import { dormantBurst } from './dormant-burst.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { inactiveStore } from './inactive-store.ts'
import { offHours } from './off-hours.ts'
import { simultaneousPayments } from './simultaneous-payments.ts'
import { takeoverDrain } from './takeover-drain.ts'
import { velocity } from './velocity.ts'
import { voidAbuse } from './void-abuse.ts'

/** Every rule there is, in the order of the catalogue. */
export const allRules: readonly Rule[] = [
  simultaneousPayments, impossibleTravel, voidAbuse, takeoverDrain, offHours, codeRelay, codeGuessing, velocity, dormantBurst, inactiveStore,
]
