import { z } from 'zod'
import { quantile } from '../dossiers/amounts.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since } from '../dossiers/lists.ts'
import { day } from '../dossiers/moments.ts'
import { takenFromOthers, usualAmount } from '../dossiers/outsize.ts'
import { deviationsAbove } from '../dossiers/usual.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  timesUsual: z.number().min(2).max(20).meta({ ja: '店舗のふだんの金額の何倍', en: 'Times the store’s usual amount', unit: 'ratio' }),
  limitPercent: z.number().int().min(10).max(100).meta({ ja: '1回の上限に対する金額', en: 'Amount, of the limit per payment', unit: 'percent' }),
  deviations: z.number().min(1).max(10).meta({ ja: '本人のふだんとのずれ', en: 'Deviations above the customer’s usual', unit: 'deviations' }),
  times: z.number().int().min(2).max(5).meta({ ja: '回数', en: 'Times', unit: 'times' }),
  days: z.number().int().min(1).max(14).meta({ ja: '期間', en: 'Period', unit: 'days' }),
})
type Settings = z.infer<typeof settings>

/**
 * ふだんと違う金額: an amount that is foreign to the store. A banquet is that too, once; so one such payment is only a sign,
 * and only when the customer never pays so much either. The same customer again at the same store within days is enough:
 * nobody has a banquet twice a week. Payments of one checkout are one bill.
 */
export const unusualAmount = defineRule({
  id: 'unusual-amount',
  typology: 'cash-out',
  on: ['payment'],
  asks: {
    ja: '店舗のふだんの金額の{timesUsual}倍以上（1回の上限の{limitPercent}%以上）を、同じ店舗で{days}日間に{times}回以上支払った（1回でも、本人のふだんより{deviations}σ以上高ければ弱い兆候とみなす）',
    en: 'A customer pays {timesUsual} times the store’s usual amount or more (at least {limitPercent}% of the limit per payment) {times} times or more in {days} days at one store (once is a weak sign when it is {deviations} deviations above what the customer usually pays)',
  },
  settings,
  defaults: { timesUsual: 4, limitPercent: 30, deviations: 2, times: 2, days: 7 },
  detect: (facts, fixed) => {
    const { payment, store, pair, programme } = facts
    if (payment.amount < (fixed.limitPercent / 100) * programme.perPayment || store.largeTicket) return no
    const usual = usualAmount({ amounts: takenFromOthers(store, pair) })
    if (usual === null) return notApplicable('店舗の利用実績がまだ足りません')
    const least = Math.max(fixed.timesUsual * usual, (fixed.limitPercent / 100) * programme.perPayment)
    if (payment.amount < least) return no
    const earlier = standing(since(pair.payments, payment.at - fixed.days * day)).filter((one) => one.amount >= least && (one.checkoutId === null || one.checkoutId !== payment.checkoutId))
    if (earlier.length + 1 >= fixed.times) return found(facts, fixed, usual, [...earlier, payment])
    return signOf(facts, fixed, usual) > 0 ? found(facts, fixed, usual, [payment]) : no
  },
})

/** A customer needs a few payments before anything is unusual for them. */
const enoughPayments = 5

/** Once is a sign only when neither the store nor the customer knows such amounts; the further off, the more of one. Somebody new knows none. */
function signOf({ payment: { amount }, store, pair, customer }: PaymentFacts, { deviations }: Settings, usual: number): number {
  const known = customer.usual.n >= enoughPayments
  const above = known ? deviationsAbove(customer.usual, Math.log(amount)) : deviations
  const taken = takenFromOthers(store, pair)
  const [large, largest] = [quantile(taken, 0.95) ?? 0, quantile(taken, 0.99) ?? 0]
  if (amount < 1.2 * large || above < deviations) return 0
  return 20 + [amount >= 2 * large, amount >= 1.5 * largest, amount >= 8 * usual, above >= deviations + 1].filter(Boolean).length * 10
}

function found(facts: PaymentFacts, fixed: Settings, usual: number, payments: readonly PaidItem[]): Finding {
  const { payment, customer } = facts
  const times = payment.amount / usual
  const deviations = customer.usual.n < enoughPayments ? null : deviationsAbove(customer.usual, Math.log(payment.amount))
  const repeated = payments.length >= fixed.times
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: repeated ? repeatedPoints(payments.length, fixed.times) : signOf(facts, fixed, usual),
    urgency: 'daily',
    sentence: {
      ja: `店舗（${payment.storeCode}）のふだんの金額の約${times.toFixed(1)}倍にあたる${money(payment.amount)}を支払いました${repeated ? `。このような支払いは${fixed.days}日間に${payments.length}回目です` : ''}（基準：${fixed.timesUsual}倍以上、${fixed.times}回）。`,
      en: `${money(payment.amount)} was paid at a store (${payment.storeCode}), about ${times.toFixed(1)} times what it usually takes${repeated ? `, one of ${payments.length} such payments in ${fixed.days} days` : ''} (threshold: ${fixed.timesUsual} times the usual amount, ${fixed.times} times).`,
    },
    brief: `店舗（${payment.storeCode}）でふだん見られない金額の支払いがありました${repeated ? `（${payments.length}回）` : ''}。`,
    figures: [
      { ja: '店舗のふだんの金額', en: 'Usual at the store', value: money(usual), threshold: `その${fixed.timesUsual}倍以上` },
      { ja: '金額', en: 'Amount', value: money(payment.amount), threshold: `1回の上限の${fixed.limitPercent}%以上` },
      { ja: '本人のふだんとのずれ', en: 'Above the customer’s usual', value: deviations === null ? '判定できません' : `${deviations.toFixed(1)}σ`, threshold: `${fixed.deviations}σ以上（1回のとき）` },
      { ja: '回数', en: 'Times', value: `${payments.length}回`, threshold: `${fixed.times}回以上` },
    ],
    payments,
    facts: { amount: payment.amount, usual: Math.round(usual), times: Number(times.toFixed(2)), deviations: deviations === null ? null : Number(deviations.toFixed(2)), payments: payments.length },
  })
}
