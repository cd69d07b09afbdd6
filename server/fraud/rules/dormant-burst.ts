import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { standing } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber, hour } from '../dossiers/moments.ts'
import type { ProgrammeDossier } from '../dossiers/programme.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  restDays: z.number().int().min(7).max(180).meta({ ja: '休眠の日数', en: 'Days of rest', unit: 'days' }),
  spentPercent: z.number().int().min(10).max(100).meta({ ja: '残高のうち使った割合', en: 'Part of the balance', unit: 'percent' }),
  lastDays: z.number().int().min(0).max(60).meta({ ja: '有効期限前の除外日数', en: 'Days before the end that don’t count', unit: 'days' }),
})

/**
 * 休眠後の一括利用: nothing for a month, then most of the balance within an hour. People come back and spend what is left, most
 * of all before vouchers end, so the last days don't count, nor days on which the whole programme spends half as much again;
 * money worth a case is a third of the largest payment, and at stores they knew it is a weak sign that needs another.
 */
export const dormantBurst = defineRule({
  id: 'dormant-burst',
  typology: 'takeover',
  on: ['payment'],
  asks: {
    ja: '{restDays}日以上使われていなかった残高の{spentPercent}%以上が1時間で使われた（有効期限前の{lastDays}日間を除く）',
    en: 'After {restDays} days without a payment, {spentPercent}% of the balance or more goes within an hour (not in the last {lastDays} days of validity)',
  },
  settings,
  defaults: { restDays: 30, spentPercent: 80, lastDays: 7 },
  detect: ({ payment, customer, programme }, { restDays, spentPercent, lastDays }) => {
    const burst = standing(since(customer.payments, payment.at - hour))
    if (customer.lastPaidAt === null) return notApplicable('これまでの支払い')
    // The first of a burst woke the customer; the others look back at it.
    const woke = customer.woke !== null && customer.woke.at >= payment.at - hour ? customer.woke.restedSince : null
    const rested = woke ?? customer.lastPaidAt
    if (payment.at - rested < restDays * day) return no
    const spent = sum(burst.map(({ amount }) => amount)) + payment.amount
    const had = customer.balance + spent - payment.amount
    const percent = had > 0 ? Math.round((100 * spent) / had) : 0
    if (percent < spentPercent || spent < programme.perPayment / 3) return no
    if (programme.validUntil !== null && payment.at > programme.validUntil - lastDays * day) return no
    if (everybodySpends(programme, payment.at)) return no
    const days = Math.floor((payment.at - rested) / day)
    const unknown = !customer.stores.includes(payment.storeId)
    const money = yenSign(BigInt(spent))
    return hit({
      subject: { kind: 'customer', id: payment.customerId },
      points: unknown ? 100 : 50,
      urgency: 'daily',
      sentence: {
        ja: `${days}日間使われていなかった残高の${percent}%（${money}）が、1時間で使われました（基準：${restDays}日、${spentPercent}%）。`,
        en: `After ${days} days without a payment, ${percent}% of the balance (${money}) went within an hour (threshold: ${restDays} days, ${spentPercent}%).`,
      },
      brief: `${days}日間使われていなかった残高から、1時間で${money}が使われました。`,
      figures: [
        { ja: '休眠', en: 'Rest', value: `${days}日`, threshold: `${restDays}日以上` },
        { ja: '使った割合', en: 'Part of the balance', value: `${percent}%`, threshold: `${spentPercent}%以上` },
        { ja: '店舗', en: 'Store', value: unknown ? '初めて' : '利用したことがある', threshold: '—' },
      ],
      payments: [...burst, payment],
      facts: { days, percent, spent, newStore: unknown },
    })
  },
})

/** Today's sum so far against the middle of the last two weeks: a flyer, or the end of the vouchers. */
function everybodySpends({ days }: ProgrammeDossier, at: number): boolean {
  const today = dayNumber(at)
  const sums = days.filter((one) => one.day < today && one.day >= today - 14).map((one) => one.sum).sort((a, b) => a - b)
  const middle = sums[Math.floor(sums.length / 2)]
  const now = days.findLast((one) => one.day === today)?.sum ?? 0
  return middle !== undefined && now > 1.5 * middle
}
