import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { companionsOf, companySpan, type Company } from '../dossiers/company.ts'
import type { PaidItem } from '../dossiers/customer.ts'
import { sum } from '../dossiers/lists.ts'
import { dayNumber, minute } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'

const settings = z.object({
  people: z.number().int().min(3).max(8).meta({ ja: '顔ぶれの人数', en: 'People', unit: 'people' }),
  days: z.number().int().min(2).max(10).meta({ ja: 'そろった日数', en: 'Days on which they met', unit: 'days' }),
  mealMax: z.number().int().min(2_000).max(20_000).meta({ ja: '食事とみなす金額', en: 'What a meal costs', unit: 'yen' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 同じ顔ぶれの決済: the same three people pay at one store within minutes of each other, day after day, by a schedule. Colleagues
 * do so at lunch: what a meal costs doesn't count, and neither does a single round among meals. Twice is already rare:
 * people who don't know each other meet once. Twice goes to the monthly meeting, a third time is looked at within the day.
 */
export const sameCompany = defineRule({
  id: 'same-company',
  typology: 'collusion',
  on: ['payment'],
  asks: {
    ja: '同じ{people}人以上が、同じ店舗で{days}日以上、数分のうちにそれぞれ{mealMax}円を超えて支払った',
    en: 'The same {people} people or more pay more than {mealMax} yen each at one store within minutes, on {days} days or more',
  },
  settings,
  defaults: { people: 3, days: 2, mealMax: 2_000 },
  detect: (facts, fixed) => {
    const { payment, store } = facts
    if (payment.amount <= fixed.mealMax) return no
    const around = companionsOf(store, payment).filter(({ amount }) => amount > fixed.mealMax)
    const now = new Set([payment.customerId, ...around.map(({ customerId }) => customerId)])
    if (now.size < fixed.people) return no
    const before = store.companies.filter(({ last, members }) => dayNumber(last) !== dayNumber(payment.at) && sharedBy(members, now, fixed).length >= fixed.people)
    const days = new Set(before.map(({ last }) => dayNumber(last))).size + 1
    if (days < fixed.days) return no
    return found(facts, fixed, { around, before, days })
  },
})

/** Who of a company is here again. */
function sharedBy(members: Company['members'], now: ReadonlySet<string>, { mealMax }: Fixed): string[] {
  return [...new Set(members.filter(({ customerId, amount }) => amount > mealMax && now.has(customerId)).map(({ customerId }) => customerId))]
}

interface Meetings {
  readonly around: readonly PaidItem[]
  readonly before: readonly Company[]
  readonly days: number
}

function found({ payment, store }: PaymentFacts, fixed: Fixed, { around, before, days }: Meetings): Finding {
  const again = new Set(before.flatMap(({ members }) => sharedBy(members, new Set([payment.customerId, ...around.map(({ customerId }) => customerId)]), fixed)))
  const payments = [...around.filter(({ customerId }) => again.has(customerId)), payment]
  const earlier = before.flatMap(({ members }) => members.filter(({ customerId }) => again.has(customerId)))
  const total = sum([...earlier, ...payments].map(({ amount }) => amount))
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    // More than enough: a check at this store that ended well was about other people.
    points: days > fixed.days ? 160 : 130,
    urgency: days > fixed.days ? 'daily' : 'monthly',
    sentence: {
      ja: `同じ${again.size}人が、店舗${payment.storeCode}で${days}日にわたり数分のうちにそろって支払いました（合計${yenSign(BigInt(total))}）。`,
      en: `The same ${again.size} people paid at store ${payment.storeCode} within minutes of each other on ${days} days (${yenSign(BigInt(total))} in all).`,
    },
    brief: `同じ${again.size}人が、店舗${payment.storeCode}で${days}日にわたりそろって合計${yenSign(BigInt(total))}を支払いました。`,
    figures: [
      { ja: '顔ぶれの人数', en: 'People', value: `${again.size}人`, threshold: `${fixed.people}人以上` },
      { ja: 'そろった日数', en: 'Days', value: `${days}日`, threshold: `${fixed.days}日以上` },
      { ja: 'そろう間隔', en: 'Within', value: `${companySpan / minute}分以内`, threshold: '—' },
    ],
    payments,
    facts: { people: again.size, days, total, storeCode: store.code },
  })
}
