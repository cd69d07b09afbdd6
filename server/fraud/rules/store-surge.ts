import { z } from 'zod'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { dayNumber, startOfDay, weekday } from '../dossiers/moments.ts'
import type { ProgrammeDossier } from '../dossiers/programme.ts'
import { takenOrdinarily, usualAmount } from '../dossiers/outsize.ts'
import type { StoreDossier } from '../dossiers/store.ts'
import type { PaymentFacts } from '../facts.ts'
import { repeatedPoints } from '../gathering.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { money } from '../wording.ts'

const settings = z.object({
  timesUsual: z.number().min(2).max(50).meta({ ja: 'ふだんの売上の何倍', en: 'Times the usual turnover', unit: 'ratio' }),
  limits: z.number().min(1).max(20).meta({ ja: '1回の上限の何倍の売上', en: 'Turnover, in limits per payment', unit: 'ratio' }),
  ticketTimes: z.number().min(1).max(20).meta({ ja: '1回の金額がふだんの何倍', en: 'Average payment, times the usual', unit: 'ratio' }),
  days: z.number().int().min(7).max(59).meta({ ja: '比べる日数', en: 'Days to compare with', unit: 'days' }),
})
type Settings = z.infer<typeof settings>

/**
 * 売上の急増: a store takes several times what its days usually bring, after the programme's own day is divided out (a last
 * week, a holiday). A flyer, a festival or a sale brings more people, each with an ordinary purchase; a made-up surge
 * brings larger payments. So the day's average payment must have grown too.
 */
export const storeSurge = defineRule({
  id: 'store-surge',
  typology: 'turnover',
  on: ['payment'],
  asks: {
    ja: '今日の売上がふだん（過去{days}日）の{timesUsual}倍以上・1回の上限の{limits}倍以上で、1回の金額もふだんの{ticketTimes}倍以上になった',
    en: 'Today’s turnover is {timesUsual} times the usual one (of {days} days) and {limits} limits per payment or more, and the average payment is {ticketTimes} times the usual amount',
  },
  settings,
  defaults: { timesUsual: 3, limits: 2, ticketTimes: 2, days: 28 },
  detect: (facts, fixed) => {
    const { payment, store, programme } = facts
    if (store.largeTicket) return no
    const today = dayNumber(payment.at)
    const sofar = store.days.findLast(({ day }) => day === today)
    const turnover = payment.amount + (sofar ? sofar.sum - sofar.voidSum : 0)
    if (turnover < fixed.limits * programme.perPayment) return no
    const usual = usualAmount({ amounts: takenOrdinarily(store) })
    if (usual === null) return notApplicable('店舗の利用実績がまだ足りません')
    const payments = 1 + (sofar ? sofar.payments - sofar.voids : 0)
    if (Math.min(payment.amount, turnover / payments) < fixed.ticketTimes * usual) return no
    const before = usualDay(store, today, fixed.days)
    if (before === null) return notApplicable('比べられる営業日がまだ足りません')
    const factor = factorOf(programme, today)
    return turnover / factor >= fixed.timesUsual * before ? found(facts, fixed, { turnover, before, factor, usual }) : no
  },
})

const enoughDays = 5

/** The upper end of the store's usual days: of the same weekdays when there are enough, of all days otherwise. */
function usualDay({ days }: StoreDossier, today: number, within: number): number | null {
  const past = days.filter(({ day }) => day < today && day >= today - within)
  if (past.length < enoughDays) return null
  const alike = past.filter(({ day }) => weekday(day) === weekday(today))
  const sums = (alike.length >= 4 ? alike : past).map(({ sum: taken }) => taken).sort((a, b) => a - b)
  return sums[Math.floor(0.75 * (sums.length - 1))] ?? null
}

/** How much more the whole programme takes today than on its usual days, never less than one. */
function factorOf({ days }: ProgrammeDossier, today: number): number {
  const now = days.findLast(({ day }) => day === today)?.sum ?? 0
  const past = days.filter(({ day }) => day < today && day >= today - 14).map(({ sum: taken }) => taken).sort((a, b) => a - b)
  const middle = past[Math.floor(past.length / 2)] ?? 0
  return middle > 0 ? Math.max(1, now / middle) : 1
}

interface Measured {
  readonly turnover: number
  readonly before: number
  readonly factor: number
  readonly usual: number
}

function found({ payment, store }: PaymentFacts, fixed: Settings, { turnover, before, factor, usual }: Measured): Finding {
  const large = standing(since(store.payments, startOfDay(dayNumber(payment.at)))).filter(({ amount }) => amount >= fixed.ticketTimes * usual)
  const payments: PaidItem[] = [...large, payment].slice(-20)
  const times = turnover / factor / Math.max(1, before)
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    points: repeatedPoints(Math.floor(times), fixed.timesUsual),
    urgency: 'daily',
    sentence: {
      ja: `店舗（${payment.storeCode}）の今日の売上${money(turnover)}は、ふだん（約${money(before)}）の約${times.toFixed(1)}倍で、高額な支払い${payments.length}件（合計${money(sum(payments.map(({ amount }) => amount)))}）によるものです（基準：${fixed.timesUsual}倍）。`,
      en: `Today’s turnover of a store (${payment.storeCode}), ${money(turnover)}, is about ${times.toFixed(1)} times the usual one (about ${money(before)}), by ${payments.length} large payments (threshold: ${fixed.timesUsual} times).`,
    },
    brief: `店舗（${payment.storeCode}）の売上が、高額な支払いで急に増えました。`,
    figures: [
      { ja: '今日の売上', en: 'Turnover today', value: money(turnover), threshold: `1回の上限の${fixed.limits}倍以上` },
      { ja: 'ふだんの売上', en: 'Usual turnover', value: money(before), threshold: `その${fixed.timesUsual}倍以上` },
      { ja: '全体の増え方', en: 'Programme today', value: `${factor.toFixed(1)}倍`, threshold: '差し引きます' },
      { ja: '店舗のふだんの金額', en: 'Usual amount', value: money(usual), threshold: `その${fixed.ticketTimes}倍以上` },
    ],
    payments,
    facts: { turnover, before, factor: Number(factor.toFixed(2)), times: Number(times.toFixed(2)), usual: Math.round(usual) },
  })
}
