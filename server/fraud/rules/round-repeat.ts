import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, hour } from '../dossiers/moments.ts'
import { takenFromOthers, usualAmount } from '../dossiers/outsize.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  times: z.number().int().min(2).max(10).meta({ ja: '1日の回数', en: 'Times in a day', unit: 'times' }),
  days: z.number().int().min(1).max(14).meta({ ja: '長い期間', en: 'Longer period', unit: 'days' }),
  timesLonger: z.number().int().min(2).max(20).meta({ ja: '長い期間の回数', en: 'Times in the longer period', unit: 'times' }),
  limitPercent: z.number().int().min(5).max(100).meta({ ja: '1回の上限に対する金額', en: 'Amount, of the limit per payment', unit: 'percent' }),
})
type Settings = z.infer<typeof settings>

/**
 * 同額の繰り返し: a customer pays one store the same round amount again and again. Prices are seldom the same twice; money
 * that is handed over is. Where other customers pay that amount too it is a price (a bath, a bus, a lunch), and several
 * tickets of one checkout are one purchase. Within a day, a round amount
 * far above what the store usually takes needs one time less, and such amounts count as alike.
 */
export const roundRepeat = defineRule({
  id: 'round-repeat',
  typology: 'cash-out',
  on: ['payment'],
  asks: {
    ja: '同じ店舗で同じ金額（1回の上限の{limitPercent}%以上）を、24時間に{times}回以上、または{days}日間に{timesLonger}回以上支払った（24時間では、店舗のふだんの金額を大きく超えるきりのよい金額は、同じ額なら1回少なくてよく、違う額でも同じとみなす）',
    en: 'The same amount (at least {limitPercent}% of the limit per payment) is paid to one store {times} times or more in 24 hours, or {timesLonger} times or more in {days} days (within 24 hours, round amounts far above the store’s usual count as alike, and the same one needs one time less)',
  },
  settings,
  defaults: { times: 3, days: 7, timesLonger: 3, limitPercent: 10 },
  detect: (facts, fixed) => {
    const { payment, store, pair, programme } = facts
    if (payment.amount < (fixed.limitPercent / 100) * programme.perPayment) return no
    if (pair.payments.length === 0 || isPrice(facts)) return no
    const usual = usualAmount({ amounts: takenFromOthers(store, pair) })
    const period = standing(since(pair.payments, payment.at - fixed.days * day))
    const same = separate(period.filter(({ amount }) => amount === payment.amount), payment)
    const today = since(same, payment.at - day)
    const foreign = isForeign(payment.amount, usual)
    if (today.length + 1 >= Math.max(2, fixed.times - (foreign ? 1 : 0))) return found(facts, fixed, [...today, payment], 1)
    const round = foreign ? separate(since(period, payment.at - day).filter(({ amount }) => isForeign(amount, usual)), payment) : []
    if (round.length + 1 >= fixed.times) return found(facts, fixed, [...round, payment], 1)
    return same.length + 1 >= fixed.timesLonger ? found(facts, fixed, [...same, payment], fixed.days) : no
  },
})

/** Taps in the same minutes are tickets or a double tap, not another visit. */
const oneVisit = hour / 6

/** One of each visit: what belongs to the checkout or the visit of another payment is left out. */
function separate(same: readonly PaidItem[], payment: PaidItem): PaidItem[] {
  const kept: PaidItem[] = []
  for (const one of [...same].reverse()) {
    const next = kept.at(-1) ?? payment
    if (next.at - one.at >= oneVisit && (one.checkoutId === null || one.checkoutId !== next.checkoutId)) kept.push(one)
  }
  return kept.reverse()
}

/** Others pay this amount here too, and not by chance: at least two of them, or one payment in twenty-five. */
function isPrice({ payment, store, pair }: PaymentFacts): boolean {
  const known = store.amounts.modes[String(payment.amount)] ?? 0
  const own = pair.payments.filter(({ amount }) => amount === payment.amount).length
  const others = known - own
  return others >= 1.5 && others / Math.max(1, store.amounts.total - own) >= 0.04
}

/** Round, and more than twice what the store usually takes from others: nothing there has this price. */
function isForeign(amount: number, usual: number | null): boolean {
  return usual !== null && amount % 1_000 === 0 && amount > 2 * usual
}

function found({ payment }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[], days: number): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  const alike = payments.every(({ amount }) => amount === payment.amount)
  const what = alike ? { ja: `同じ金額（${money(payment.amount)}）`, en: `The same amount (${money(payment.amount)})` } : { ja: 'きりのよい高めの金額', en: 'Round and large amounts' }
  const period = days === 1 ? { ja: '24時間', en: '24 hours' } : { ja: `${days}日間`, en: `${days} days` }
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: repeatedPoints(payments.length, days === 1 ? fixed.times : fixed.timesLonger),
    urgency: 'daily',
    sentence: {
      ja: `同じ店舗（${payment.storeCode}）で、${what.ja}を${period.ja}に${payments.length}回、合計${money(total)}支払いました（基準：24時間に${fixed.times}回、または${fixed.days}日間に${fixed.timesLonger}回。24時間では、店舗にない金額は1回少なく数えます）。`,
      en: `${what.en} ${alike ? 'was' : 'were'} paid to one store (${payment.storeCode}) ${payments.length} times in ${period.en}, ${money(total)} in total (threshold: ${fixed.times} in 24 hours or ${fixed.timesLonger} in ${fixed.days} days, within 24 hours one less for an amount foreign to the store).`,
    },
    brief: `同じ店舗（${payment.storeCode}）で${alike ? '同じ' : 'きりのよい'}金額を${payments.length}回、合計${money(total)}支払いました。`,
    figures: [
      { ja: '金額', en: 'Amount', value: money(payment.amount), threshold: `1回の上限の${fixed.limitPercent}%以上` },
      { ja: '回数', en: 'Times', value: `${payments.length}回`, threshold: days === 1 ? `24時間に${fixed.times}回以上` : `${fixed.days}日間に${fixed.timesLonger}回以上` },
      { ja: '合計', en: 'Total', value: money(total), threshold: '—' },
    ],
    payments,
    facts: { amount: payment.amount, alike, times: payments.length, days, total },
  })
}
