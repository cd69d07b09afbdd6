import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import type { Subject } from '../../cases/subject.ts'
import type { FailureItem, PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { hour, minute } from '../dossiers/moments.ts'
import type { FailureFacts, PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  onDevice: z.number().int().min(2).max(50).meta({ ja: '端末ごとの失敗（10分）', en: 'Failures on a device in ten minutes', unit: 'times' }),
  onAddress: z.number().int().min(2).max(60).meta({ ja: 'IPアドレスごとの失敗（10分）', en: 'Failures at an address in ten minutes', unit: 'times' }),
  atStore: z.number().int().min(2).max(60).meta({ ja: '店舗ごとの失敗（1時間）', en: 'Failures at a store in an hour', unit: 'times' }),
  beforePayment: z.number().int().min(1).max(20).meta({ ja: '他人の支払いの前の失敗（30分）', en: 'Failures before a stranger’s payment in thirty minutes', unit: 'times' }),
})
type Settings = z.infer<typeof settings>

/**
 * コードの連続失敗: somebody tries codes until one is a stranger's. What counts is a code that nobody known was showing:
 * customers' own late codes and what a scanner could not read (a broken scanner's failures are all `unreadable`) do not.
 * Slow guessing shows in what follows: failures on a device, then a payment there by somebody who never used it.
 */
export const codeGuessing = defineRule({
  id: 'code-guessing',
  typology: 'code-abuse',
  on: ['payment', 'codeFailure'],
  asks: {
    ja: '持ち主の分からないコードの失敗が、10分に端末で{onDevice}回、IPアドレスで{onAddress}回、1時間に店舗で{atStore}回以上、または{beforePayment}回以上の失敗の後にその端末を初めて使う人の支払い',
    en: 'Codes of nobody known fail {onDevice} times on a device or {onAddress} times at an address in ten minutes, {atStore} times at a store in an hour, or {beforePayment} times before a payment by somebody new to that device',
  },
  settings,
  defaults: { onDevice: 5, onAddress: 10, atStore: 30, beforePayment: 2 },
  detect: (facts, fixed) => (facts.kind === 'payment' ? afterGuesses(facts, fixed) : guessed(facts, fixed)),
})

const guesses = (failures: readonly FailureItem[], from: number): FailureItem[] => since([...failures], from).filter(isGuess)
const isGuess = ({ reason, customerId }: Pick<FailureItem, 'reason' | 'customerId'>): boolean => customerId === null && reason !== 'unreadable'

function guessed({ failure, device, network, store, at }: FailureFacts, { onDevice, onAddress, atStore }: Settings): Finding {
  if (!isGuess(failure)) return no
  const here = device === null ? 0 : guesses(device.failures, at - 10 * minute).length + 1
  const paid = strangers(device?.payments ?? [], at)
  if (failure.deviceId !== null && here >= onDevice) return found({ subject: { kind: 'device', id: failure.deviceId }, where: { ja: '同じ端末で10分に', en: 'on one device in ten minutes' }, count: here, threshold: onDevice, urgency: 'immediate', payments: paid })
  const behind = network === null ? 0 : guesses(network.failures, at - 10 * minute).length + 1
  if (failure.ip !== null && behind >= onAddress) return found({ subject: { kind: 'ip', id: failure.ip }, where: { ja: '同じIPアドレスから10分に', en: 'from one address in ten minutes' }, count: behind, threshold: onAddress, urgency: 'immediate', payments: [] })
  const inStore = store === null ? 0 : guesses(store.failures, at - hour).length + 1
  if (failure.storeId !== null && inStore >= atStore) return found({ subject: { kind: 'store', id: failure.storeId }, where: { ja: '同じ店舗で1時間に', en: 'at one store in an hour' }, count: inStore, threshold: atStore, urgency: 'daily', payments: [] })
  return device === null ? notApplicable('端末の情報') : no
}

/** Payments on the device in the hour of the guesses by people who share it with others. */
const strangers = (payments: readonly PaidItem[], at: number): PaidItem[] => since([...payments], at - hour)

function afterGuesses({ payment, device }: PaymentFacts, { beforePayment }: Settings): Finding {
  if (payment.deviceId === null || device === null) return notApplicable('端末の情報')
  const failed = guesses(device.failures, payment.at - 30 * minute)
  if (failed.length < beforePayment || device.customers.some(({ customerId }) => customerId === payment.customerId)) return no
  const payments = [...strangers(device.payments, payment.at), payment]
  return found({ subject: { kind: 'device', id: payment.deviceId }, where: { ja: 'この端末を初めて使う人の支払いの前の30分に', en: 'in the thirty minutes before a payment by somebody new to the device' }, count: failed.length, threshold: beforePayment, urgency: 'immediate', payments })
}

interface Guessed {
  readonly subject: Subject
  readonly where: { readonly ja: string; readonly en: string }
  readonly count: number
  readonly threshold: number
  readonly urgency: 'immediate' | 'daily'
  readonly payments: readonly PaidItem[]
}

function found({ subject, where, count, threshold, urgency, payments }: Guessed): Finding {
  const total = sum(payments.map(({ amount }) => amount))
  const money = payments.length > 0 ? { ja: `。合計${yenSign(BigInt(total))}が支払われました`, en: `; ${yenSign(BigInt(total))} was paid` } : { ja: '', en: '' }
  return hit({
    subject,
    points: 200,
    urgency,
    sentence: {
      ja: `${where.ja}、持ち主の分からないコードが${count}回失敗しました（基準：${threshold}回）${money.ja}。`,
      en: `Codes of nobody known failed ${count} times ${where.en} (threshold: ${threshold})${money.en}.`,
    },
    brief: `${where.ja}、コードの失敗が続いています${money.ja}。`,
    figures: [{ ja: 'コードの失敗', en: 'Failed codes', value: `${count}回`, threshold: `${threshold}回以上` }],
    payments,
    facts: { count, subject: subject.kind, paid: payments.length, total },
  })
}
