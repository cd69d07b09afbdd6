import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since } from '../dossiers/lists.ts'
import { day } from '../dossiers/moments.ts'
import { takenFromOthers, usualAmount } from '../dossiers/outsize.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  limitPercent: z.number().int().min(70).max(99).meta({ ja: '上限に対する割合', en: 'Share of the limit', unit: 'percent' }),
  here: z.number().int().min(2).max(10).meta({ ja: '同じ店舗での回数', en: 'Times at one store', unit: 'times' }),
  anywhere: z.number().int().min(2).max(10).meta({ ja: 'すべての店舗での回数', en: 'Times at all stores', unit: 'times' }),
  days: z.number().int().min(1).max(14).meta({ ja: '期間', en: 'Period', unit: 'days' }),
})
type Settings = z.infer<typeof settings>

/**
 * 上限直下の繰り返し: somebody who knows the limit stays just below it, time after time. Twice at one store is enough, at
 * different stores it takes one more: a family that furnishes a home pays like that. The limit itself (a full voucher) and
 * amounts that vouchers are sold in are no sign, nor are stores that live from large purchases.
 */
export const justBelowLimit = defineRule({
  id: 'just-below-limit',
  typology: 'limits',
  on: ['payment'],
  asks: {
    ja: '1回の上限の{limitPercent}%以上・上限未満の支払いが、{days}日間に同じ店舗で{here}回以上、またはすべての店舗で{anywhere}回以上あった',
    en: 'Payments of at least {limitPercent}% of the limit and below it: {here} or more at one store, or {anywhere} or more at all stores, in {days} days',
  },
  settings,
  defaults: { limitPercent: 85, here: 2, anywhere: 3, days: 14 },
  detect: (facts, fixed) => {
    const { payment, customer, store, pair } = facts
    if (!isJustBelow(payment, facts, fixed) || store.largeTicket || isOrdinary(facts)) return no
    const from = payment.at - fixed.days * day
    const near = (list: readonly PaidItem[]) => standing(since(list, from)).filter((one) => isJustBelow(one, facts, fixed))
    const here = near(pair.payments)
    if (here.length + 1 >= fixed.here) return found(facts, fixed, [...here, payment], true)
    const anywhere = near(customer.payments)
    return anywhere.length + 1 >= fixed.anywhere ? found(facts, fixed, [...anywhere, payment], false) : no
  },
})

/** Vouchers are sold in thousands: a full thousand is what somebody had left, not what they aimed at. */
const faceUnit = 1_000

function isJustBelow({ amount }: PaidItem, { programme }: PaymentFacts, { limitPercent }: Settings): boolean {
  return amount >= (limitPercent / 100) * programme.perPayment && amount < programme.perPayment && amount % faceUnit !== 0
}

/** A store whose usual payment, by others, is already a third of the limit sells such things. */
function isOrdinary({ store, pair, programme }: PaymentFacts): boolean {
  const usual = usualAmount({ amounts: takenFromOthers(store, pair) })
  return usual !== null && usual > programme.perPayment / 3
}

function found({ payment, programme }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[], oneStore: boolean): Finding {
  const smallest = Math.min(...payments.map(({ amount }) => amount))
  const stores = new Set(payments.map(({ storeId }) => storeId)).size
  const least = oneStore ? fixed.here : fixed.anywhere
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: repeatedPoints(payments.length, least),
    urgency: 'daily',
    sentence: {
      ja: `1回の上限（${money(programme.perPayment)}）をわずかに下回る支払いが、${fixed.days}日間に${oneStore ? `同じ店舗（${payment.storeCode}）で` : `${stores}店舗で`}${payments.length}回ありました（基準：上限の${fixed.limitPercent}%以上が${least}回）。`,
      en: `${payments.length} payments just below the limit of ${money(programme.perPayment)} were made ${oneStore ? `at one store (${payment.storeCode})` : `at ${stores} stores`} in ${fixed.days} days (threshold: ${least} of at least ${fixed.limitPercent}% of the limit).`,
    },
    brief: `上限をわずかに下回る支払いが${payments.length}回ありました。`,
    figures: [
      { ja: '回数', en: 'Times', value: `${payments.length}回`, threshold: `${least}回以上` },
      { ja: '最も低い金額', en: 'Smallest amount', value: money(smallest), threshold: `${money((fixed.limitPercent / 100) * programme.perPayment)}以上` },
      { ja: '1回の上限', en: 'Limit per payment', value: money(programme.perPayment), threshold: '未満' },
    ],
    payments,
    facts: { times: payments.length, stores, smallest, limit: programme.perPayment, oneStore },
  })
}
