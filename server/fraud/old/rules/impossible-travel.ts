import { z } from 'zod'
import { secondsBetween } from '../../../core/time.ts'
import { kilometresBetween, type PaidFact } from '../facts.ts'
import { defineRule, no, notApplicable } from '../rule.ts'

const settings = z.object({
  speedKmh: z.number().min(30).max(1_000),
  /** Below this distance a wrong map pin explains everything. */
  distanceKm: z.number().min(0.5).max(100),
  withinHours: z.number().min(1).max(24),
})

/** 短時間の遠距離移動: faster from one store to the next than anybody travels. */
export const impossibleTravel = defineRule<z.infer<typeof settings>>({
  id: 'impossible-travel',
  settings,
  defaults: { speedKmh: 120, distanceKm: 3, withinHours: 6 },
  pairs: true,
  detect: ({ payment, before }, { speedKmh, distanceKm, withinHours }) => {
    if (payment.place === null) return notApplicable('この店舗の場所')
    const last = before.find(hasPlace)
    if (!last) return before.length > 0 ? notApplicable('前の店舗の場所') : no
    const hours = secondsBetween(last.at, payment.at) / 3_600
    const km = kilometresBetween(last.place, payment.place)
    if (hours >= withinHours || km <= distanceKm) return no
    // Within the same second the journey took no time at all: counted as one second, so that a speed can be told.
    const speed = km / Math.max(hours, 1 / 3_600)
    if (speed <= speedKmh) return no
    const minutes = Math.round(hours * 60)
    const took = minutes >= 1 ? { ja: `${minutes}分`, en: `${minutes} minutes` } : { ja: '1分未満', en: 'under a minute' }
    const far = Math.round(km)
    const fast = Math.round(speed)
    return {
      result: 'hit',
      hit: {
        urgency: 'immediate',
        sentence: {
          ja: `${took.ja}で${far}km離れた店舗に移動しています（時速${fast}km、基準：${speedKmh}km）。`,
          en: `Moved to a store ${far} km away in ${took.en} (${fast} km/h, threshold: ${speedKmh} km/h).`,
        },
        brief: `${took.ja}で${far}km離れた店舗に移動しています。`,
        figures: [
          { ja: '速さ', en: 'Speed', value: `時速${fast}km`, threshold: `時速${speedKmh}kmを超える` },
          { ja: '店舗の距離', en: 'Distance', value: `${km.toFixed(1)}km`, threshold: `${distanceKm}kmを超える` },
          { ja: '間隔', en: 'Interval', value: took.ja, threshold: `${withinHours}時間未満` },
        ],
        payments: [last, payment],
        facts: { kilometres: km, minutes, speed, from: last.storeCode, to: payment.storeCode },
      },
    }
  },
})

const hasPlace = (paid: PaidFact): paid is PaidFact & { place: NonNullable<PaidFact['place']> } => paid.place !== null
