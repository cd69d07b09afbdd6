import { z } from 'zod'
import { quantile } from '../dossiers/amounts.ts'
import { standing, type CustomerDossier, type PaidItem, type TopUpItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, hour } from '../dossiers/moments.ts'
import { enoughToKnow, takenFromOthers, usualAmount } from '../dossiers/outsize.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money, percent, span } from '../wording.ts'

const settings = z.object({
  hours: z.number().int().min(1).max(72).meta({ ja: '購入から利用まで', en: 'From purchase to use', unit: 'hours' }),
  sharePercent: z.number().int().min(50).max(100).meta({ ja: '購入額のうち使った割合', en: 'Share of the purchase', unit: 'percent' }),
  limitPercent: z.number().int().min(10).max(100).meta({ ja: '1回の上限に対する金額', en: 'Amount, of the limit per payment', unit: 'percent' }),
  times: z.number().int().min(1).max(5).meta({ ja: '回数', en: 'Times', unit: 'times' }),
  days: z.number().int().min(1).max(14).meta({ ja: '期間', en: 'Period', unit: 'days' }),
})
type Settings = z.infer<typeof settings>

/**
 * 換金目的の一括利用: what was bought is handed over at one store soon after, again and again: nobody shops for exactly what
 * they bought. Once is a sign (a refrigerator is bought like that too), and more of one when minutes lie between; the
 * second time at the same store is enough. An amount that the store takes anyway is no sign, nor a store for large purchases.
 */
export const cashOut = defineRule({
  id: 'cash-out',
  typology: 'cash-out',
  on: ['payment'],
  asks: {
    ja: '購入から{hours}時間以内に、購入額の{sharePercent}%以上（1回の上限の{limitPercent}%以上）を同じ店舗で使うことが、{days}日間に{times}回以上あった',
    en: 'Within {hours} hours of a purchase, {sharePercent}% of it or more (at least {limitPercent}% of the limit per payment) is spent at one store, {times} times or more in {days} days',
  },
  settings,
  defaults: { hours: 30, sharePercent: 70, limitPercent: 30, times: 2, days: 14 },
  detect: (facts, fixed) => {
    const { payment, customer, store, programme } = facts
    const least = (fixed.limitPercent / 100) * programme.perPayment
    if (payment.amount < least || store.largeTicket) return no
    if (customer.topUps.length === 0) return notApplicable('購入の記録がありません')
    const taken = takenFromOthers(store, facts.pair)
    if (taken.total < enoughToKnow) return notApplicable('店舗の利用実績がまだ足りません')
    const now = spentAtOnce(payment, customer, fixed)
    if (now === null) return no
    const earlier = earlierIn(facts, fixed, least)
    // Where one payment in twenty is as large as this one, it is what the store sells.
    if (earlier.length === 0 && payment.amount < 1.2 * (quantile(taken, 0.95) ?? 0)) return no
    return found(facts, fixed, now, [...earlier, payment])
  },
})

interface Spent {
  readonly topUp: TopUpItem
  /** Of what was bought. */
  readonly share: number
  readonly after: number
}

/** The purchase that this payment uses up, if it does. More than was bought is a purchase that older vouchers paid too. */
function spentAtOnce(payment: PaidItem, { topUps }: CustomerDossier, { hours, sharePercent }: Settings): Spent | null {
  const topUp = topUps.findLast(({ at }) => at <= payment.at)
  if (!topUp) return null
  const [share, after] = [payment.amount / topUp.total, payment.at - topUp.at]
  return share >= sharePercent / 100 && share <= 1.02 && after <= hours * hour ? { topUp, share, after } : null
}

/** Earlier payments here that used up a purchase of their own. */
function earlierIn({ payment, customer, pair }: PaymentFacts, fixed: Settings, least: number): PaidItem[] {
  const used = new Set([spentAtOnce(payment, customer, fixed)?.topUp.id])
  return standing(since(pair.payments, payment.at - fixed.days * day)).filter((earlier) => {
    if (earlier.amount < least) return false
    const spent = spentAtOnce(earlier, customer, fixed)
    if (spent === null || used.has(spent.topUp.id)) return false
    used.add(spent.topUp.id)
    return true
  })
}

/** How much of a sign one such payment is: the sooner after buying, the nearer to all of it, and the newer the store to the customer, the more. */
function signOf({ pair }: PaymentFacts, { share, after }: Spent): number {
  const soon = after <= 3 * hour ? 20 : after <= 12 * hour ? 10 : 0
  const whole = share >= 0.95 ? 25 : share >= 0.85 ? 15 : 0
  return 30 + soon + whole + (pair.paymentCount === 0 ? 10 : 0)
}

/** Again and again, and so much that it is foreign to the store, is enough. Else somebody may top up for each larger purchase. */
function pointsOf(facts: PaymentFacts, spent: Spent, { payments, enough }: { readonly payments: number; readonly enough: number }): number {
  if (payments < enough) return signOf(facts, spent)
  return facts.payment.amount >= 4 * (usualAmount({ amounts: takenFromOthers(facts.store, facts.pair) }) ?? Infinity) ? repeatedPoints(payments, enough) : Math.min(90, signOf(facts, spent) + 20)
}

/** Fact checks found fraud at this store, not once only and more often than not. */
function isConfirmed({ store: { marks } }: PaymentFacts): boolean {
  const fraud = marks.verdicts.filter(({ outcome }) => outcome === 'fraud').length
  return fraud >= 2 && fraud > marks.verdicts.length - fraud
}

function found(facts: PaymentFacts, fixed: Settings, spent: Spent, payments: readonly PaidItem[]): Finding {
  const [{ payment }, { share, after }] = [facts, spent]
  const points = pointsOf(facts, spent, { payments: payments.length, enough: fixed.times })
  const confirmed = isConfirmed(facts)
  const total = sum(payments.map(({ amount }) => amount))
  const passed = span(after)
  const single = payments.length === 1
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points,
    urgency: points >= 100 && confirmed ? 'immediate' : 'daily',
    sentence: {
      ja: `購入から${passed.ja}で、購入額の${percent(share)}を1店舗（${payment.storeCode}）で使いました${single ? '' : `。${fixed.days}日間に${payments.length}回目で、合計${money(total)}です`}（基準：${fixed.hours}時間以内に${fixed.sharePercent}%以上、${fixed.times}回）。`,
      en: `${percent(share)} of a purchase was spent at one store (${payment.storeCode}) ${passed.en} after buying${single ? '' : `; the ${payments.length} times in ${fixed.days} days make ${money(total)}`} (threshold: ${fixed.sharePercent}% within ${fixed.hours} hours, ${fixed.times} times).`,
    },
    brief: `購入した分のほとんどを、まもなく1店舗（${payment.storeCode}）で使いました${single ? '' : `（${payments.length}回目）`}。`,
    figures: [
      { ja: '購入から', en: 'Since the purchase', value: passed.ja, threshold: `${fixed.hours}時間以内` },
      { ja: '購入額に対する割合', en: 'Share of the purchase', value: percent(share), threshold: `${fixed.sharePercent}%以上` },
      { ja: '金額', en: 'Amount', value: money(payment.amount), threshold: `1回の上限の${fixed.limitPercent}%以上` },
      { ja: '回数', en: 'Times', value: `${payments.length}回`, threshold: `${fixed.times}回以上` },
    ],
    payments,
    facts: { share: Number(share.toFixed(3)), minutes: Math.round(after / 60_000), times: payments.length, total, storeConfirmed: confirmed },
  })
}
