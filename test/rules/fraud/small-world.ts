/** A small world of events as text, the same for the same seed: two towns of stores, some customers, a week of payments. */
export function smallWorld({ seed = 1, payments = 400 }: { readonly seed?: number; readonly payments?: number } = {}): string[] {
  const chance = chanceFrom(seed)
  const pick = (most: number) => Math.floor(chance() * most)
  const lines: object[] = []
  const start = Date.parse('2026-05-04T00:00:00+09:00')
  for (let n = 0; n < 12; n += 1) {
    lines.push({
      type: 'store', at: at(start - 1_000), id: `s${n}`, name: `店${n}`, category: 'cafe', lat: 35 + (n % 2) * 0.4, lon: 137 + n * 0.001, opens: '08:00', closes: '22:00',
      night: false, mobile: false, online: false, largeTicket: false, open: true,
    })
    lines.push({ type: 'staff', at: at(start - 900), id: `f${n}`, storeId: `s${n}`, role: 'owner', lineUserHash: hash('l', n), phoneHash: hash('p', 500 + n), deviceId: `df${n}` })
  }
  for (let n = 0; n < 40; n += 1) {
    lines.push({ type: 'customer', at: at(start - 800), id: `c${n}`, phoneHash: hash('p', n), addressHash: hash('a', n % 30), lineUserHash: hash('l', 100 + n) })
    lines.push({ type: 'topUp', at: at(start - 700), id: `t${n}`, customerId: `c${n}`, amount: 50_000, premium: 10_000, instrumentHash: hash('i', n) })
  }
  let moment = start + 8 * 3_600_000
  for (let n = 0; n < payments; n += 1) {
    // Every eighth payment follows at once, by the same customer at another store.
    const again = n % 8 === 7
    moment += again ? 20_000 : Math.floor(chance() * 1_200_000)
    const customer = again ? (n - 1) % 40 : n % 40
    lines.push({
      type: 'payment', at: at(moment), id: `p${n}`, customerId: `c${customer}`, storeId: `s${again ? (n + 5) % 12 : pick(12)}`, amount: 300 + pick(4_000), deviceId: `d${customer}`,
      ip: `10.0.0.${customer}`, mode: 'poster', checkoutId: `k${n}`,
    })
    if (n % 50 === 49) lines.push({ type: 'void', at: at(moment + 1_000), paymentId: `p${n}`, staffId: 'f1' })
    if (n % 60 === 59) lines.push({ type: 'verdict', at: at(moment + 2_000), paymentId: `p${n - 20}`, outcome: n % 120 === 59 ? 'fraud' : 'genuine' })
    moment += 2_000
  }
  return lines.map((line) => JSON.stringify(line))
}

const at = (moment: number): string => `${new Date(moment + 9 * 3_600_000).toISOString().slice(0, -1)}+09:00`
const hash = (kind: string, n: number): string => `${kind}${String(n).padStart(11, '0')}`

/** mulberry32: small, and the same everywhere. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
