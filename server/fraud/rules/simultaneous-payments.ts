import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { kilometresBetween } from '../dossiers/distance.ts'
import { since, sum } from '../dossiers/lists.ts'
import { second } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'

const settings = z.object({
  windowSeconds: z.number().int().min(1).max(600).meta({ ja: '間隔', en: 'Interval', unit: 'seconds' }),
  payments: z.number().int().min(2).max(10).meta({ ja: '支払いの回数', en: 'Payments', unit: 'times' }),
  neighboursKm: z.number().min(0).max(5).meta({ ja: '隣どうしとみなす距離', en: 'Distance of neighbours', unit: 'kilometres' }),
  apartSeconds: z.number().int().min(1).max(600).meta({ ja: '離れた店舗での間隔', en: 'Interval at stores apart', unit: 'seconds' }),
  apartKm: z.number().min(0.1).max(50).meta({ ja: '離れているとみなす距離', en: 'Distance of stores apart', unit: 'kilometres' }),
})
type Settings = z.infer<typeof settings>

/**
 * 同一人物の同時刻複数決済: one person pays in two places at the same time. A person is whoever has one verified phone number,
 * however many customers that makes; those who also share a home may be a family, of whom each can be somewhere
 * else: a weak sign.
 * Payments at one store from one device, and those of one checkout, don't count (a split bill, a double tap), and one device
 * at neighbouring stores is a food court: a weak sign. Stores a kilometre apart get two minutes instead of one, because
 * leaving one till, driving and paying at the next takes longer than that; a day's work where it was one device, which may
 * have been fast, and at once where it was two.
 */
export const simultaneousPayments = defineRule({
  id: 'simultaneous-payments',
  typology: 'simultaneous',
  on: ['payment'],
  asks: {
    ja: '同じ人が{windowSeconds}秒以内に{payments}回以上、別の店舗または別の端末で支払った（{neighboursKm}km以内の店舗は隣どうしとみなす）、または{apartKm}km以上離れた店舗で{apartSeconds}秒以内に支払った',
    en: 'The same person pays {payments} times or more within {windowSeconds} seconds at different stores or from different devices (stores within {neighboursKm} km are neighbours), or within {apartSeconds} seconds at stores {apartKm} km or more apart',
  },
  settings,
  defaults: { windowSeconds: 60, payments: 2, neighboursKm: 0.3, apartSeconds: 120, apartKm: 1 },
  pairs: true,
  detect: (facts, fixed) => {
    const { payment } = facts
    // When this one arrives late, what came after it is asked again by itself.
    const earlier = standing(ofThisPerson(facts, payment.at - Math.max(fixed.windowSeconds, fixed.apartSeconds) * second)).filter(({ at }) => at <= payment.at)
    const close = earlier.filter((one) => !sameCheckout(one, payment) && (one.at >= payment.at - fixed.windowSeconds * second || farApart(one, payment, fixed)))
    const apart = close.filter((one) => elsewhere(one, payment))
    if (apart.length === 0 || close.length + 1 < fixed.payments) return no
    return found(facts, fixed, close, apart)
  },
})

/** Oldest first. The phone's payments include the customer's own, as far as they were made since the number was verified. */
function ofThisPerson({ payment, customer, phone }: PaymentFacts, from: number): PaidItem[] {
  const own = since(customer.payments, from)
  const others = since(phone?.payments ?? [], from).filter(({ customerId }) => customerId !== payment.customerId)
  return others.length === 0 ? own : [...own, ...others].sort((a, b) => a.at - b.at)
}

/** Another customer of the same number and home. */
const mayBeFamily = (one: PaidItem, { payment, home }: PaymentFacts): boolean =>
  one.customerId !== payment.customerId && (home?.customers.some(({ customerId }) => customerId === one.customerId) ?? false)

const sameCheckout = (a: PaidItem, b: PaidItem): boolean => a.checkoutId !== null && a.checkoutId === b.checkoutId

/** Another store, or the same store from another device. An unknown device is not a different one. */
function elsewhere(a: PaidItem, b: PaidItem): boolean {
  if (a.storeId !== b.storeId) return true
  return a.deviceId !== null && b.deviceId !== null && a.deviceId !== b.deviceId
}

function farApart(a: PaidItem, b: PaidItem, { apartSeconds, apartKm }: Settings): boolean {
  return b.at - a.at <= apartSeconds * second && a.place !== null && b.place !== null && kilometresBetween(a.place, b.place) >= apartKm
}

function found(facts: PaymentFacts, fixed: Settings, close: readonly PaidItem[], apart: readonly PaidItem[]): Finding {
  const { payment } = facts
  const payments = [...close, payment]
  const seconds = Math.round((payment.at - (payments[0]?.at ?? payment.at)) / second)
  const total = sum(payments.map(({ amount }) => amount))
  const km = farthest(payments)
  const stores = [...new Set(payments.map(({ storeCode }) => storeCode))]
  const oneDevice = payments.every(({ deviceId }) => deviceId !== null && deviceId === payment.deviceId)
  const neighbours = oneDevice && apart.every((one) => areNeighbours(one, payment, fixed.neighboursKm))
  const family = apart.every((one) => mayBeFamily(one, facts))
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: neighbours ? 50 : family ? 60 : oneDevice ? 150 : 200,
    urgency: neighbours || family || (oneDevice && seconds > fixed.windowSeconds) ? 'daily' : 'immediate',
    sentence: sentence({ seconds, km, stores, money: yenSign(BigInt(total)), basis: basisOf(seconds, fixed) }),
    brief: `同じ人が${seconds}秒の間に、${stores.length > 1 ? `${km !== null && km >= 0.1 ? '離れた' : ''}${stores.length}店舗で` : '別の端末で'}合計${yenSign(BigInt(total))}を支払いました。`,
    figures: [
      { ja: '間隔', en: 'Interval', value: `${seconds}秒`, threshold: `${seconds > fixed.windowSeconds ? fixed.apartSeconds : fixed.windowSeconds}秒以内` },
      { ja: '支払いの回数', en: 'Payments', value: `${payments.length}回`, threshold: `${fixed.payments}回以上` },
      { ja: '店舗の距離', en: 'Distance', value: km === null ? '判定できません' : `${km.toFixed(1)}km`, threshold: seconds > fixed.windowSeconds ? `${fixed.apartKm}km以上` : '—' },
      { ja: '端末', en: 'Devices', value: oneDevice ? '同じ端末' : '別の端末または不明', threshold: '—' },
    ],
    payments,
    facts: { seconds, count: payments.length, kilometres: km, oneDevice, customers: new Set(payments.map(({ customerId }) => customerId)).size, family, total },
  })
}

/** Stores without a fixed place have no distance: a booth beside a booth is what they mostly are. */
function areNeighbours(a: PaidItem, b: PaidItem, withinKm: number): boolean {
  return a.place === null || b.place === null || kilometresBetween(a.place, b.place) <= withinKm
}

function farthest(payments: readonly PaidItem[]): number | null {
  const places = payments.flatMap(({ place }) => (place ? [place] : []))
  if (places.length < 2) return null
  return Math.max(...places.flatMap((a, index) => places.slice(index + 1).map((b) => kilometresBetween(a, b))))
}

function basisOf(seconds: number, { windowSeconds, payments, apartSeconds, apartKm }: Settings) {
  return seconds > windowSeconds
    ? { ja: `（基準：${apartKm}km以上を${apartSeconds}秒以内）`, en: ` (threshold: ${apartKm} km within ${apartSeconds} seconds)` }
    : { ja: `（基準：${windowSeconds}秒以内に${payments}回）`, en: ` (threshold: ${payments} within ${windowSeconds} seconds)` }
}

interface Told {
  readonly seconds: number
  readonly km: number | null
  readonly stores: readonly string[]
  readonly money: string
  readonly basis: { readonly ja: string; readonly en: string }
}

function sentence({ seconds, km, stores, money, basis }: Told) {
  if (stores.length === 1) {
    return {
      ja: `同じ人が${seconds}秒の間に、同じ店舗（${stores[0] ?? ''}）で別の端末から合計${money}を支払いました${basis.ja}。`,
      en: `The same person paid ${money} in total at one store (${stores[0] ?? ''}) from different devices within ${seconds} seconds${basis.en}.`,
    }
  }
  const apart = km === null ? { ja: '', en: '' } : { ja: `${km.toFixed(1)}km離れた`, en: ` ${km.toFixed(1)} km apart` }
  return {
    ja: `同じ人が${seconds}秒の間に、${apart.ja}${stores.length}店舗（${stores.join('、')}）で合計${money}を支払いました${basis.ja}。`,
    en: `The same person paid ${money} in total at ${stores.length} stores${apart.en} (${stores.join(', ')}) within ${seconds} seconds${basis.en}.`,
  }
}
