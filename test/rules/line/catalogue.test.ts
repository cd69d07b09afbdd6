import { describe, expect, test } from 'vitest'
import { returnDueMessage, returnedMessage, surplusReturnedMessage } from '../../../server/cases/messages/of-giving-back.ts'
import { deviceInWords, deviceMessage } from '../../../server/devices/device-message.ts'
import type { Config } from '../../../server/config.ts'
import type { Day } from '../../../server/core/time.ts'
import type { LineMessageJson } from '../../../server/line/gateway.ts'
import { leaksOf } from '../../../server/line/never-contains.ts'
import { welcomeMessage } from '../../../server/customers/welcome-message.ts'
import { moneyMessage } from '../../../server/cases/messages/of-money.ts'
import { digestMessage, reportMessage } from '../../../server/cases/messages/summaries.ts'
import { demandMessage, partReceivedMessage, repaidMessage, resumedMessage, stoppedMessage } from '../../../server/cases/messages/to-customer.ts'
import { alertMessage, answerMessage, freezeQuestion, proposalMessage } from '../../../server/cases/messages/to-officers.ts'
import { factCheckMessage } from '../../../server/cases/messages/to-store.ts'
import type { Month } from '../../../server/cases/reports/month.ts'
import { expiryMessage } from '../../../server/payments/expiry/expiry-message.ts'
import { receiptForCustomer, receiptForStaff } from '../../../server/payments/receipt-message.ts'
import { backToCustomer, refundToStore } from '../../../server/payments/refunds/money-back-message.ts'
import { functionMessage } from '../../../server/secretariat/functions/function-message.ts'
import { message as asLineTakesIt } from '../../line-sandbox/messaging/rules/messages.ts'
import { cardFaults } from '../../support/card-limits.ts'

const config = { line: { liffId: '2000000002-Mimamori' } } as unknown as Config
const id = '3f2c1a90-4c1d-4c1e-8b1a-0a1b2c3d4e5f'
const now = new Date('2026-11-23T14:05:00+09:00')
const day = '2026-12-30' as Day
/** The longest that there is of everything: forty letters of a store, seven digits of yen, cases and stores in the thousands. */
const storeName = '髙𠮷'.repeat(20)
const most = 1_234_567n
const number = 'K-2026-999999'
const brief = '同じ端末を使う12人が、離れた12店舗（S-0142、S-0077、S-0078、S-0079、S-0080ほか）で7日間に140回、合計¥1,234,567を支払いました。'
const receipt = { paymentId: id, amount: most, balanceAfter: most, storeName, matchNumber: '7316', mode: 'poster', paidAt: now } as const
const back = { kind: 'refund', paymentId: id, amount: most, storeName, paidAt: now, matchNumber: '7316', balanceAfter: most } as const
const told = { demandId: id, number: 'R-2026-999999', receivedOn: day }
const alert = (hasCustomer: boolean, about: 'alert' | 'overdue' | 'freeze-ends-in-4-hours') =>
  alertMessage(config, { caseId: id, caseNumber: number, about, brief, subject: 'C-7F3K', hasCustomer, storeCodes: ['S-0142', 'S-0077', 'S-0078', 'S-0079', 'S-0080'], acknowledgeBy: now, freezeLapsesAt: now }, now)
const waiting = Array.from({ length: 5 }, (_, place) => ({ id, number: `K-2026-99999${place}`, rule: { ja: '最初の支払いが上限に近い', en: '' }, amount: String(most), acknowledgeBy: '2026-12-30T08:15:00.000Z' }))

const catalogue: readonly (readonly [string, string, LineMessageJson])[] = [
  ['F01', 'welcome', welcomeMessage(config, { code: 'C-7F3K', language: 'ja' })],
  ['F01', 'welcome in English', welcomeMessage(config, { code: 'C-7F3K', language: 'en' })],
  ['F02', 'receipt', receiptForCustomer(config, receipt)],
  ['F03', 'money back', backToCustomer(config, back)],
  ['F03', 'voided', backToCustomer(config, { ...back, kind: 'void' })],
  ['F04', 'received', receiptForStaff(config, receipt)],
  ['refund', 'refund to the store', refundToStore(config, back)],
  ['F05', 'alert', alert(true, 'alert')],
  ['F05', 'alert about a store, overdue', alert(false, 'overdue')],
  ['F05', 'stop about to end', alert(true, 'freeze-ends-in-4-hours')],
  ['F05', 'question before a stop', freezeQuestion(id, number, now)],
  ['F06', 'digest', digestMessage(config, {
    day, since: now.toISOString(), immediate: { opened: 9_999, inTime: 9_998 }, daily: { alerts: 9_999, waiting: 9_999, older: 9_999 }, closed: 9_999,
    factChecks: { asked: 9_999, late: 9_999 }, money: { stopped: String(most), repaid: String(most) }, first: waiting,
  })],
  ['F07', 'month', reportMessage(config, { month: '2026-11' as Month, payments: 1_234_567, opened: 999, confirmed: 999, cleared: 999, undecided: 999, going: 999, noisyRules: 29, unmarked: 20 })],
  ['F08', 'fact check', factCheckMessage(config, { factCheckId: id, dueAt: now, payments: Array.from({ length: 20 }, () => ({ paidAt: now, amount: most, matchNumber: '7316' })) })],
  ['F10', 'stopped', stoppedMessage(config, { reviewBy: day })],
  ['F11', 'resumed', resumedMessage(config, { balance: most, afterRepayment: false })],
  ['F13', 'demand', demandMessage(config, { ...told, dueOn: day })],
  ['F15', 'part received', partReceivedMessage(config, { ...told, dueOn: day })],
  ['F16', 'repaid', repaidMessage(config, told)],
  ['F13', 'money goes back', returnDueMessage(config, told)],
  ['F13', 'money went back', returnedMessage(config, told)],
  ['F13', 'surplus went back', surplusReturnedMessage(config, told)],
  ['F18', 'proposal', proposalMessage(config, { approvalId: id, number: 'A-2026-999999', kind: 'assign_suspense', about: `C-7F3K / ${number}`, amount: most, proposerNumber: '担当 04', expiresAt: now })],
  ['F19', 'new device', deviceMessage(config, { kind: 'customer', deviceId: id, userAgent: 'Mozilla/5.0 (Linux; Android 15; Mobile) Line/15', at: now, language: 'ja' })],
  ['F19', 'new device in English', deviceMessage(config, { kind: 'customer', deviceId: id, userAgent: 'Mozilla/5.0 (Linux; Android 15; Mobile) Line/15', at: now, language: 'en' })],
  ['F19', 'new device of staff', deviceMessage(config, { kind: 'staff', deviceId: id, userAgent: '', at: now, language: 'ja' })],
  ['F21', 'expiry', expiryMessage(config, { daysLeft: 30, expiresOn: day, amount: most, language: 'ja' })],
  ['F21', 'expiry in English', expiryMessage(config, { daysLeft: 30, expiresOn: day, amount: most, language: 'en' })],
  ['answer', 'answer of a store', answerMessage(config, { caseId: id, caseNumber: number, storeCode: 'S-0142', answeredAt: now })],
  ['money', 'suspense', moneyMessage(config, { about: 'suspense', number: 'A1B2C3D4', amount: most, why: 'unknown-reference' })],
  ['money', 'many in suspense', moneyMessage(config, { about: 'many-in-suspense', count: 9_999, total: most })],
  ['money', 'reconciliation', moneyMessage(config, { about: 'reconciliation', day, extra: 9_999, mismatched: 9_999 })],
  ['function', 'stop switch', functionMessage(config, { name: 'pay', did: 'stopped', at: now, officerNumber: '担当 04' })],
]

describe.each(catalogue)('%s %s with the longest there is', (kind, _, message) => {
  test('is taken by LINE', () => {
    expect(asLineTakesIt.safeParse(message).error?.issues ?? []).toEqual([])
  })

  test('looks as every card does: size, lock screen, buttons, letters', () => {
    expect(cardFaults(kind, message)).toEqual([])
  })

  test('gives nothing away', () => {
    expect(leaksOf(kind, [message])).toEqual([])
  })
})

test('what a store calls itself is whole and never cut in half', () => {
  expect(JSON.stringify(receiptForCustomer(config, receipt))).toContain(storeName)
})

test('F19 names what a person recognises, not what a browser says', () => {
  expect([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Line/15.0.0 LIFF', 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Mobile Safari/537.36', 'Mozilla/5.0 (Linux; Android 14; SM-X200) Safari',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'curl/8.0', '',
  ].map((userAgent) => deviceInWords(userAgent, 'ja'))).toEqual(['iPhone・LINEアプリ', 'Android（スマートフォン）・ブラウザ', 'Android（タブレット）・ブラウザ', 'Windowsのパソコン・ブラウザ', 'Mac・ブラウザ', 'そのほかの端末・ブラウザ', 'そのほかの端末・ブラウザ'])
})
