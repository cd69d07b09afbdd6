import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { isRush, type Rush } from '../dossiers/rush.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  people: z.number().int().min(2).max(20).meta({ ja: '人数', en: 'People', unit: 'people' }),
  days: z.number().int().min(1).max(10).meta({ ja: '期間', en: 'Period', unit: 'days' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額に対する倍率', en: 'Times what is usual there', unit: 'ratio' }),
  share: z.number().int().min(5).max(100).meta({ ja: '店舗の売上に占める割合', en: 'Share of the store’s turnover', unit: 'percent' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 共謀グループ: several people buy vouchers, and each gives most of them at once to the same store, for goods that nobody needs
 * in such amounts. Popular stores have people who do so every day: a ring is most of what its store sells. A store that
 * has just opened has no usual amounts to compare with, and its opening sale looks the same.
 */
export const collusiveRing = defineRule({
  id: 'collusive-ring',
  typology: 'collusion',
  on: ['payment'],
  asks: {
    ja: '{days}日以内に{people}人以上が、購入した商品券の大半を同じ店舗で一度に使い（ふだんの{timesUsual}倍以上）、店舗の売上の{share}%以上を占めた',
    en: 'Within {days} days {people} people or more spend most of the vouchers they bought at once at one store ({timesUsual} times what is usual there), making up {share} % of its turnover',
  },
  settings,
  defaults: { people: 3, days: 8, timesUsual: 2.5, share: 35 },
  detect: (facts, fixed) => {
    const { payment, store, customer } = facts
    if (store.largeTicket) return no
    const usual = quantile(store.amounts, 0.5)
    if (usual === null || store.paymentCount < 10) return notApplicable('what is usual at the store')
    if (!isRush(payment, customer.topUps.at(-1) ?? null) || payment.amount < fixed.timesUsual * usual) return no
    const firstDay = store.days[0]
    if (firstDay === undefined || dayNumber(payment.at) - firstDay.day < 3) return no
    const self: Rush = { at: payment.at, customerId: payment.customerId, amount: payment.amount, paymentId: payment.id }
    const rushes = [...since(store.rushes, payment.at - fixed.days * day).filter(({ amount }) => amount >= fixed.timesUsual * usual), self]
    const people = new Set(rushes.map(({ customerId }) => customerId)).size
    const from = dayNumber(payment.at - fixed.days * day)
    const turnover = sum(store.days.filter((one) => one.day >= from).map((one) => one.sum)) + payment.amount
    const share = (100 * sum(rushes.map(({ amount }) => amount))) / turnover
    if (people < fixed.people || share < fixed.share) return no
    return found(facts, fixed, { rushes, people, share, usual })
  },
})

interface Ring {
  readonly rushes: readonly Rush[]
  readonly people: number
  readonly share: number
  readonly usual: number
}

function found({ payment, store }: PaymentFacts, fixed: Fixed, { rushes, people, share, usual }: Ring): Finding {
  const total = yenSign(BigInt(sum(rushes.map(({ amount }) => amount))))
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    points: 100,
    urgency: 'daily',
    sentence: {
      ja: `${fixed.days}日以内に${people}人が、購入した商品券の大半を店舗${payment.storeCode}で一度に使いました。合計${total}は、この店舗の売上の${Math.round(share)}%です。`,
      en: `Within ${fixed.days} days ${people} people spent most of the vouchers they had bought at once at store ${payment.storeCode}: ${total}, ${Math.round(share)} % of its turnover.`,
    },
    brief: `${people}人が、購入した商品券の大半を店舗${payment.storeCode}で一度に使いました（合計${total}）。`,
    figures: [
      { ja: '人数', en: 'People', value: `${people}人`, threshold: `${fixed.people}人以上` },
      { ja: '店舗の売上に占める割合', en: 'Share of its turnover', value: `${Math.round(share)}%`, threshold: `${fixed.share}%以上` },
      { ja: '店舗のふだんの金額', en: 'Usual amount', value: yenSign(BigInt(Math.round(usual))), threshold: `${fixed.timesUsual}倍以上` },
    ],
    payments: [...store.payments.filter(({ id }) => rushes.some(({ paymentId }) => paymentId === id)), payment],
    facts: { people, share: Math.round(share), total, usual: Math.round(usual), storeCode: store.code },
  })
}
