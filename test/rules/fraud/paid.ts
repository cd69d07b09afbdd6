import type { PaidFact, PaymentFacts, Place } from '../../../server/fraud/facts.ts'
import type { Finding, Found, Rule } from '../../../server/fraud/rule.ts'

/** Where the shops of these tests are: Aoba market, another 1.2 km north, one 64 km away. */
export const places = {
  market: { latitude: 38.2688, longitude: 140.8721 },
  north: { latitude: 38.2796, longitude: 140.8721 },
  faraway: { latitude: 38.8444, longitude: 140.8721 },
} as const satisfies Record<string, Place>

const noon = new Date('2026-11-23T12:00:00+09:00').getTime()
let made = 0

interface Wishes {
  /** Seconds after noon. */
  at?: number
  amount?: number
  store?: string
  place?: Place | null
  device?: string | null
}

export function paid({ at = 0, amount = 800, store = 'S-0142', place = places.market, device = 'phone' }: Wishes = {}): PaidFact {
  made += 1
  return { paymentId: `p${made}`, at: new Date(noon + at * 1000), amount: BigInt(amount), storeId: store, storeCode: store, place, deviceId: device }
}

/** `earlier` in any order; the facts have them newest first. */
export const factsOf = (payment: PaidFact, earlier: readonly PaidFact[] = [], more: Partial<PaymentFacts> = {}): PaymentFacts => ({
  payment,
  customerId: 'hana',
  before: [...earlier].sort((a, b) => b.at.getTime() - a.at.getTime()),
  staffLinks: [],
  customersOnDevice: 1,
  ...more,
})

export const ask = (rule: Rule, facts: PaymentFacts, settings: object = {}): Finding => rule.withSettings({ ...(rule.defaults as object), ...settings })(facts)

export function hitOf(finding: Finding): Found {
  if (finding.result !== 'hit') throw new Error(`expected a hit, got ${finding.result}`)
  return finding.hit
}
