import { z } from 'zod'
import type { PaidItem } from '../dossiers/customer.ts'
import { kilometresBetween } from '../dossiers/distance.ts'
import { since } from '../dossiers/lists.ts'
import { hour, minute, second } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  speedKmh: z.number().min(30).max(1_000).meta({ ja: '速さ', en: 'Speed', unit: 'kilometres-per-hour' }),
  distanceKm: z.number().min(0.5).max(100).meta({ ja: '距離', en: 'Distance', unit: 'kilometres' }),
  withinHours: z.number().min(1).max(24).meta({ ja: '間隔', en: 'Interval', unit: 'hours' }),
})
type Settings = z.infer<typeof settings>

/**
 * 短時間の遠距離移動: faster from one store to the next than anybody travels. 100 km/h as the crow flies, with two tills in
 * it, is faster than a motorway allows; below 3 km a pin on the wrong corner explains everything. Stores whose payers are
 * elsewhere by their own phones have no place (`sellsAt`). From one device it may still be a fast train: looked at within
 * the day, and a weak sign where both together are less than twice what this customer pays. Two devices are two people: at once.
 */
export const impossibleTravel = defineRule({
  id: 'impossible-travel',
  typology: 'simultaneous',
  on: ['payment'],
  asks: {
    ja: '前の支払いから{withinHours}時間以内に、{distanceKm}kmより離れた店舗で、時速{speedKmh}kmを超えなければ着けない時刻に支払った',
    en: 'A payment within {withinHours} hours of the one before, more than {distanceKm} km away, where nobody gets to below {speedKmh} km/h',
  },
  settings,
  defaults: { speedKmh: 100, distanceKm: 3, withinHours: 6 },
  pairs: true,
  detect: (facts, fixed) => {
    const { payment, customer } = facts
    if (payment.place === null) return notApplicable('この店舗の場所')
    const earlier = since(customer.payments, payment.at - fixed.withinHours * hour + 1).filter(({ at, voidedAt }) => at <= payment.at && voidedAt === undefined)
    const last = earlier.findLast(({ place }) => place !== null)
    if (!last?.place) return earlier.length > 0 ? notApplicable('前の店舗の場所') : no
    const km = kilometresBetween(last.place, payment.place)
    if (km <= fixed.distanceKm) return no
    // Within the same second the journey took no time at all: counted as one second, so that a speed can be told.
    const speed = km / (Math.max(payment.at - last.at, second) / hour)
    return speed <= fixed.speedKmh ? no : found(facts, fixed, { last, km, speed })
  },
})

function found({ payment, customer }: PaymentFacts, { speedKmh, distanceKm, withinHours }: Settings, { last, km, speed }: { last: PaidItem; km: number; speed: number }): Finding {
  const minutes = Math.round((payment.at - last.at) / minute)
  const took = minutes >= 1 ? { ja: `${minutes}分`, en: `${minutes} minutes` } : { ja: '1分未満', en: 'under a minute' }
  const [far, fast] = [Math.round(km), Math.round(speed)]
  const twoDevices = last.deviceId !== null && payment.deviceId !== null && last.deviceId !== payment.deviceId
  const more = last.amount + payment.amount >= 2 * Math.exp(customer.usual.mean)
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: twoDevices ? 200 : more ? 120 : 60,
    urgency: twoDevices ? 'immediate' : 'daily',
    sentence: {
      ja: `${took.ja}で${far}km離れた店舗に移動しています（時速${fast}km、基準：${speedKmh}km）。`,
      en: `Moved to a store ${far} km away in ${took.en} (${fast} km/h, threshold: ${speedKmh} km/h).`,
    },
    brief: `${took.ja}で${far}km離れた店舗に移動しています。`,
    figures: [
      { ja: '速さ', en: 'Speed', value: `時速${fast}km`, threshold: `時速${speedKmh}kmを超える` },
      { ja: '店舗の距離', en: 'Distance', value: `${km.toFixed(1)}km`, threshold: `${distanceKm}kmを超える` },
      { ja: '間隔', en: 'Interval', value: took.ja, threshold: `${withinHours}時間未満` },
      { ja: '端末', en: 'Devices', value: twoDevices ? '別の端末' : '同じ端末または不明', threshold: '—' },
    ],
    payments: [last, payment],
    facts: { kilometres: km, minutes, speed, twoDevices, from: last.storeCode, to: payment.storeCode },
  })
}
