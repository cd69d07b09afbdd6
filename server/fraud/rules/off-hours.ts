import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { standing } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { clockText, day, hour, hourOfDay, minuteOfDay } from '../dossiers/moments.ts'
import type { StoreDossier } from '../dossiers/store.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  slackMinutes: z.number().int().min(0).max(240).meta({ ja: '営業時間の前後の余裕', en: 'Slack around opening hours', unit: 'minutes' }),
  largeSlackMinutes: z.number().int().min(0).max(240).meta({ ja: '高額の場合の余裕', en: 'Slack for large payments', unit: 'minutes' }),
  learnedPayments: z.number().int().min(1).max(500).meta({ ja: '実際の営業時間を学ぶ支払いの数', en: 'Payments that teach the true hours', unit: 'times' }),
  rarePercent: z.number().min(0).max(20).meta({ ja: 'その時間帯の支払いの割合', en: 'Part of payments at that hour', unit: 'percent' }),
  urgentPerHour: z.number().int().min(2).max(20).meta({ ja: '至急とする回数（1時間）', en: 'Urgent within an hour', unit: 'times' }),
})

/**
 * 営業時間外の決済: the store is closed, so nobody bought anything. Hours on file are often wrong, so an hour that the store
 * itself is paid at (one in fifty of its payments) is open, and a store with too few payments to know is only
 * judged at night. The last guests pay within half an hour of closing, some within an hour; from
 * then on, or for a quarter more than three in four others pay, it is no last guest. By day, an
 * everyday amount or three different guests say that the hours on file are wrong: a weak sign.
 */
export const offHours = defineRule({
  id: 'off-hours',
  typology: 'operations',
  on: ['payment'],
  asks: {
    ja: '営業時間の前後{slackMinutes}分（高額なら{largeSlackMinutes}分）を過ぎた支払い。{learnedPayments}回以上の支払いから学んだ時間帯（{rarePercent}%以上）を除く。深夜の1時間に{urgentPerHour}回以上なら至急',
    en: 'A payment more than {slackMinutes} minutes ({largeSlackMinutes} when large) outside opening hours, unless {learnedPayments} payments taught that the hour is usual ({rarePercent}% or more); urgent at {urgentPerHour} in an hour of the night',
  },
  settings,
  defaults: { slackMinutes: 60, largeSlackMinutes: 30, learnedPayments: 20, rarePercent: 2, urgentPerHour: 3 },
  detect: ({ payment, store }, { slackMinutes, largeSlackMinutes, learnedPayments, rarePercent, urgentPerHour }) => {
    const outside = minutesOutside(store, payment.at)
    if (outside === null) return notApplicable('この店舗の営業時間')
    if (outside <= Math.min(slackMinutes, largeSlackMinutes)) return no
    const threeInFour = quantile(store.amounts, 0.75)
    const large = threeInFour !== null && store.amounts.total >= learnedPayments && payment.amount > 1.25 * threeInFour
    const night = !store.night && atNight(payment.at)
    if (outside <= (large ? largeSlackMinutes : slackMinutes) || (store.night && atNight(payment.at))) return no
    if (!night && store.paymentCount < learnedPayments) return notApplicable('この店舗の時間帯ごとの支払い')
    if (usualHour(store, payment.at, rarePercent / 100)) return no
    const payments = [...standing(since(store.payments, payment.at - day)).filter(({ at }) => (minutesOutside(store, at) ?? 0) > largeSlackMinutes), payment]
    const people = new Set(payments.map(({ customerId }) => customerId)).size
    const inHour = payments.filter(({ at }) => at >= payment.at - hour)
    const money = yenSign(BigInt(sum(payments.map(({ amount }) => amount))))
    return hit({
      subject: { kind: 'store', id: payment.storeId },
      points: night ? 200 : large && people < 3 ? 150 : 50,
      urgency: night && inHour.length >= urgentPerHour ? 'immediate' : 'daily',
      sentence: {
        ja: `店舗${payment.storeCode}で、営業時間から${outside}分外れた${clockText(payment.at)}に${yenSign(BigInt(payment.amount))}が支払われました（基準：${large ? largeSlackMinutes : slackMinutes}分）。24時間に${payments.length}回、合計${money}です。`,
        en: `Store ${payment.storeCode} was paid ${yenSign(BigInt(payment.amount))} at ${clockText(payment.at)}, ${outside} minutes outside its hours (threshold: ${large ? largeSlackMinutes : slackMinutes}); payments in 24 hours: ${payments.length}, ${money} in total.`,
      },
      brief: `店舗${payment.storeCode}で、営業時間外の${clockText(payment.at)}に${yenSign(BigInt(payment.amount))}が支払われました。`,
      figures: [
        { ja: '営業時間からの差', en: 'Outside opening hours', value: `${outside}分`, threshold: `${large ? largeSlackMinutes : slackMinutes}分を超える` },
        { ja: '1時間の回数', en: 'Within an hour', value: `${inHour.length}回`, threshold: `深夜に${urgentPerHour}回以上で至急` },
        { ja: 'この時間帯の支払い', en: 'Payments at this hour', value: `${Math.round(shareOf(store, payment.at) * 1_000) / 10}%`, threshold: `${rarePercent}%未満` },
      ],
      payments,
      facts: { outside, count: payments.length, inHour: inHour.length, people, night, large },
    })
  },
})

/** Minutes before opening or after closing, the smaller of the two; 0 while open, null when the hours are not known. */
function minutesOutside({ opens, closes }: StoreDossier, at: number): number | null {
  if (opens === null || closes === null) return null
  if (opens === 0 && closes === 1_440) return 0
  const span = (closes - opens + 1_440) % 1_440 || 1_440
  const sinceOpening = (minuteOfDay(at) - opens + 1_440) % 1_440
  return sinceOpening <= span ? 0 : Math.min(sinceOpening - span, 1_440 - sinceOpening)
}

const atNight = (at: number): boolean => hourOfDay(at) >= 1 && hourOfDay(at) < 5

const shareOf = ({ hours }: StoreDossier, at: number): number => (hours[hourOfDay(at)] ?? 0) / Math.max(1, sum(hours))

/**
 * Whether the store is paid at this hour, or twice as often at one beside it that is not on file either. One payment teaches
 * nothing, and neither do those of the last three days: a night's fraud must not excuse its own end.
 */
function usualHour(store: StoreDossier, at: number, share: number): boolean {
  const enough = Math.max(2, share * sum(store.hours))
  const recent = (hourly: number) => since(store.payments, at - 3 * day).filter((one) => hourOfDay(one.at) === hourly).length
  const learned = (moment: number) => (store.hours[hourOfDay(moment)] ?? 0) - recent(hourOfDay(moment))
  if (learned(at) >= enough) return true
  return [at - hour, at + hour].some((beside) => (minutesOutside(store, beside) ?? 0) > 0 && learned(beside) >= 2 * enough)
}
