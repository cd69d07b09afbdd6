import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { minute } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'
import { money, span } from '../wording.ts'

const settings = z.object({
  minutes: z.number().int().min(5).max(180).meta({ ja: '間隔', en: 'Interval', unit: 'minutes' }),
  limitPercent: z.number().int().min(70).max(150).meta({ ja: '上限に対する合計', en: 'Total, of the limit', unit: 'percent' }),
  partPercent: z.number().int().min(50).max(99).meta({ ja: '1回分の上限に対する割合', en: 'One part at most, of the limit', unit: 'percent' }),
})
type Settings = z.infer<typeof settings>

/**
 * 上限を超える分割: one sum, paid in parts so that none reaches the limit. Parts are parts: a purchase of nearly the limit and
 * a drink afterwards are not. A bill that the till itself divided is one checkout and doesn't count. Careful people stay a
 * little below the limit in all, which can wait until the evening; above it, it is what the limit forbids.
 */
export const limitSplit = defineRule({
  id: 'limit-split',
  typology: 'limits',
  on: ['payment'],
  asks: {
    ja: '同じ店舗で{minutes}分以内に、会計を分けて合計が1回の上限の{limitPercent}%以上になった（1回分は上限の{partPercent}%以下）',
    en: 'At one store within {minutes} minutes, separate checkouts add up to {limitPercent}% of the limit per payment or more (each at most {partPercent}% of it)',
  },
  settings,
  defaults: { minutes: 40, limitPercent: 88, partPercent: 75 },
  pairs: true,
  detect: (facts, fixed) => {
    const { payment, pair, programme, store } = facts
    const largest = (fixed.partPercent / 100) * programme.perPayment
    if (payment.amount > largest || store.largeTicket) return no
    const close = standing(since(pair.payments, payment.at - fixed.minutes * minute)).filter((earlier) => earlier.amount <= largest && !sameCheckout(earlier, payment))
    const parts = [...close, payment]
    if (close.length === 0 || sum(parts.map(({ amount }) => amount)) < (fixed.limitPercent / 100) * programme.perPayment) return no
    return found(facts, fixed, parts)
  },
})

const sameCheckout = (a: PaidItem, b: PaidItem): boolean => a.checkoutId !== null && a.checkoutId === b.checkoutId

function found({ payment, programme }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[]): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  const passed = span(payment.at - (payments[0]?.at ?? payment.at))
  const above = total >= programme.perPayment
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: repeatedPoints(payments.length, 2) + (above ? 20 : 0),
    urgency: above ? 'immediate' : 'daily',
    sentence: {
      ja: `同じ店舗（${payment.storeCode}）で${passed.ja}の間に${payments.length}回に分けて、合計${money(total)}を支払いました（1回の上限：${money(programme.perPayment)}、基準：${fixed.minutes}分以内に上限の${fixed.limitPercent}%）。`,
      en: `${money(total)} in total was paid at one store (${payment.storeCode}) in ${payments.length} parts within ${passed.en} (limit per payment: ${money(programme.perPayment)}; threshold: ${fixed.limitPercent}% of it within ${fixed.minutes} minutes).`,
    },
    brief: `同じ店舗（${payment.storeCode}）で${payments.length}回に分けて、合計${money(total)}を支払いました。`,
    figures: [
      { ja: '合計', en: 'Total', value: money(total), threshold: `${money((fixed.limitPercent / 100) * programme.perPayment)}以上` },
      { ja: '間隔', en: 'Interval', value: passed.ja, threshold: `${fixed.minutes}分以内` },
      { ja: '回数', en: 'Payments', value: `${payments.length}回`, threshold: '2回以上' },
      { ja: '1回の上限', en: 'Limit per payment', value: money(programme.perPayment), threshold: '—' },
    ],
    payments,
    facts: { total, payments: payments.length, limit: programme.perPayment, above },
  })
}
