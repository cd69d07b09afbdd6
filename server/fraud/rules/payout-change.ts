import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { sum } from '../dossiers/lists.ts'
import { day, dayNumber } from '../dossiers/moments.ts'
import type { BankDetailsFacts, PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  consoleDays: z.number().int().min(1).max(30).meta({ ja: '新しい端末を見る期間', en: 'Days in which a new device counts', unit: 'days' }),
  watchDays: z.number().int().min(1).max(30).meta({ ja: '変更後に見る期間', en: 'Days watched after a change', unit: 'days' }),
  timesUsual: z.number().min(1.2).max(20).meta({ ja: 'ふだんの売上に対する倍率', en: 'Times the usual turnover', unit: 'ratio' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 振込先の変更: the last step of a fraud through a store is to have its money paid elsewhere. Two signs: the console was opened
 * from a device that the store never used, shortly before; or after the change far more is sold than ever, and will
 * be paid out to the new place. What the secretariat changed for many stores at once (a bank that merged) doesn't count.
 */
export const payoutChange = defineRule({
  id: 'payout-change',
  typology: 'operations',
  on: ['bankDetails', 'payment'],
  asks: {
    ja: '振込先の変更前{consoleDays}日以内に、新しい端末で管理画面が開かれた。または、変更後{watchDays}日以内の売上がふだんの{timesUsual}倍以上になった',
    en: 'Bank details are changed within {consoleDays} days after the console was opened from a new device, or turnover rises to {timesUsual} times the usual within {watchDays} days after the change',
  },
  settings,
  defaults: { consoleDays: 7, watchDays: 14, timesUsual: 2 },
  detect: (facts, fixed) => (facts.kind === 'bankDetails' ? changed(facts, fixed) : soldSince(facts, fixed)),
})

function changed({ changed: { storeId, bulk }, store, at }: BankDetailsFacts, { consoleDays }: Fixed): Finding {
  if (bulk) return no
  if (store.consoleDevices.length === 0) return notApplicable('devices that opened the console')
  const opened = store.newConsoles.findLast((one) => one.at >= at - consoleDays * day)
  if (opened === undefined) return no
  const storeCode = store.code ?? storeId
  const days = Math.floor((at - opened.at) / day)
  return hit({
    subject: { kind: 'store', id: storeId },
    points: 100,
    urgency: 'immediate',
    sentence: {
      ja: `店舗${storeCode}の振込先が変更されました。${days === 0 ? '同じ日に' : `${days}日前に`}、これまで使われたことのない端末で管理画面が開かれています。`,
      en: `The bank details of store ${storeCode} were changed, ${days === 0 ? 'on the same day' : `${days} days`} after its console was opened from a device never used there before.`,
    },
    brief: `店舗${storeCode}の振込先が、新しい端末で管理画面が開かれた後に変更されました。`,
    figures: [{ ja: '新しい端末から変更まで', en: 'From the new device to the change', value: `${days}日`, threshold: `${consoleDays}日以内` }],
    payments: [],
    facts: { daysSinceNewDevice: days, storeCode },
  })
}

/** At least a week of days to say what is usual. */
const usualDays = 7

function soldSince({ payment, store }: PaymentFacts, { watchDays, timesUsual }: Fixed): Finding {
  const { bankChangedAt } = store
  if (bankChangedAt === null || payment.at < bankChangedAt || payment.at - bankChangedAt > watchDays * day) return no
  const changeDay = dayNumber(bankChangedAt)
  const before = store.days.filter((one) => one.day < changeDay).map((one) => one.sum - one.voidSum).sort((a, b) => a - b)
  if (before.length < usualDays) return notApplicable('a week of turnover before the change')
  const usual = before[Math.floor(before.length / 2)] ?? 0
  const today = dayNumber(payment.at)
  const sold = sum(store.days.filter((one) => one.day >= changeDay).map((one) => one.sum - one.voidSum)) + payment.amount
  const times = sold / Math.max(1, usual * (today - changeDay + 1))
  if (times < timesUsual) return no
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    points: 100,
    urgency: 'immediate',
    sentence: {
      ja: `店舗${payment.storeCode}では、振込先の変更から${today - changeDay + 1}日で${yenSign(BigInt(sold))}を売り上げ、ふだんの${times.toFixed(1)}倍です。`,
      en: `Store ${payment.storeCode} has sold ${yenSign(BigInt(sold))} in the ${today - changeDay + 1} days since its bank details were changed, ${times.toFixed(1)} times the usual.`,
    },
    brief: `店舗${payment.storeCode}では、振込先の変更後に${yenSign(BigInt(sold))}を売り上げています。`,
    figures: [
      { ja: 'ふだんの1日の売上', en: 'Usual turnover a day', value: yenSign(BigInt(usual)), threshold: '—' },
      { ja: '変更後の売上', en: 'Turnover since the change', value: `${times.toFixed(1)}倍`, threshold: `${timesUsual}倍以上` },
    ],
    payments: [payment],
    facts: { sold, usual, days: today - changeDay + 1, storeCode: store.code },
  })
}
