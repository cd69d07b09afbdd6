import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { hour, minute } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  minutes: z.number().int().min(1).max(60).meta({ ja: '購入から支払いまで', en: 'From purchase to payment', unit: 'minutes' }),
  sharePercent: z.number().int().min(50).max(100).meta({ ja: '購入額のうち使った割合', en: 'Share of the purchase', unit: 'percent' }),
  cycles: z.number().int().min(2).max(10).meta({ ja: 'くり返しの回数', en: 'Loops', unit: 'times' }),
  immediate: z.number().int().min(2).max(10).meta({ ja: '至急とする回数', en: 'Loops that are immediate', unit: 'times' }),
  hours: z.number().int().min(1).max(72).meta({ ja: '期間', en: 'Period', unit: 'hours' }),
})
type Settings = z.infer<typeof settings>

/**
 * 購入と利用のくり返し: buy, hand over at one store, buy again: the premium is milked. Who buys at the counter because the
 * balance is short does that once, and for a large purchase at a store for such; a loop spends each purchase nearly whole and comes back for the next one within hours.
 */
export const topUpLoop = defineRule({
  id: 'top-up-loop',
  typology: 'cash-out',
  on: ['payment'],
  asks: {
    ja: '購入から{minutes}分以内にその{sharePercent}%以上を同じ店舗で使うことが、{hours}時間に{cycles}回以上くり返された（{immediate}回以上は至急）',
    en: 'Within {minutes} minutes of a purchase {sharePercent}% of it or more is spent at one store, {cycles} times or more in {hours} hours ({immediate} or more are immediate)',
  },
  settings,
  defaults: { minutes: 25, sharePercent: 80, cycles: 2, immediate: 3, hours: 24 },
  detect: (facts, fixed) => {
    const { payment, customer, store, pair } = facts
    if (store.largeTicket) return no
    if (customer.topUps.length === 0) return notApplicable('購入の記録がありません')
    const now = loopOf(payment, facts, fixed)
    if (now === null) return no
    const ids = new Set([now])
    const loops = standing(since(pair.payments, payment.at - fixed.hours * hour)).filter((earlier) => {
      const topUp = loopOf(earlier, facts, fixed)
      if (topUp === null || ids.has(topUp)) return false
      ids.add(topUp)
      return true
    })
    return loops.length + 1 >= fixed.cycles ? found(facts, fixed, [...loops, payment]) : no
  },
})

/** The purchase that a payment spends right away, by its id; null when it spends none. */
function loopOf(payment: PaidItem, { customer }: PaymentFacts, { minutes, sharePercent }: Settings): string | null {
  const topUp = customer.topUps.findLast(({ at }) => at <= payment.at)
  if (!topUp || payment.at - topUp.at > minutes * minute) return null
  const share = payment.amount / topUp.total
  // A payment above the purchase is the ordinary kind: the balance was short.
  return share >= sharePercent / 100 && share <= 1.02 ? topUp.id : null
}

function found({ payment }: PaymentFacts, fixed: Settings, payments: readonly PaidItem[]): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: repeatedPoints(payments.length, fixed.cycles),
    urgency: payments.length >= fixed.immediate ? 'immediate' : 'daily',
    sentence: {
      ja: `購入してすぐ同じ店舗（${payment.storeCode}）で使うことを${fixed.hours}時間に${payments.length}回くり返し、合計${money(total)}を支払いました（基準：購入から${fixed.minutes}分以内、${fixed.cycles}回）。`,
      en: `Bought vouchers and spent them right away at one store (${payment.storeCode}) ${payments.length} times in ${fixed.hours} hours, ${money(total)} in total (threshold: within ${fixed.minutes} minutes, ${fixed.cycles} times).`,
    },
    brief: `購入してすぐ同じ店舗（${payment.storeCode}）で使うことを${payments.length}回くり返しました。`,
    figures: [
      { ja: 'くり返しの回数', en: 'Loops', value: `${payments.length}回`, threshold: `${fixed.cycles}回以上` },
      { ja: '合計', en: 'Total', value: money(total), threshold: '—' },
      { ja: '購入から支払いまで', en: 'From purchase to payment', value: `${fixed.minutes}分以内`, threshold: `${fixed.minutes}分以内` },
    ],
    payments,
    facts: { loops: payments.length, total },
  })
}
