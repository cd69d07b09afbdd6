import { dossiersOn } from '../../../../server/fraud/dossiers/dossiers.ts'
import { remember } from '../../../../server/fraud/dossiers/remember.ts'
import { factsOf, type PaymentFacts } from '../../../../server/fraud/facts.ts'
import type { Observation, Paid } from '../../../../server/fraud/observation.ts'

export const noon = Date.parse('2026-11-23T12:00:00+09:00')
let made = 0

/** A payment of Hana at the bakery, so many minutes after noon; only what matters to a test is told. */
export function pays(minutes: number, wishes: Partial<Paid> = {}): Paid {
  made += 1
  return {
    kind: 'payment', id: `p${made}`, at: noon + minutes * 60_000, customerId: 'hana', storeId: 'bakery', phone: null, home: null, amount: 800, deviceId: null, ip: null,
    mode: 'poster', terminalId: null, checkoutId: null, staffId: null, ...wishes,
  }
}

export function storeOnFile(id: string, wishes: Partial<Extract<Observation, { kind: 'store' }>> = {}): Observation {
  return {
    kind: 'store', at: noon - 86_400_000, id, code: `S-${id}`, category: 'food', place: null, opens: null, closes: null, night: false, mobile: false, online: false, largeTicket: false, open: true, ...wishes,
  }
}

/** The facts of a payment after everything that was seen before it. */
export function factsAfter(past: readonly Observation[], payment: Paid): PaymentFacts {
  const dossiers = dossiersOn(new Map())
  for (const seen of past) remember(dossiers, seen)
  const facts = factsOf(dossiers, payment)
  if (facts?.kind !== 'payment') throw new Error('a payment has facts')
  return facts
}
