import { randomInt } from 'node:crypto'
import { refused, type Refusal, type RefusalReason } from '../../core/refusal.ts'
import { yen } from '../../core/yen.ts'

/** How long a one-time code can be used. Seconds. */
export const codeSeconds = 60
/** How long its owner has to say yes when the store's amount needs it. Seconds. */
export const answerSeconds = 120
/** From this amount on the owner says yes on their own screen; below, and at a store they know, showing the code is enough. */
export const sureBelow = yen(5_000)

const digitsLength = 12

/** Twelve digits by chance: with one open code per customer, a guess in a minute hits with one in a million million. */
export const newCode = (): string => [0, 1].map(() => String(randomInt(10 ** 6)).padStart(6, '0')).join('')

/** The code in what was scanned or typed: full-width digits and blanks are forgiven. Null when it cannot be one. */
export function codeIn(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return new RegExp(`^[0-9]{${digitsLength}}$`).test(digits) ? digits : null
}

/** What only concerns the owner of a code reads the same to every store: it never learns why somebody could not pay. */
const ownersAffair: readonly RefusalReason[] = ['balance-short', 'kind-not-here', 'day-limit', 'voucher-expired', 'payer-frozen', 'self-stopped', 'device-stopped', 'not-registered', 'own-store']
export const toldToStore = (refusal: Refusal): Refusal => (ownersAffair.includes(refusal.reason) ? refused('code-not-accepted') : refusal)
