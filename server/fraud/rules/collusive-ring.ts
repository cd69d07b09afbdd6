import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { isRush, type Rush } from '../dossiers/rush.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  payments: z.number().int().min(2).max(20).meta({ ja: '支払いの回数', en: 'Payments', unit: 'times' }),
  days: z.number().int().min(1).max(10).meta({ ja: '期間', en: 'Period', unit: 'days' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額に対する倍率', en: 'Times what is usual there', unit: 'ratio' }),
  sharePercent: z.number().int().min(5).max(100).meta({ ja: '店舗の売上に占める割合', en: 'Share of the store’s turnover', unit: 'percent' }),
  linkedFactor: z.number().min(0.1).max(1).meta({ ja: '端末・電話番号・住所を共有する場合の基準の倍率', en: 'Of both, where they share a device, telephone number or address', unit: 'ratio' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 共謀グループ: several people buy vouchers, and each gives most of them at once to the same store, for goods that nobody needs
 * in such amounts. Popular stores have people who do so every day, but it is never most of what they sell, and people who
 * furnish a home pay two or three times what is usual there. Two people are enough: the careful take turns. Half of
 * both is enough where they share a device, a telephone number or an address. A store that has just opened has no usual
 * amounts to compare with, and its opening sale looks the same.
 */
export const collusiveRing = defineRule({
  id: 'collusive-ring',
  typology: 'collusion',
  on: ['payment'],
  asks: {
    ja: '{days}日以内に2人以上が{payments}回以上、購入した商品券の大半を同じ店舗で一度に使い（ふだんの{timesUsual}倍以上）、店舗の売上の{sharePercent}%以上を占めた（端末などを共有する人がいれば基準は{linkedFactor}倍）',
    en: 'Within {days} days two people or more spend most of the vouchers they bought at once at one store, {payments} times or more ({timesUsual} times what is usual there), making up {sharePercent} % of its turnover (both times {linkedFactor} where some of them share a device or the like)',
  },
  settings,
  defaults: { payments: 3, days: 8, timesUsual: 4, sharePercent: 50, linkedFactor: 0.45 },
  detect: (facts, fixed) => {
    const { payment, store, customer } = facts
    if (store.largeTicket || !isRush(payment, customer.topUps.at(-1) ?? null)) return no
    const usual = quantile(store.amounts, 0.5)
    const firstDay = store.days[0]?.day
    if (usual === null || firstDay === undefined || store.paymentCount < 10 || dayNumber(payment.at) - firstDay < 3) return notApplicable('what is usual at the store')
    if (payment.amount < fixed.timesUsual * fixed.linkedFactor * usual) return no
    const apart = ringAmong(facts, usual, fixed, 1)
    if (apart !== null) return found(facts, fixed, apart)
    const linked = ringAmong(facts, usual, fixed, fixed.linkedFactor)
    return linked === null || linked.linked === 0 ? no : found(facts, fixed, linked)
  },
})

function ringAmong(facts: PaymentFacts, usual: number, { payments, days, timesUsual, sharePercent }: Fixed, factor: number): Ring | null {
  const { payment, store } = facts
  const large = factor * timesUsual * usual
  if (payment.amount < large) return null
  const self: Rush = { at: payment.at, customerId: payment.customerId, amount: payment.amount, paymentId: payment.id }
  const rushes = [...since(store.rushes, payment.at - days * day).filter(({ amount }) => amount >= large), self]
  const people = new Set(rushes.map(({ customerId }) => customerId))
  const from = dayNumber(payment.at - days * day)
  const turnover = sum(store.days.filter((one) => one.day >= from).map((one) => one.sum)) + payment.amount
  const share = (100 * sum(rushes.map(({ amount }) => amount))) / turnover
  if (people.size < 2 || rushes.length < payments || share < factor * sharePercent) return null
  return { rushes, people: people.size, share, usual, linked: [...people].filter((id) => id !== payment.customerId && sharesWith(facts, id)).length, factor }
}

/** Whether somebody is behind the payer's device, telephone number or address too. */
const sharesWith = ({ device, phone, home }: PaymentFacts, customerId: string): boolean =>
  [device, phone, home].some((shared) => shared?.customers.some((one) => one.customerId === customerId) ?? false)

interface Ring {
  readonly rushes: readonly Rush[]
  readonly people: number
  readonly share: number
  readonly usual: number
  /** How many of the others share something with the payer. */
  readonly linked: number
  /** Of the thresholds: less than 1 where people are linked. */
  readonly factor: number
}

function found({ payment, store }: PaymentFacts, fixed: Fixed, { rushes, people, share, usual, linked, factor }: Ring): Finding {
  const total = yenSign(BigInt(sum(rushes.map(({ amount }) => amount))))
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    // More than enough: a check at this store that ended well was about other people.
    points: 130,
    urgency: 'daily',
    sentence: {
      ja: `${fixed.days}日以内に${people}人が、購入した商品券の大半を店舗${payment.storeCode}で一度に使いました。合計${total}は、この店舗の売上の${Math.round(share)}%です。`,
      en: `Within ${fixed.days} days ${people} people spent most of the vouchers they had bought at once at store ${payment.storeCode}: ${total}, ${Math.round(share)} % of its turnover.`,
    },
    brief: `${people}人が、購入した商品券の大半を店舗${payment.storeCode}で一度に使いました（合計${total}）。`,
    figures: [
      { ja: '支払いの回数', en: 'Payments', value: `${rushes.length}回（${people}人）`, threshold: `${fixed.payments}回以上` },
      { ja: '端末などを共有する人', en: 'Share a device or the like', value: `${linked}人`, threshold: '—' },
      { ja: '店舗の売上に占める割合', en: 'Share of its turnover', value: `${Math.round(share)}%`, threshold: `${Math.round(fixed.sharePercent * factor)}%以上` },
      { ja: '店舗のふだんの金額', en: 'Usual amount', value: yenSign(BigInt(Math.round(usual))), threshold: `${fixed.timesUsual * factor}倍以上` },
    ],
    payments: [...store.payments.filter(({ id }) => rushes.some(({ paymentId }) => paymentId === id)), payment],
    facts: { people, linked, share: Math.round(share), total, usual: Math.round(usual), storeCode: store.code },
  })
}
