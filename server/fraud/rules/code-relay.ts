import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { phoneAt, type CustomerDossier, type FailureItem, type PaidItem } from '../dossiers/customer.ts'
import { kilometresBetween } from '../dossiers/distance.ts'
import { since } from '../dossiers/lists.ts'
import { minute } from '../dossiers/moments.ts'
import { othersFarFrom, type ProgrammeDossier } from '../dossiers/programme.ts'
import { sellsAt, type StoreDossier } from '../dossiers/store.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  farKm: z.number().min(10).max(500).meta({ ja: '離れているとみなす距離', en: 'Far away', unit: 'kilometres' }),
  failureMinutes: z.number().int().min(1).max(60).meta({ ja: 'コードの失敗をみる時間', en: 'Failed codes within', unit: 'minutes' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額の倍数', en: 'Times the usual amount', unit: 'ratio' }),
})
type Settings = z.infer<typeof settings>

/**
 * コードの使い回し・転送: the phone that shows the one-time code is not at the store where it is read. 30 km is further than
 * a town's coarse positions are wrong. A place from which two others paid far away too is a carrier's gateway. Distance and
 * a used or expired code together (a code lives a minute, a video call lags) are urgent when it is about more than the usual
 * money; one of the two is a day’s work, and an everyday amount from far away a weak sign.
 */
export const codeRelay = defineRule({
  id: 'code-relay',
  typology: 'code-abuse',
  on: ['payment', 'codeFailure'],
  asks: {
    ja: 'コードを表示した端末が店舗から{farKm}km以上離れている（ふだんの{timesUsual}倍以上、または前後{failureMinutes}分に使用済み・期限切れのコードがある）',
    en: 'The phone that shows the code is {farKm} km or more from the store (with {timesUsual} times the usual amount, or used or expired codes within {failureMinutes} minutes)',
  },
  settings,
  defaults: { farKm: 30, failureMinutes: 5, timesUsual: 2 },
  detect: (facts, fixed) => {
    if (facts.kind === 'payment') {
      const { payment, customer, store, programme } = facts
      if (payment.mode !== 'code') return no
      const kilometres = farFromStore(customer, store, programme, payment)
      if (typeof kilometres !== 'number') return kilometres
      if (kilometres < fixed.farKm) return no
      const failed = since(customer.failures, payment.at - fixed.failureMinutes * minute).filter(({ storeId, reason }) => storeId === payment.storeId && tooLate(reason)).length
      return found({ payment, usual: usualFor(customer, store, programme), kilometres, failed, fixed })
    }
    const { failure, customer, store, programme } = facts
    if (!tooLate(failure.reason) || customer === null || store === null) return no
    const payment = since(customer.payments, failure.at - fixed.failureMinutes * minute).findLast(({ storeId, mode }) => storeId === failure.storeId && mode === 'code')
    if (!payment) return no
    const kilometres = farFromStore(customer, store, programme, payment)
    if (typeof kilometres !== 'number') return kilometres
    return kilometres < fixed.farKm ? no : found({ payment, usual: usualFor(customer, store, programme), kilometres, failed: 1, fixed })
  },
})

const tooLate = (reason: FailureItem['reason']): boolean => reason === 'reused' || reason === 'expired'

/** Kilometres from the phone to the store; 0 behind a gateway, which says nothing about the phone. */
function farFromStore(customer: CustomerDossier, store: StoreDossier, programme: ProgrammeDossier, payment: PaidItem): number | Finding {
  const phone = phoneAt(customer, payment.at)
  if (phone === null) return notApplicable('端末の位置')
  const place = sellsAt(store)
  if (place === null) return notApplicable('この店舗の場所')
  return othersFarFrom(programme, phone, payment.customerId) >= 2 ? 0 : kilometresBetween(phone, place)
}

/**
 * What is usual for this customer or at this store, the smaller: whoever has paid less than three times has no habits yet,
 * and a relay that lasts becomes one.
 */
function usualFor({ usual }: CustomerDossier, { amounts }: StoreDossier, { perPayment }: ProgrammeDossier): number {
  return Math.min(usual.n >= 3 ? Math.exp(usual.mean) : perPayment / 6, quantile(amounts, 0.5) ?? perPayment / 6)
}

interface Relayed {
  readonly payment: PaidItem
  readonly usual: number
  readonly kilometres: number
  readonly failed: number
  readonly fixed: Settings
}

function found({ payment, usual, kilometres, failed, fixed }: Relayed): Finding {
  const far = Math.round(kilometres)
  const usually = payment.amount >= usual
  const more = payment.amount >= fixed.timesUsual * usual
  const urgent = more && failed > 0
  const money = yenSign(BigInt(payment.amount))
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: urgent ? 200 : more || (failed > 0 && usually) ? 120 : 40,
    urgency: urgent ? 'immediate' : 'daily',
    sentence: {
      ja: `店舗${payment.storeCode}で${money}のコードが読み取られたとき、表示した端末は${far}km離れていました（基準：${fixed.farKm}km）${failed > 0 ? '。前後に使用済みまたは期限切れのコードもありました' : ''}。`,
      en: `When a code for ${money} was read at store ${payment.storeCode}, the phone showing it was ${far} km away (threshold: ${fixed.farKm} km)${failed > 0 ? '; used or expired codes were tried too' : ''}.`,
    },
    brief: `店舗${payment.storeCode}で、離れた端末のコード（${money}）が使われました。`,
    figures: [
      { ja: '端末と店舗の距離', en: 'Phone to store', value: `${far}km`, threshold: `${fixed.farKm}km以上` },
      { ja: '使用済み・期限切れのコード', en: 'Used or expired codes', value: `${failed}回`, threshold: '1回以上で至急' },
      { ja: 'ふだんの金額', en: 'Usual amount', value: yenSign(BigInt(Math.round(usual))), threshold: `${fixed.timesUsual}倍以上` },
    ],
    payments: [payment],
    facts: { kilometres, failed, amount: payment.amount, usual: Math.round(usual) },
  })
}
