import type { Observation, Paid } from '../../../server/fraud/observation.ts'

const start = Date.parse('2026-10-01T09:00:00+09:00')
const [stores, people] = [60, 600]

/** The same numbers for the same seed (mulberry32): a bench compares runs, and chance would be one more difference. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A made-up programme of some weeks: stores and people on file, top-ups, the app opened, and so many payments. */
export function* generatedPast(payments: number, seed = 7): Generator<Observation> {
  const next = chance(seed)
  const one = (of: number) => Math.floor(next() * of)
  let at = start
  yield { kind: 'programme', at, perPayment: 30_000, perDay: 50_000, holdingMax: 100_000, validUntil: null }
  for (let place = 0; place < stores; place += 1) {
    const where = { latitude: 38.2 + next() / 5, longitude: 140.8 + next() / 5 }
    yield { kind: 'store', at, id: `s${place}`, code: `S-${place}`, category: ['food', 'clothes', 'appliances'][place % 3] ?? 'food', place: where, opens: 540, closes: 1_260, night: false, mobile: false, online: false, largeTicket: place % 3 === 2, open: true }
    yield { kind: 'staff', at, id: `w${place}`, code: `W-${place}`, storeId: `s${place}`, role: 'owner', line: `line-w${place}`, phone: `phone-w${place}`, deviceId: `device-w${place}`, active: true }
  }
  for (let place = 0; place < people; place += 1) yield { kind: 'customer', at, id: `c${place}`, phone: `phone-${place}`, home: `home-${Math.floor(place / 2)}`, line: `line-${place}` }
  for (let place = 0; place < payments; place += 1) {
    at += 20_000 + one(60_000)
    const person = one(people)
    if (place % 12 === 0) yield { kind: 'topUp', at: at - 5_000, id: `t${place}`, customerId: `c${person}`, phone: `phone-${person}`, home: `home-${Math.floor(person / 2)}`, amount: 10_000, premium: 3_000, card: `card-${person}` }
    if (place % 5 === 0) yield { kind: 'session', at: at - 2_000, customerId: `c${person}`, staffId: null, storeIds: [], deviceId: `device-${person}`, ip: `10.0.${person % 40}.1`, place: null }
    yield pays(place, person, `s${one(stores)}`, { at, amount: 100 * (2 + one(60)) })
  }
}

const pays = (place: number, person: number, storeId: string, { at, amount }: { at: number; amount: number }): Paid => ({
  kind: 'payment', at, id: `p${place}`, customerId: `c${person}`, storeId, phone: `phone-${person}`, home: `home-${Math.floor(person / 2)}`, amount, deviceId: `device-${person}`,
  ip: `10.0.${person % 40}.1`, mode: place % 3 === 0 ? 'code' : 'poster', terminalId: null, checkoutId: null, staffId: null,
})
