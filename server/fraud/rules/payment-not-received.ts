import { z } from 'zod'
import { standing } from '../dossiers/customer.ts'
import { since } from '../dossiers/lists.ts'
import { day, minute } from '../dossiers/moments.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  reports: z.number().int().min(2).max(10).meta({ ja: '申し出の回数', en: 'Reports', unit: 'times' }),
  days: z.number().int().min(1).max(60).meta({ ja: '期間', en: 'Period', unit: 'days' }),
  waitMinutes: z.number().int().min(0).max(60).meta({ ja: '通信の遅れとして待つ時間', en: 'Minutes of a slow network', unit: 'minutes' }),
})

/**
 * 入金のない支払い画面: the store saw a screen that said 「paid」 and got no money (a screenshot, a played sound). A payment that
 * came in meanwhile was a slow network. A store that names the payer is believed at once. One report alone is mostly a
 * misread screen, so it is a weak sign; the same screen shown again is a method.
 */
export const paymentNotReceived = defineRule({
  id: 'payment-not-received',
  typology: 'operations',
  on: ['report'],
  asks: {
    ja: '店舗が「支払い画面を見たが入金がない」と{days}日以内に{reports}回以上申し出た、または支払った人が分かる（{waitMinutes}分以内に入金があれば通信の遅れとみなす）',
    en: 'A store reports {reports} times or more within {days} days that a screen said paid and no money came, or says who paid (a payment within {waitMinutes} minutes was a slow network)',
  },
  settings,
  defaults: { reports: 2, days: 14, waitMinutes: 5 },
  detect: ({ report, store, at }, fixed) => {
    if (report.report !== 'no-payment' || report.from !== 'store') return no
    if (store === null || report.storeId === null) return notApplicable('store')
    const { storeId, customerId } = report
    const came = standing(since(store.payments, at - fixed.waitMinutes * minute)).filter((one) => one.at <= at && (customerId === null || one.customerId === customerId))
    if (customerId !== null && came.length > 0) return no
    const count = store.reports.filter((one) => one.report === 'no-payment' && one.from === 'store' && one.at >= at - fixed.days * day).length + 1
    const again = count >= fixed.reports
    const storeCode = store.code ?? storeId
    return hit({
      subject: customerId === null ? { kind: 'store', id: storeId } : { kind: 'customer', id: customerId },
      points: again || customerId !== null ? 100 : 40,
      urgency: customerId === null ? 'daily' : 'immediate',
      sentence: {
        ja: `店舗${storeCode}が、支払い画面を見たが入金がないと申し出ました（${fixed.days}日以内に${count}回目）。`,
        en: `Store ${storeCode} reports that a screen said paid and no money came (report ${count} within ${fixed.days} days).`,
      },
      brief: `店舗${storeCode}が、支払い画面を見たが入金がないと申し出ました。`,
      figures: [
        { ja: '申し出の回数', en: 'Reports', value: `${count}回`, threshold: `${fixed.reports}回以上` },
        { ja: '前後の入金', en: 'Payments around it', value: `${came.length}件`, threshold: '—' },
      ],
      payments: [],
      facts: { count, paymentsAround: came.length, storeCode, payerKnown: customerId !== null },
    })
  },
})
