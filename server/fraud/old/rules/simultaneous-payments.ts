import { z } from 'zod'
import { secondsBetween } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { kilometresBetween, type PaidFact, type PaymentFacts } from '../facts.ts'
import { defineRule, no, type Finding } from '../rule.ts'

const settings = z.object({
  windowSeconds: z.number().int().min(1).max(600),
  payments: z.number().int().min(2).max(10),
  /** Stores this near to each other, paid from one device, are neighbours at a market rather than two people. */
  neighboursKm: z.number().min(0).max(5),
})
type Settings = z.infer<typeof settings>

/**
 * 同一人物の同時刻複数決済: one person pays in two places at the same time. Payments at one store from one device don't
 * count (a split bill, a double tap); neighbouring stores from one device are looked at within the day.
 */
export const simultaneousPayments = defineRule<Settings>({
  id: 'simultaneous-payments',
  settings,
  defaults: { windowSeconds: 60, payments: 2, neighboursKm: 0.05 },
  pairs: true,
  detect: (facts, fixed) => {
    const { payment, before } = facts
    const close = before.filter((earlier) => secondsBetween(earlier.at, payment.at) <= fixed.windowSeconds)
    const apart = close.filter((earlier) => elsewhere(earlier, payment))
    if (apart.length === 0 || close.length + 1 < fixed.payments) return no
    return found(facts, fixed, [...close].reverse(), apart)
  },
})

/** Another store, or the same store from another device. An unknown device is not a different one. */
function elsewhere(a: PaidFact, b: PaidFact): boolean {
  if (a.storeId !== b.storeId) return true
  return a.deviceId !== null && b.deviceId !== null && a.deviceId !== b.deviceId
}

function found({ payment }: PaymentFacts, fixed: Settings, close: readonly PaidFact[], apart: readonly PaidFact[]): Finding {
  const payments = [...close, payment]
  const seconds = Math.round(secondsBetween(payments[0]?.at ?? payment.at, payment.at))
  const total = payments.reduce((sum, { amount }) => sum + amount, 0n)
  const km = farthest(payments)
  const stores = [...new Set(payments.map(({ storeCode }) => storeCode))]
  const oneDevice = payments.every(({ deviceId }) => deviceId !== null && deviceId === payment.deviceId)
  const neighbours = oneDevice && apart.every((earlier) => areNeighbours(earlier, payment, fixed.neighboursKm))
  return {
    result: 'hit',
    hit: {
      urgency: neighbours ? 'daily' : 'immediate',
      sentence: sentence({ seconds, km, stores, total, fixed }),
      brief: `同じ人が${seconds}秒の間に、${stores.length > 1 ? `${km !== null && km >= 0.1 ? '離れた' : ''}${stores.length}店舗で` : '別の端末で'}合計${yenSign(total)}を支払いました。`,
      figures: [
        { ja: '間隔', en: 'Interval', value: `${seconds}秒`, threshold: `${fixed.windowSeconds}秒以内` },
        { ja: '支払いの回数', en: 'Payments', value: `${payments.length}回`, threshold: `${fixed.payments}回以上` },
        { ja: '店舗の距離', en: 'Distance', value: km === null ? '判定できません' : `${km.toFixed(1)}km`, threshold: '—' },
        { ja: '端末', en: 'Devices', value: oneDevice ? '同じ端末' : '別の端末または不明', threshold: '—' },
      ],
      payments,
      facts: { seconds, count: payments.length, kilometres: km, oneDevice, total: total.toString() },
    },
  }
}

/** Stores without a fixed place have no distance: a booth beside a booth is what they mostly are. */
function areNeighbours(a: PaidFact, b: PaidFact, withinKm: number): boolean {
  return a.place === null || b.place === null || kilometresBetween(a.place, b.place) <= withinKm
}

function farthest(payments: readonly PaidFact[]): number | null {
  const places = payments.flatMap(({ place }) => (place ? [place] : []))
  if (places.length < 2) return null
  return Math.max(...places.flatMap((a, index) => places.slice(index + 1).map((b) => kilometresBetween(a, b))))
}

interface Told {
  readonly seconds: number
  readonly km: number | null
  readonly stores: readonly string[]
  readonly total: bigint
  readonly fixed: Settings
}

function sentence({ seconds, km, stores, total, fixed }: Told) {
  const money = yenSign(total)
  const basis = { ja: `（基準：${fixed.windowSeconds}秒以内に${fixed.payments}回）`, en: ` (threshold: ${fixed.payments} within ${fixed.windowSeconds} seconds)` }
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
