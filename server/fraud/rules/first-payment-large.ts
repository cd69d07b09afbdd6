import { z } from 'zod'
import { hour, minute } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money, span } from '../wording.ts'

const settings = z.object({
  limitPercent: z.number().int().min(50).max(100).meta({ ja: '上限に対する割合', en: 'Share of the limit', unit: 'percent' }),
  afterPurchaseMinutes: z.number().int().min(1).max(120).meta({ ja: '購入から', en: 'Since the purchase', unit: 'minutes' }),
  afterRegistrationHours: z.number().int().min(1).max(168).meta({ ja: '登録から', en: 'Since the registration', unit: 'hours' }),
  earlierPayments: z.number().int().min(0).max(5).meta({ ja: 'それまでの支払い', en: 'Payments before', unit: 'times' }),
  openingHours: z.number().int().min(0).max(336).meta({ ja: '開始直後の除外', en: 'Left out after the start', unit: 'hours' }),
})
type Settings = z.infer<typeof settings>

/**
 * 初回からの最大額: registered, bought, and at once as much as one payment may be. New customers try a small amount first.
 * In the first days of a programme eager people do the same, so they are left out; stores for large purchases too.
 * A phone that several customers share makes it urgent: somebody works through made-up people.
 */
export const firstPaymentLarge = defineRule({
  id: 'first-payment-large',
  typology: 'multi-account',
  on: ['payment'],
  asks: {
    ja: '登録から{afterRegistrationHours}時間以内・購入から{afterPurchaseMinutes}分以内の初めての支払い（それまで{earlierPayments}回以下）が、1回の上限の{limitPercent}%以上だった（開始から{openingHours}時間は除く）',
    en: 'One of the first payments (after at most {earlierPayments}), within {afterRegistrationHours} hours of registering and {afterPurchaseMinutes} minutes of buying, is {limitPercent}% of the limit or more (not in the programme’s first {openingHours} hours)',
  },
  settings,
  defaults: { limitPercent: 85, afterPurchaseMinutes: 30, afterRegistrationHours: 48, earlierPayments: 1, openingHours: 48 },
  detect: (facts, fixed) => {
    const { payment, customer, store, programme, at } = facts
    if (customer.paymentCount > fixed.earlierPayments || payment.amount < (fixed.limitPercent / 100) * programme.perPayment || store.largeTicket) return no
    if (customer.registeredAt === null) return notApplicable('登録日時が不明です')
    if (programme.firstPaidAt === null || at - programme.firstPaidAt < fixed.openingHours * hour) return no
    const topUp = customer.topUps.at(-1)
    if (!topUp) return notApplicable('購入の記録がありません')
    if (at - customer.registeredAt > fixed.afterRegistrationHours * hour || at - topUp.at > fixed.afterPurchaseMinutes * minute) return no
    return found(facts, fixed, at - customer.registeredAt, at - topUp.at)
  },
})

function found({ payment, customer, device, programme }: PaymentFacts, fixed: Settings, registered: number, bought: number): Finding {
  const others = (device?.customers ?? []).filter(({ customerId }) => customerId !== payment.customerId).length
  const [sinceRegistration, sincePurchase] = [span(registered), span(bought)]
  const shared = others === 0 ? { ja: '', en: '' } : { ja: `この端末は他の利用者${others}人も使っています。`, en: ` ${others} other customer${others === 1 ? ' uses' : 's use'} this phone.` }
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: 100,
    urgency: others > 0 ? 'immediate' : 'daily',
    sentence: {
      ja: `登録から${sinceRegistration.ja}、購入から${sincePurchase.ja}で、初めての支払いがいきなり${money(payment.amount)}でした（1回の上限：${money(programme.perPayment)}、基準：${fixed.limitPercent}%以上）。${shared.ja}`,
      en: `${sinceRegistration.en} after registering and ${sincePurchase.en} after buying, the first payment was at once ${money(payment.amount)} (limit per payment: ${money(programme.perPayment)}; threshold: ${fixed.limitPercent}%).${shared.en}`,
    },
    brief: `登録してまもない人の初めての支払いが、上限に近い${money(payment.amount)}でした。`,
    figures: [
      { ja: '金額', en: 'Amount', value: money(payment.amount), threshold: `${money((fixed.limitPercent / 100) * programme.perPayment)}以上` },
      { ja: '登録から', en: 'Since the registration', value: sinceRegistration.ja, threshold: `${fixed.afterRegistrationHours}時間以内` },
      { ja: '購入から', en: 'Since the purchase', value: sincePurchase.ja, threshold: `${fixed.afterPurchaseMinutes}分以内` },
      { ja: '端末を使う他の人', en: 'Others on this phone', value: device === null ? '判定できません' : `${others}人`, threshold: '1人以上で至急' },
    ],
    payments: [payment],
    facts: { amount: payment.amount, limit: programme.perPayment, others: device === null ? null : others, earlierPayments: customer.paymentCount },
  })
}
