import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import type { PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { hour, minute } from '../dossiers/moments.ts'
import type { Newcomer } from '../dossiers/store.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  newcomers: z.number().int().min(3).max(20).meta({ ja: '新しい利用者', en: 'New people', unit: 'people' }),
  windowMinutes: z.number().int().min(5).max(240).meta({ ja: '期間', en: 'Period', unit: 'minutes' }),
  freshHours: z.number().int().min(1).max(168).meta({ ja: '登録からの時間', en: 'Hours since they registered', unit: 'hours' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額に対する倍率', en: 'Times what is usual here', unit: 'ratio' }),
  steadiness: z.number().min(0.05).max(1).meta({ ja: '間隔のばらつき', en: 'Unevenness of the intervals', unit: 'ratio' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 新規アカウントの連続利用: accounts registered one after the other are spent one after the other at one store. A farm works
 * through its list: even intervals, in the order in which the accounts were made, and as much as looks possible. A tour
 * group comes just as suddenly, but each pays what one pays here, when they get to the till. Three large ones in a row
 * are enough (the careful have no more than four accounts); of usual amounts it takes clockwork, of five or in order.
 */
export const newcomerWave = defineRule({
  id: 'newcomer-wave',
  typology: 'multi-account',
  on: ['payment'],
  asks: {
    ja: '登録から{freshHours}時間以内の人が{newcomers}人以上、{windowMinutes}分以内に同じ店舗で初めて支払い、金額がその店舗のふだんの{timesUsual}倍以上、または間隔のばらつきが{steadiness}未満',
    en: '{newcomers} people or more, registered within {freshHours} hours, make their first payments at one store within {windowMinutes} minutes, of {timesUsual} times what is usual there or in intervals that vary by less than {steadiness}',
  },
  settings,
  defaults: { newcomers: 3, windowMinutes: 60, freshHours: 48, timesUsual: 2, steadiness: 0.35 },
  detect: (facts, fixed) => {
    const { payment, customer, store } = facts
    if (customer.registeredAt === null) return notApplicable('when the payer registered')
    if (customer.paymentCount > 0 || payment.at - customer.registeredAt > fixed.freshHours * hour) return no
    const wave = waveOf(facts, customer.registeredAt, fixed)
    if (wave.length < fixed.newcomers) return no
    const usual = quantile(store.amounts, 0.5)
    const large = wave.filter(({ amount }) => isLarge(facts, amount, usual, fixed)).length
    const spread = unevenness(wave)
    const steady = spread < fixed.steadiness
    const inOrder = isInOrder(wave)
    const mostlyLarge = large >= 0.8 * wave.length
    const many = wave.length >= fixed.newcomers + 2
    const clockwork = steady && (many || (inOrder && wave.length > fixed.newcomers))
    if (!mostlyLarge && !clockwork) return no
    return found(facts, fixed, { wave, usual, large, spread, sure: mostlyLarge && (steady || inOrder || many) })
  },
})

/** Several times what is usual here, or a quarter of what one may pay at once: nobody tries a new voucher out with so much. */
function isLarge({ programme, store }: PaymentFacts, amount: number, usual: number | null, { timesUsual }: Fixed): boolean {
  return (usual !== null && amount >= timesUsual * usual) || (!store.largeTicket && amount >= programme.perPayment / 4)
}

/** Whether they pay in the order in which they registered. */
const isInOrder = (wave: readonly Newcomer[]): boolean => wave.every(({ registeredAt }, index) => index === 0 || (registeredAt ?? 0) > (wave[index - 1]?.registeredAt ?? 0))

function waveOf({ payment, store }: PaymentFacts, registeredAt: number, { windowMinutes, freshHours }: Fixed): Newcomer[] {
  const self: Newcomer = { at: payment.at, customerId: payment.customerId, registeredAt, deviceId: payment.deviceId, amount: payment.amount, paymentId: payment.id, firstEver: true }
  const earlier = since(store.newcomers, payment.at - windowMinutes * minute)
  return [...earlier.filter((one) => one.firstEver && one.registeredAt !== null && one.at - one.registeredAt <= freshHours * hour && one.customerId !== self.customerId), self]
}

/** Standard deviation of the intervals in terms of their mean: about one for people who come by themselves, near zero for a list that is worked off. */
function unevenness(wave: readonly Newcomer[]): number {
  const gaps = wave.slice(1).map(({ at }, index) => at - (wave[index]?.at ?? at))
  const mean = sum(gaps) / gaps.length
  if (!(mean > 0)) return 0
  return Math.sqrt(sum(gaps.map((gap) => (gap - mean) ** 2)) / gaps.length) / mean
}

interface Wave {
  readonly wave: readonly Newcomer[]
  readonly usual: number | null
  readonly large: number
  readonly spread: number
  readonly sure: boolean
}

function found({ payment, store }: PaymentFacts, fixed: Fixed, { wave, usual, large, spread, sure }: Wave): Finding {
  const minutes = Math.max(1, Math.round((payment.at - (wave[0]?.at ?? payment.at)) / minute))
  const total = sum(wave.map(({ amount }) => amount))
  const ids = new Set(wave.map(({ paymentId }) => paymentId))
  const payments: PaidItem[] = [...store.payments.filter(({ id }) => ids.has(id)), payment]
  return hit({
    subject: { kind: 'store', id: payment.storeId },
    // More than enough: a check at this store that ended well was about other people.
    points: sure ? 160 : 120,
    urgency: sure ? 'immediate' : 'daily',
    sentence: {
      ja: `登録したばかりの${wave.length}人が、店舗${payment.storeCode}で${minutes}分の間に続けて初めての支払いをしました（合計${yenSign(BigInt(total))}、うち${large}人はこの店舗のふだんの金額を大きく上回ります）。`,
      en: `${wave.length} people who have just registered made their first payments at store ${payment.storeCode} within ${minutes} minutes, one after the other (${yenSign(BigInt(total))} in all; ${large} of them far above what is usual there).`,
    },
    brief: `登録したばかりの${wave.length}人が、店舗${payment.storeCode}で続けて合計${yenSign(BigInt(total))}を支払いました。`,
    figures: [
      { ja: '新しい利用者', en: 'New people', value: `${wave.length}人`, threshold: `${fixed.newcomers}人以上` },
      { ja: '期間', en: 'Period', value: `${minutes}分`, threshold: `${fixed.windowMinutes}分以内` },
      { ja: 'ふだんの金額', en: 'Usual amount', value: usual === null ? '不明' : yenSign(BigInt(Math.round(usual))), threshold: `${fixed.timesUsual}倍以上` },
      { ja: '間隔のばらつき', en: 'Unevenness', value: spread.toFixed(2), threshold: `${fixed.steadiness.toFixed(2)}未満` },
    ],
    payments,
    facts: { count: wave.length, minutes, total, large, unevenness: Number(spread.toFixed(3)), usual: usual === null ? null : Math.round(usual), storeCode: store.code },
  })
}
