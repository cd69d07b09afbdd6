import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { decayed } from '../dossiers/store.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  sharePercent: z.number().int().min(10).max(100).meta({ ja: '1店舗に集まる割合', en: 'Share spent at one store', unit: 'percent' }),
  people: z.number().int().min(2).max(20).meta({ ja: '人数', en: 'People', unit: 'people' }),
  ofStorePercent: z.number().int().min(1).max(100).meta({ ja: '店舗の売上に占める割合', en: 'Share of the store’s turnover', unit: 'percent' }),
})

/**
 * 代理登録の偏り: somebody registers people who cannot do it themselves, and their vouchers end at one store. In a village with one
 * shop that is so for everybody: there the shop lives on all its other customers too, and these people are a small part
 * of what it sells.
 */
export const assistedRegistration = defineRule({
  id: 'assisted-registration',
  typology: 'collusion',
  on: ['payment'],
  asks: {
    ja: '同じ人が代理登録した{people}人以上の支払いの{sharePercent}%以上が1店舗に集まり、その店舗の売上の{ofStorePercent}%以上を占めた',
    en: 'At least {people} people whom one person registered spend {sharePercent} % or more at one store, which is {ofStorePercent} % or more of its turnover',
  },
  settings,
  defaults: { sharePercent: 40, people: 5, ofStorePercent: 30 },
  detect: ({ payment, registrar, store }, fixed) => {
    if (registrar === null) return notApplicable('who registered the payer')
    const spent = registrar.stores.find(({ storeId }) => storeId === payment.storeId)
    const here = (spent ? decayed(spent.sum, spent.asOf, payment.at) : 0) + payment.amount
    const everywhere = decayed(registrar.sum, registrar.asOf, payment.at) + payment.amount
    const sold = decayed(store.turnover.sum, store.turnover.asOf, payment.at) + payment.amount
    const people = new Set([...(spent?.customers ?? []), payment.customerId]).size
    const share = (100 * here) / everywhere
    const ofStore = (100 * here) / sold
    if (people < fixed.people || share < fixed.sharePercent || ofStore < fixed.ofStorePercent) return no
    const total = yenSign(BigInt(Math.round(here)))
    return hit({
      subject: { kind: 'store', id: payment.storeId },
      points: 100,
      urgency: 'monthly',
      sentence: {
        ja: `同じ人が代理登録した${people}人の支払いの${Math.round(share)}%が、店舗${payment.storeCode}に集まっています（約${total}、店舗の売上の${Math.round(ofStore)}%）。`,
        en: `${people} people whom one person registered spend ${Math.round(share)} % of their vouchers at store ${payment.storeCode} (about ${total}, ${Math.round(ofStore)} % of its turnover).`,
      },
      brief: `同じ人が代理登録した${people}人の支払いが、店舗${payment.storeCode}に集まっています。`,
      figures: [
        { ja: '人数', en: 'People', value: `${people}人`, threshold: `${fixed.people}人以上` },
        { ja: '1店舗に集まる割合', en: 'Share spent here', value: `${Math.round(share)}%`, threshold: `${fixed.sharePercent}%以上` },
        { ja: '店舗の売上に占める割合', en: 'Share of its turnover', value: `${Math.round(ofStore)}%`, threshold: `${fixed.ofStorePercent}%以上` },
      ],
      payments: [payment],
      facts: { people, share: Math.round(share), ofStore: Math.round(ofStore), storeCode: store.code },
    })
  },
})
