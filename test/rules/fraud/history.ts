import { dossiersOn, keysOf, type Dossiers } from '../../../server/fraud/dossiers/dossiers.ts'
import { remember } from '../../../server/fraud/dossiers/remember.ts'
import { factsOf } from '../../../server/fraud/facts.ts'
import type { CodeFailed, Observation, Paid, Registered, Reported, SessionOpened, StaffOnFile, StoreOnFile, ToppedUp, Voided } from '../../../server/fraud/observation.ts'
import type { Finding, Found, Rule } from '../../../server/fraud/rule.ts'

/** Noon in Japan, 23 November 2026, a Monday. Moments of tests are minutes after it. */
export const noon = Date.parse('2026-11-23T12:00:00+09:00')
export const minutes = (after: number): number => noon + after * 60_000
export const hours = (after: number): number => minutes(after * 60)
export const days = (after: number): number => hours(after * 24)

const market = { latitude: 38.2688, longitude: 140.8721 }

type Wishes<Kind extends Observation['kind']> = Partial<Omit<Extract<Observation, { kind: Kind }>, 'kind'>>

/** What was seen so far, told to the engine's own dossiers: rules are asked with the facts that they would get in life. */
export interface History {
  readonly dossiers: Dossiers
  store(id: string, wishes?: Wishes<'store'>): StoreOnFile
  staff(id: string, storeId: string, wishes?: Wishes<'staff'>): StaffOnFile
  customer(id: string, wishes?: Wishes<'customer'>): Registered
  opens(wishes: Wishes<'session'>): SessionOpened
  tops(customerId: string, amount: number, wishes?: Wishes<'topUp'>): ToppedUp
  pays(wishes?: Wishes<'payment'>): Paid
  voids(paid: Paid, wishes?: Wishes<'void'>): Voided
  fails(wishes?: Wishes<'codeFailure'>): CodeFailed
  reports(wishes?: Wishes<'report'>): Reported
  sees(seen: Observation): void
  /** What a rule says about a payment that is not remembered. */
  asks(rule: Rule, wishes?: Wishes<'payment'>, settings?: object): Finding
  asksAbout(rule: Rule, seen: Observation, settings?: object): Finding
}

export function history(): History {
  const shelf = new Map<string, unknown>()
  const dossiers = dossiersOn(shelf)
  const people = new Map<string, Registered>()
  let made = 0
  const sees = (seen: Observation): void => {
    remember(dossiers, seen)
    // Rows of a database share nothing with each other, and neither do these.
    for (const key of keysOf(seen)) if (shelf.has(key)) shelf.set(key, structuredClone(shelf.get(key)))
  }
  const told = <Seen extends Observation>(seen: Seen): Seen => {
    sees(seen)
    return seen
  }
  const payment = (wishes: Wishes<'payment'>): Paid => {
    made += 1
    const customerId = wishes.customerId ?? 'hana'
    const person = people.get(customerId)
    return {
      kind: 'payment', at: noon, id: `p${made}`, customerId, storeId: 'S-0142', phone: person?.phone ?? null, home: person?.home ?? null,
      amount: 800, deviceId: `${customerId}-device`, ip: null, mode: 'poster', terminalId: null, checkoutId: null, staffId: null, ...wishes,
    }
  }
  const asksAbout: History['asksAbout'] = (rule, seen, settings = {}) => {
    const facts = factsOf(dossiers, seen)
    if (facts === null) throw new Error(`nothing is asked about ${seen.kind}`)
    return rule.withSettings({ ...rule.defaults, ...settings })(facts)
  }
  return {
    dossiers,
    sees,
    store: (id, wishes = {}) =>
      told({ kind: 'store', at: days(-60), id, code: id, category: 'restaurant', place: market, opens: 0, closes: 1440, night: true, mobile: false, online: false, largeTicket: false, open: true, ...wishes }),
    staff: (id, storeId, wishes = {}) => told({ kind: 'staff', at: days(-60), id, code: id, storeId, role: 'clerk', line: null, phone: null, deviceId: null, active: true, ...wishes }),
    customer: (id, wishes = {}) => {
      const registered: Registered = { kind: 'customer', at: days(-60), id, phone: null, home: null, line: null, ...wishes }
      people.set(id, registered)
      return told(registered)
    },
    opens: (wishes) => told({ kind: 'session', at: noon, customerId: null, staffId: null, storeIds: [], deviceId: 'device', ip: null, place: null, ...wishes }),
    tops: (customerId, amount, wishes = {}) => {
      made += 1
      const person = people.get(customerId)
      return told({ kind: 'topUp', at: noon, id: `t${made}`, customerId, phone: person?.phone ?? null, home: person?.home ?? null, amount, premium: 0, card: null, ...wishes })
    },
    pays: (wishes = {}) => told(payment(wishes)),
    voids: ({ id, customerId, storeId, phone, home, deviceId, amount, at }, wishes = {}) =>
      told({ kind: 'void', at: at + 60_000, paymentId: id, customerId, storeId, phone, home, deviceId, amount, paidAt: at, staffId: null, ...wishes }),
    fails: (wishes = {}) => told({ kind: 'codeFailure', at: noon, customerId: null, storeId: null, deviceId: null, ip: null, reason: 'unknown', ...wishes }),
    reports: (wishes = {}) => told({ kind: 'report', at: noon, from: 'store', customerId: null, storeId: 'S-0142', paymentId: null, report: 'no-payment', ...wishes }),
    asks: (rule, wishes = {}, settings = {}) => asksAbout(rule, payment(wishes), settings),
    asksAbout,
  }
}

export function hitOf(finding: Finding): Found {
  if (finding.result !== 'hit') throw new Error(`expected a hit, got ${finding.result}`)
  return finding.hit
}
