import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day } from '../dossiers/moments.ts'
import { takenFromOthers, usualAmount } from '../dossiers/outsize.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  times: z.number().int().min(2).max(20).meta({ ja: '回数', en: 'Times', unit: 'times' }),
  days: z.number().int().min(1).max(31).meta({ ja: '期間', en: 'Period', unit: 'days' }),
  limits: z.number().min(0.5).max(20).meta({ ja: '1回の上限の何倍の合計', en: 'Total, in limits per payment', unit: 'ratio' }),
})
type Settings = z.infer<typeof settings>

/** Categories in which gift certificates, stamps, prepaid cards or tobacco are sold. */
const riskyCategories: readonly string[] = ['convenience', 'liquor', 'tobacco', 'ticket', 'stationery', 'books', 'drugstore']

/**
 * 換金性の高い商品: what is sold is not on file, so the rule looks at where and how: round amounts, far above the store's
 * usual, time after time at one store whose category sells gift certificates, prepaid cards or tobacco. These have round
 * prices; a basket of groceries hasn't. A habit of a month, and a matter for the monthly meeting, where the store is asked what it sold.
 */
export const cashLikeGoods = defineRule({
  id: 'cash-like-goods',
  typology: 'operations',
  on: ['payment'],
  asks: {
    ja: '金券やたばこなどを扱う業種の同じ店舗で、きりのよい高めの金額が{days}日間に{times}回以上・合計で1回の上限の{limits}倍以上あった',
    en: 'At one store of a category that sells gift certificates, prepaid cards or tobacco: {times} round and large payments or more in {days} days, {limits} limits per payment in total or more',
  },
  settings,
  defaults: { times: 5, days: 31, limits: 1.5 },
  detect: (facts, fixed) => {
    const { payment, store, pair, programme } = facts
    if (store.category === null) return notApplicable('店舗の業種が不明です')
    if (!riskyCategories.includes(store.category) || !isRound(payment)) return no
    const usual = usualAmount({ amounts: takenFromOthers(store, pair) })
    if (usual === null) return notApplicable('店舗の利用実績がまだ足りません')
    if (payment.amount < 2 * usual) return no
    const payments = [...standing(since(pair.payments, payment.at - fixed.days * day)).filter((earlier) => isRound(earlier) && earlier.amount >= 2 * usual), payment]
    const total = sum(payments.map(({ amount }) => amount))
    return payments.length >= fixed.times && total >= fixed.limits * programme.perPayment ? found(facts, fixed, payments, total) : no
  },
})

const isRound = ({ amount }: PaidItem): boolean => amount % 1_000 === 0

function found({ payment, store }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[], total: number): Finding {
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: 100,
    urgency: 'monthly',
    sentence: {
      ja: `金券などを扱う業種の店舗（${payment.storeCode}）で、きりのよい金額の支払いが${fixed.days}日間に${payments.length}回、合計${money(total)}ありました（基準：${fixed.times}回）。`,
      en: `${payments.length} round payments, ${money(total)} in total, were made in ${fixed.days} days at a store (${payment.storeCode}) whose category sells goods as good as cash (threshold: ${fixed.times}).`,
    },
    brief: `金券などを扱う業種の店舗（${payment.storeCode}）で、きりのよい金額の支払いが続いています。`,
    figures: [
      { ja: '回数', en: 'Times', value: `${payments.length}回`, threshold: `${fixed.times}回以上` },
      { ja: '合計', en: 'Total', value: money(total), threshold: `1回の上限の${fixed.limits}倍以上` },
      { ja: '業種', en: 'Category', value: store.category ?? '—', threshold: '—' },
    ],
    payments,
    facts: { times: payments.length, total, category: store.category },
  })
}
