import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import type { Subject } from '../../cases/subject.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, hour } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  perHour: z.number().int().min(2).max(40).meta({ ja: '1人の支払い（1時間）', en: 'Payments of one person in an hour', unit: 'times' }),
  perDay: z.number().int().min(2).max(40).meta({ ja: '1人の支払い（24時間）', en: 'Payments of one person in 24 hours', unit: 'times' }),
  partOfDayLimit: z.number().int().min(0).max(100).meta({ ja: '1日の上限に対する割合', en: 'Part of the day’s limit', unit: 'percent' }),
  strangersOnDevice: z.number().int().min(2).max(40).meta({ ja: '1台を使う他人どうし（24時間）', en: 'Strangers on one device in 24 hours', unit: 'people' }),
  terminalPerHour: z.number().int().min(10).max(120).meta({ ja: '1台のレジの支払い（1時間）', en: 'Payments at one till in an hour', unit: 'times' }),
  peopleOnAddress: z.number().int().min(3).max(40).meta({ ja: '1つのIPアドレスの利用者（1時間）', en: 'People at one address in an hour', unit: 'people' }),
})
type Settings = z.infer<typeof settings>

/**
 * 短時間の多数決済: more payments than one person makes, more strangers than one device has, more than a till takes. Six
 * snacks at a festival are six payments as well: a burst counts once it moves a fifth of what a day may. People who share
 * a home or a number with the payer are family, and a device with a store's console on it is the counter's: neither counts.
 */
export const velocity = defineRule({
  id: 'velocity',
  typology: 'operations',
  on: ['payment'],
  asks: {
    ja: '1人が1時間に{perHour}回または24時間に{perDay}回以上、1日の上限の{partOfDayLimit}%以上を支払った、他人どうし{strangersOnDevice}人以上が24時間に1台を使った、1台のレジで1時間に{terminalPerHour}回以上、または1つのIPアドレスで1時間に{peopleOnAddress}人以上',
    en: 'One person pays {perHour} times in an hour or {perDay} times in 24 hours and {partOfDayLimit}% of the day’s limit, {strangersOnDevice} strangers use one device in 24 hours, one till takes {terminalPerHour} payments or one address has {peopleOnAddress} people in an hour',
  },
  settings,
  defaults: { perHour: 6, perDay: 15, partOfDayLimit: 20, strangersOnDevice: 3, terminalPerHour: 60, peopleOnAddress: 10 },
  detect: (facts, fixed) => {
    for (const counted of [onDevice, byCustomer, atTill, atAddress]) {
      const finding = counted(facts, fixed)
      if (finding.result === 'hit') return finding
    }
    return facts.payment.deviceId === null ? notApplicable('端末の情報') : no
  },
})

function onDevice({ payment, device, home, phone }: PaymentFacts, { strangersOnDevice }: Settings): Finding {
  if (payment.deviceId === null || device === null || device.staff.length > 0 || device.customers.length < strangersOnDevice - 1) return no
  const family = new Set([...(home?.customers ?? []), ...(phone?.customers ?? [])].map(({ customerId }) => customerId))
  const others = standing(since(device.payments, payment.at - day)).filter(({ customerId }) => customerId !== payment.customerId && !family.has(customerId))
  const count = new Set(others.map(({ customerId }) => customerId)).size + 1
  if (count < strangersOnDevice) return no
  const payments = [...others, payment]
  return found({
    subject: { kind: 'device', id: payment.deviceId },
    points: 150,
    urgency: count > strangersOnDevice ? 'immediate' : 'daily',
    what: { ja: `同じ端末から、24時間に家族でない${count}人が`, en: `${count} people who are no family paid from one device within 24 hours:` },
    count, threshold: strangersOnDevice, unit: '人', payments,
  })
}

function byCustomer({ payment, customer, programme }: PaymentFacts, { perHour, perDay, partOfDayLimit }: Settings): Finding {
  if (customer.payments.length + 1 < Math.min(perHour, perDay)) return no
  const inDay = standing(since(customer.payments, payment.at - day))
  const inHour = since(inDay, payment.at - hour)
  const [payments, threshold, span] = inHour.length + 1 >= perHour ? [[...inHour, payment], perHour, { ja: '1時間', en: 'an hour' }] : [[...inDay, payment], perDay, { ja: '24時間', en: '24 hours' }]
  if (payments.length < threshold || sum(payments.map(({ amount }) => amount)) < (partOfDayLimit / 100) * programme.perDay) return no
  return found({
    subject: { kind: 'customer', id: payment.customerId },
    points: 120,
    urgency: 'daily',
    what: { ja: `同じ人が${span.ja}に${payments.length}回、`, en: `The same person paid ${payments.length} times within ${span.en}:` },
    count: payments.length, threshold, unit: '回', payments,
  })
}

/** Only what the store remembers can be counted: its last 120 payments, which is more than any till takes in an hour. */
function atTill({ payment, store }: PaymentFacts, { terminalPerHour }: Settings): Finding {
  if (payment.terminalId === null || store.payments.length + 1 < terminalPerHour) return no
  const here = since(store.payments, payment.at - hour).filter(({ terminalId }) => terminalId === payment.terminalId)
  if (here.length + 1 < terminalPerHour) return no
  return found({
    subject: { kind: 'store', id: payment.storeId },
    points: 100,
    urgency: 'daily',
    what: { ja: `店舗${payment.storeCode}の1台のレジで、1時間に${here.length + 1}回、`, en: `One till of store ${payment.storeCode} took ${here.length + 1} payments within an hour:` },
    count: here.length + 1, threshold: terminalPerHour, unit: '回', payments: [...here, payment].slice(-20),
  })
}

/** An address that had a crowd before is a carrier's or a mall's and says nothing. A weak sign by itself. */
function atAddress({ payment, network }: PaymentFacts, { peopleOnAddress }: Settings): Finding {
  if (payment.ip === null || network === null || network.customers.length + 1 < peopleOnAddress) return no
  const now = network.customers.filter(({ at, customerId }) => at >= payment.at - hour && customerId !== payment.customerId)
  if (now.length + 1 < peopleOnAddress || network.customers.length >= 1.5 * peopleOnAddress) return no
  return found({
    subject: { kind: 'ip', id: payment.ip },
    points: 50,
    urgency: 'daily',
    what: { ja: `1つのIPアドレスから、1時間に${now.length + 1}人が`, en: `${now.length + 1} people used one address within an hour:` },
    count: now.length + 1, threshold: peopleOnAddress, unit: '人', payments: [payment],
  })
}

interface Counted {
  readonly subject: Subject
  readonly points: number
  readonly urgency: 'immediate' | 'daily'
  readonly what: { readonly ja: string; readonly en: string }
  readonly count: number
  readonly threshold: number
  readonly unit: string
  readonly payments: readonly PaidItem[]
}

function found({ subject, points, urgency, what, count, threshold, unit, payments }: Counted): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  const money = yenSign(BigInt(total))
  return hit({
    subject,
    points,
    urgency,
    sentence: { ja: `${what.ja}合計${money}を支払いました（基準：${threshold}${unit}）。`, en: `${what.en} ${money} in total (threshold: ${threshold}).` },
    brief: `${what.ja}合計${money}を支払いました。`,
    figures: [{ ja: '数', en: 'Count', value: `${count}${unit}`, threshold: `${threshold}${unit}以上` }],
    payments,
    facts: { count, total, subject: subject.kind },
  })
}
