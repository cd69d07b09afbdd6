import { dossiersOn } from '../../../server/fraud/dossiers/dossiers.ts'
import { hour } from '../../../server/fraud/dossiers/moments.ts'
import { remember } from '../../../server/fraud/dossiers/remember.ts'
import { factsOf } from '../../../server/fraud/facts.ts'
import type { CodeFailed, Observation, Paid, ProgrammeOnFile, Registered, SessionOpened, StoreOnFile, ToppedUp, Voided } from '../../../server/fraud/observation.ts'
import { no, type Finding, type Found, type Rule } from '../../../server/fraud/rule.ts'

/** Monday 23 November 2026, noon in Japan: when things happen unless a test says otherwise. */
export const noon = Date.parse('2026-11-23T12:00:00+09:00')

/** Where the stores of these tests are: Aoba market, another 1.2 km north, one 64 km away. */
export const places = {
  market: { latitude: 38.2688, longitude: 140.8721 },
  north: { latitude: 38.2796, longitude: 140.8721 },
  faraway: { latitude: 38.8444, longitude: 140.8721 },
} as const

type Wishes<Seen extends Observation> = Partial<Omit<Seen, 'kind'>>
type PaidWishes = Wishes<Paid>

/** A programme in which nothing has happened yet, and words for what then happens. Facts come from the engine itself. */
export function history() {
  const dossiers = dossiersOn(new Map<string, unknown>())
  const people = new Map<string, { phone: string | null; home: string | null }>()
  let made = 0
  const tell = (seen: Observation): void => remember(dossiers, seen)
  const next = (letter: string): string => {
    made += 1
    return `${letter}${made}`
  }

  const payment = ({ customerId = 'hana', ...wishes }: PaidWishes = {}): Paid => ({
    kind: 'payment', id: wishes.id ?? next('p'), at: noon, customerId, storeId: 'S-0142', phone: null, home: null, amount: 800, deviceId: 'phone', ip: null, mode: 'poster',
    terminalId: null, checkoutId: null, staffId: null, ...people.get(customerId), ...wishes,
  })
  const failure = (wishes: Wishes<CodeFailed> = {}): CodeFailed => ({ kind: 'codeFailure', at: noon, customerId: null, storeId: 'S-0142', deviceId: 'phone', ip: null, reason: 'unknown', ...wishes })
  const voidOf = (paid: Paid, wishes: Wishes<Voided> = {}): Voided => ({
    kind: 'void', at: paid.at + 60_000, paymentId: paid.id, customerId: paid.customerId, storeId: paid.storeId, phone: paid.phone, home: paid.home, deviceId: paid.deviceId, amount: paid.amount, paidAt: paid.at, staffId: 'clerk', ...wishes,
  })
  const asked = (rule: Rule, seen: Observation, settings: object): Finding => {
    const facts = factsOf(dossiers, seen)
    return facts === null ? no : rule.withSettings({ ...rule.defaults, ...settings })(facts)
  }

  return {
    dossiers,
    tell,
    programme: (wishes: Wishes<ProgrammeOnFile> = {}) => tell({ kind: 'programme', at: noon - 900 * hour, perPayment: 30_000, perDay: 50_000, holdingMax: 100_000, validUntil: null, ...wishes }),
    store: (id = 'S-0142', wishes: Wishes<StoreOnFile> = {}) => tell({
      kind: 'store', at: noon - 1_000 * hour, id, code: id, category: null, place: places.market, opens: 600, closes: 1_200, night: false, mobile: false, online: false, largeTicket: false, open: true, ...wishes,
    }),
    customer: (id = 'hana', wishes: Wishes<Registered> = {}) => {
      const seen: Registered = { kind: 'customer', at: noon - 1_000 * hour, id, phone: null, home: null, line: null, ...wishes }
      people.set(id, { phone: seen.phone, home: seen.home })
      tell(seen)
    },
    opensApp: (wishes: Wishes<SessionOpened> = {}) => tell({ kind: 'session', at: noon, customerId: 'hana', staffId: null, storeIds: [], deviceId: 'phone', ip: null, place: null, ...wishes }),
    topsUp: (wishes: Wishes<ToppedUp> = {}) => tell({ kind: 'topUp', at: noon, id: next('t'), customerId: 'hana', phone: null, home: null, amount: 10_000, premium: 0, card: null, ...wishes }),
    pays: (wishes: PaidWishes = {}): Paid => {
      const paid = payment(wishes)
      tell(paid)
      return paid
    },
    voids: (paid: Paid, wishes: Wishes<Voided> = {}) => tell(voidOf(paid, wishes)),
    fails: (wishes: Wishes<CodeFailed> = {}) => tell(failure(wishes)),
    asks: (rule: Rule, wishes: PaidWishes = {}, settings: object = {}) => asked(rule, payment(wishes), settings),
    asksOfFailure: (rule: Rule, wishes: Wishes<CodeFailed> = {}, settings: object = {}) => asked(rule, failure(wishes), settings),
    asksOfVoid: (rule: Rule, paid: Paid, wishes: Wishes<Voided> = {}, settings: object = {}) => asked(rule, voidOf(paid, wishes), settings),
  }
}

export function hitOf(finding: Finding): Found {
  if (finding.result !== 'hit') throw new Error(`expected a hit, got ${finding.result === 'not_applicable' ? `not applicable: ${finding.missing}` : finding.result}`)
  return finding.hit
}
