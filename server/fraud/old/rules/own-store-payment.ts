import { z } from 'zod'
import { dayOf } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import type { LinkKind, PaymentFacts, StaffLink } from '../facts.ts'
import { defineRule, no } from '../rule.ts'

const settings = z.object({
  /** What a clerk or manager may spend a day at the own store (a meal), in yen. 0 = nothing. Owners never. */
  staffMealDayMax: z.number().int().min(0).max(10_000),
})

const linkWords: Readonly<Record<LinkKind, { ja: string; en: string }>> = {
  line: { ja: 'LINEアカウント', en: 'LINE account' },
  phone: { ja: '電話番号', en: 'phone number' },
  device: { ja: '端末', en: 'device' },
}

/** 自店決済: whoever works at a store pays there. */
export const ownStorePayment = defineRule<z.infer<typeof settings>>({
  id: 'own-store-payment',
  settings,
  defaults: { staffMealDayMax: 2_000 },
  pairs: false,
  detect: (facts, { staffMealDayMax }) => {
    const [link, ...others] = strongestFirst(facts.staffLinks)
    if (!link) return no
    const spent = spentHereToday(facts)
    if (link.role !== 'owner' && spent <= BigInt(staffMealDayMax)) return no
    const by = linkWords[link.by]
    return {
      result: 'hit',
      hit: {
        urgency: 'immediate',
        sentence: {
          ja: `支払った人の${by.ja}が、この店舗のスタッフ${link.staffCode}と一致します。`,
          en: `The payer’s ${by.en} matches staff member ${link.staffCode} of this store.`,
        },
        brief: `支払った人の${by.ja}が、この店舗（${facts.payment.storeCode}）のスタッフと一致します。`,
        figures: [
          { ja: '一致したもの', en: 'Matches', value: [link, ...others].map((one) => `${linkWords[one.by].ja}（${one.staffCode}）`).join('、'), threshold: 'なし' },
          { ja: '本日この店舗での合計', en: 'Total here today', value: yenSign(spent), threshold: link.role === 'owner' ? '—' : `${yenSign(BigInt(staffMealDayMax))}まで` },
        ],
        payments: [facts.payment],
        facts: { by: link.by, staffCode: link.staffCode, role: link.role, spentHereToday: spent.toString(), storeCode: facts.payment.storeCode },
      },
    }
  },
})

const strength: Readonly<Record<LinkKind, number>> = { line: 0, phone: 1, device: 2 }

/** Owners before others, then by how much a link proves. */
const strongestFirst = (links: readonly StaffLink[]): StaffLink[] =>
  [...links].sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner') || strength[a.by] - strength[b.by] || (a.staffCode < b.staffCode ? -1 : 1))

/** This payment included, by Japan day. */
const spentHereToday = ({ payment, before }: PaymentFacts): bigint =>
  before.filter((earlier) => earlier.storeId === payment.storeId && dayOf(earlier.at) === dayOf(payment.at)).reduce((sum, { amount }) => sum + amount, payment.amount)
