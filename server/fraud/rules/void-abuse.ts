import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import type { PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber, minute } from '../dossiers/moments.ts'
import type { VoidItem } from '../dossiers/store.ts'
import type { PaymentFacts, VoidFacts } from '../facts.ts'
import { defineRule, hit, no, type Finding } from '../rule.ts'

const settings = z.object({
  lateMinutes: z.number().int().min(5).max(1_440).meta({ ja: '遅い取消とみなす時間', en: 'A void is late after', unit: 'minutes' }),
  lateVoids: z.number().int().min(1).max(20).meta({ ja: '遅い取消の回数（7日）', en: 'Late voids in seven days', unit: 'times' }),
  percent: z.number().int().min(1).max(100).meta({ ja: '取消の割合（7日）', en: 'Part of payments voided in seven days', unit: 'percent' }),
  voids: z.number().int().min(2).max(60).meta({ ja: '取消の回数（7日）', en: 'Voids in seven days', unit: 'times' }),
  sameAmountMinutes: z.number().int().min(1).max(120).meta({ ja: '取消後に同額の支払いをみる時間', en: 'The same amount after a void within', unit: 'minutes' }),
})
type Settings = z.infer<typeof settings>

/**
 * 取消の悪用: goods or cash left, then the payment was taken back. A wrong amount is noticed at once, voided within minutes
 * and keyed again for the same customer: those never count, so a clerk in training is quiet. A void an hour later, when the
 * customer has long gone, is rare; two by the same person in a week are looked at.
 */
export const voidAbuse = defineRule({
  id: 'void-abuse',
  typology: 'void-abuse',
  on: ['void', 'payment'],
  asks: {
    ja: '支払いから{lateMinutes}分を過ぎた取消を同じ担当者が7日に{lateVoids}回以上、打ち直しのない取消が7日に{voids}回以上かつ支払いの{percent}%以上、または取消から{sameAmountMinutes}分以内に別の人が同じ金額を支払った',
    en: 'Voids more than {lateMinutes} minutes after the payment {lateVoids} times in seven days by the same person, voids not keyed again {voids} times and {percent}% of payments in seven days, or the same amount paid by somebody else within {sameAmountMinutes} minutes of a void',
  },
  settings,
  defaults: { lateMinutes: 60, lateVoids: 2, percent: 20, voids: 5, sameAmountMinutes: 10 },
  detect: (facts, fixed) => (facts.kind === 'void' ? takenBack(facts, fixed) : paidAgain(facts, fixed)),
})

function takenBack({ voided, store, pair, at }: VoidFacts, { lateMinutes, lateVoids, percent, voids }: Settings): Finding {
  const { paymentId, amount, customerId, staffId, paidAt } = voided
  const all: VoidItem[] = [...since(store.voids, at - 7 * day), { at, paidAt, paymentId, amount, customerId, staffId }]
  const named = (some: readonly VoidItem[]): PaidItem[] => {
    const ids = new Set(some.map((one) => one.paymentId))
    return [...new Map([...store.payments, ...pair.payments].filter(({ id }) => ids.has(id)).map((one) => [one.id, one])).values()].sort((a, b) => a.at - b.at)
  }
  const late = all.filter((one) => one.staffId === staffId && one.at - one.paidAt > lateMinutes * minute)
  if (late.at(-1)?.paymentId === paymentId && late.length >= lateVoids) {
    return found(store.code ?? voided.storeId, voided.storeId, late, named(late), {
      ja: `支払いから${lateMinutes}分を過ぎた取消`, en: `voids more than ${lateMinutes} minutes after the payment`, value: `${late.length}回`, threshold: `${lateVoids}回以上`, basis: `${lateVoids}`,
    })
  }
  const left = all.filter((one) => !keyedAgain(store.payments, one))
  const from = dayNumber(at) - 7
  const payments = sum(store.days.filter(({ day: number }) => number > from).map((one) => one.payments))
  const part = payments > 0 ? Math.round((100 * left.length) / payments) : 0
  if (left.length < voids || part < percent) return no
  return found(store.code ?? voided.storeId, voided.storeId, left, named(left), { ja: `打ち直しのない取消（支払いの${part}%）`, en: `voids not keyed again (${part}% of payments)`, value: `${left.length}回`, threshold: `${voids}回以上、${percent}%以上`, basis: `${voids} and ${percent}%` })
}

/** The same customer paid here again within five minutes of the void; at once counts too, because the next payment may not be known yet. */
const keyedAgain = (payments: readonly PaidItem[], { at, paidAt, customerId, paymentId }: VoidItem): boolean =>
  at - paidAt < 5 * minute || payments.some((one) => one.customerId === customerId && one.id !== paymentId && one.at > at && one.at < at + 5 * minute)

/** Somebody else pays exactly what was just taken back: the goods changed hands, the money went round. A weak sign, prices repeat. */
function paidAgain({ payment, store }: PaymentFacts, { sameAmountMinutes, lateMinutes }: Settings): Finding {
  const same = since(store.voids, payment.at - sameAmountMinutes * minute).find((one) => one.amount === payment.amount && one.customerId !== payment.customerId && one.at - one.paidAt > 5 * minute)
  if (!same) return no
  const paid = store.payments.filter(({ id }) => id === same.paymentId)
  const minutes = Math.max(1, Math.round((payment.at - same.at) / minute))
  return found(payment.storeCode, payment.storeId, [same], [...paid, payment], {
    ja: `取消の${minutes}分後に別の人が同じ金額を支払ったこと`, en: `the same amount paid by somebody else ${minutes} minutes after a void`, value: `${minutes}分`, threshold: `${sameAmountMinutes}分以内`, basis: `${sameAmountMinutes} minutes`,
  }, same.at - same.paidAt > lateMinutes * minute ? 150 : 50)
}

function found(code: string, storeId: string, voids: readonly VoidItem[], payments: readonly PaidItem[], what: { ja: string; en: string; value: string; threshold: string; basis: string }, points = 150): Finding {
  const money = yenSign(BigInt(sum(voids.map(({ amount }) => amount))))
  const staff = new Set(voids.map(({ staffId }) => staffId)).size
  return hit({
    subject: { kind: 'store', id: storeId },
    points,
    urgency: 'daily',
    sentence: {
      ja: `店舗${code}で、${what.ja}が${voids.length}回、合計${money}ありました（基準：${what.threshold}）。`,
      en: `Store ${code} had ${what.en}: ${voids.length}, ${money} in total (threshold: ${what.basis}).`,
    },
    brief: `店舗${code}で、取消（合計${money}）に確認したい点があります。`,
    figures: [
      { ja: what.ja, en: what.en, value: what.value, threshold: what.threshold },
      { ja: '取り消した担当者', en: 'Staff who voided', value: `${staff}人`, threshold: '—' },
    ],
    payments,
    facts: { count: voids.length, staff, total: sum(voids.map(({ amount }) => amount)) },
  })
}
