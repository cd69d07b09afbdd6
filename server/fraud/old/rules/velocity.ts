import { z } from 'zod'
import { secondsBetween } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import type { PaidFact, PaymentFacts } from '../facts.ts'
import { defineRule, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  perHour: z.number().int().min(2).max(50),
  perDay: z.number().int().min(2).max(50),
  /** Different customers on one device within 24 hours. */
  customersOnDevice: z.number().int().min(2).max(50),
})
type Settings = z.infer<typeof settings>

/** 短時間の多数決済: more payments than one person makes, or more people than one device has. */
export const velocity = defineRule<Settings>({
  id: 'velocity',
  settings,
  defaults: { perHour: 6, perDay: 15, customersOnDevice: 4 },
  pairs: false,
  detect: (facts, fixed) => {
    if (facts.customersOnDevice !== null && facts.customersOnDevice >= fixed.customersOnDevice) return crowdedDevice(facts, facts.customersOnDevice, fixed)
    const inHour = within(facts, 3_600)
    if (inHour.length >= fixed.perHour) return tooMany(inHour, { ja: '1時間', en: 'an hour' }, fixed.perHour)
    const inDay = within(facts, 24 * 3_600)
    if (inDay.length >= fixed.perDay) return tooMany(inDay, { ja: '24時間', en: '24 hours' }, fixed.perDay)
    return facts.customersOnDevice === null ? notApplicable('端末の情報') : no
  },
})

/** Oldest first, this payment included. */
const within = ({ payment, before }: PaymentFacts, seconds: number): PaidFact[] => [
  ...before.filter((earlier) => secondsBetween(earlier.at, payment.at) <= seconds).reverse(),
  payment,
]

function tooMany(payments: readonly PaidFact[], span: { ja: string; en: string }, max: number): Finding {
  const total = payments.reduce((sum, { amount }) => sum + amount, 0n)
  return {
    result: 'hit',
    hit: {
      urgency: 'daily',
      sentence: {
        ja: `同じ人が${span.ja}に${payments.length}回、合計${yenSign(total)}を支払いました（基準：${max}回）。`,
        en: `The same person paid ${payments.length} times within ${span.en}, ${yenSign(total)} in total (threshold: ${max}).`,
      },
      brief: `同じ人が${span.ja}に${payments.length}回、合計${yenSign(total)}を支払いました。`,
      figures: [{ ja: `${span.ja}の支払い`, en: `Payments within ${span.en}`, value: `${payments.length}回`, threshold: `${max}回以上` }],
      payments,
      facts: { count: payments.length, span: span.en, total: total.toString() },
    },
  }
}

function crowdedDevice({ payment }: PaymentFacts, customers: number, { customersOnDevice }: Settings): Finding {
  return {
    result: 'hit',
    hit: {
      urgency: 'immediate',
      sentence: {
        ja: `同じ端末を、24時間に${customers}人が使っています（基準：${customersOnDevice}人）。`,
        en: `${customers} people used this device within 24 hours (threshold: ${customersOnDevice}).`,
      },
      brief: `同じ端末を、24時間に${customers}人が使っています。`,
      figures: [{ ja: '同じ端末の利用者', en: 'People on the device', value: `${customers}人`, threshold: `${customersOnDevice}人以上` }],
      payments: [payment],
      facts: { customersOnDevice: customers },
    },
  }
}
