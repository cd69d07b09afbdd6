import { z } from 'zod'
import { countFrom } from '../dossiers/amounts.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber } from '../dossiers/moments.ts'
import { isLarge, outsizeFrom, takenOrdinarily, usualAmount } from '../dossiers/outsize.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money, percent } from '../wording.ts'

const settings = z.object({
  days: z.number().int().min(2).max(14).meta({ ja: '期間', en: 'Period', unit: 'days' }),
  payments: z.number().int().min(2).max(20).meta({ ja: '高額な支払いの回数', en: 'Outsize payments', unit: 'times' }),
  customers: z.number().int().min(2).max(10).meta({ ja: '高額な支払いの人数', en: 'Customers who make them', unit: 'people' }),
  sharePercent: z.number().int().min(20).max(100).meta({ ja: '売上に占める割合', en: 'Share of the turnover', unit: 'percent' }),
  unknownSharePercent: z.number().int().min(10).max(100).meta({ ja: 'これまでほとんどなかった金額のときの割合', en: 'Share when such amounts were hardly ever seen there', unit: 'percent' }),
})
type Settings = z.infer<typeof settings>

/**
 * 特定の利用者への集中: a store lives from a few customers who pay far more than anybody else does there. That a small shop
 * has few customers says nothing, so it is not their number that counts but the foreign amounts: payments of several times
 * what the store usually takes, by more than one customer, that make most of its turnover. Payments of a shop's regulars
 * are of the shop's usual size, and a busy store's occasional large purchase is a small part of its turnover.
 * Where such amounts were hardly ever seen before (a bath with one price), a smaller part is strange enough.
 */
export const storeConcentration = defineRule({
  id: 'store-concentration',
  typology: 'turnover',
  on: ['payment'],
  asks: {
    ja: '{days}日間に、店舗のふだんの金額を大きく超える支払いが{customers}人以上から{payments}回以上あり、売上の{sharePercent}%以上（これまでほとんどなかった金額なら{unknownSharePercent}%以上）を占めた',
    en: 'In {days} days {customers} customers or more make {payments} payments or more far above what the store usually takes, and these are {sharePercent}% of its turnover or more ({unknownSharePercent}% when such amounts were hardly ever seen there)',
  },
  settings,
  defaults: { days: 7, payments: 3, customers: 2, sharePercent: 55, unknownSharePercent: 30 },
  detect: (facts, fixed) => {
    const { payment, store, programme } = facts
    if (store.largeTicket) return no
    if (!isLarge(payment.amount, programme)) return no
    const from = outsizeFrom(store, programme)
    if (from === null) return notApplicable('店舗の利用実績がまだ足りません')
    if (payment.amount < from) return no
    const outsize = [...standing(since(store.outsize, payment.at - fixed.days * day)), payment]
    const customers = new Set(outsize.map(({ customerId }) => customerId)).size
    if (outsize.length < fixed.payments || customers < fixed.customers) return no
    const turnover = turnoverIn(facts, fixed.days)
    const share = sum(outsize.map(({ amount }) => amount)) / turnover
    const least = wereUnknown(facts, from, outsize.length - 1) ? fixed.unknownSharePercent : fixed.sharePercent
    return share >= least / 100 ? found(facts, fixed, outsize, { customers, turnover, share, least }) : no
  },
})

/** What the store took in the last days, today and this payment included, voids left out. */
function turnoverIn({ payment, store }: PaymentFacts, days: number): number {
  const first = dayNumber(payment.at) - days
  return payment.amount + sum(store.days.filter((one) => one.day >= first).map((one) => one.sum - one.voidSum))
}

/** So many payments tell that something is rare at a store, and not only not yet seen. */
const enoughToBeRare = 60

/** At most one payment in a hundred was so large, before those of the last days. */
function wereUnknown({ store: { amounts } }: PaymentFacts, from: number, recent: number): boolean {
  const earlier = amounts.total - recent
  return earlier >= enoughToBeRare && Math.max(0, countFrom(amounts, from) - recent) <= earlier / 100
}

interface Measured {
  readonly customers: number
  readonly turnover: number
  readonly share: number
  /** The share that counts, in percent. */
  readonly least: number
}

function found({ payment, store }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[], { customers, turnover, share, least }: Measured): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  const usual = usualAmount({ amounts: takenOrdinarily(store) }) ?? 0
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    points: repeatedPoints(payments.length, fixed.payments),
    urgency: 'daily',
    sentence: {
      ja: `店舗（${payment.storeCode}）で、ふだんの金額（約${money(usual)}）を大きく超える支払いが${fixed.days}日間に${customers}人から${payments.length}回あり、合計${money(total)}は売上の${percent(share)}です（基準：${fixed.payments}回、${least}%）。`,
      en: `At one store (${payment.storeCode}) ${customers} customers made ${payments.length} payments far above the usual amount (about ${money(usual)}) in ${fixed.days} days; their ${money(total)} is ${percent(share)} of the turnover (threshold: ${fixed.payments} payments, ${least}%).`,
    },
    brief: `店舗（${payment.storeCode}）の売上の多くを、${customers}人の高額な支払いが占めています。`,
    figures: [
      { ja: '高額な支払い', en: 'Outsize payments', value: `${payments.length}回`, threshold: `${fixed.payments}回以上` },
      { ja: '人数', en: 'Customers', value: `${customers}人`, threshold: `${fixed.customers}人以上` },
      { ja: '売上に占める割合', en: 'Share of the turnover', value: percent(share), threshold: `${least}%以上` },
      { ja: '期間の売上', en: 'Turnover of the period', value: money(turnover), threshold: '—' },
      { ja: '店舗のふだんの金額', en: 'Usual amount', value: money(usual), threshold: '—' },
    ],
    payments,
    facts: { payments: payments.length, customers, total, turnover, share: Number(share.toFixed(3)), usual: Math.round(usual) },
  })
}
