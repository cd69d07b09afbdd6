import { describe, expect, test } from 'vitest'
import type { Config } from '../../../server/config.ts'
import { textsOf } from '../../../server/line/texts.ts'
import { demandMessage, partReceivedMessage, repaidMessage, resumedMessage, stoppedMessage } from '../../../server/cases/messages/to-customer.ts'
import { alertMessage, answerMessage, freezeQuestion, proposalMessage } from '../../../server/cases/messages/to-officers.ts'
import { factCheckMessage } from '../../../server/cases/messages/to-store.ts'
import type { Day } from '../../../server/core/time.ts'
import type { LineMessageJson } from '../../../server/line/gateway.ts'

const config = { line: { liffId: '2000000002-Mimamori' } } as unknown as Config
const now = new Date('2026-11-23T14:05:00+09:00')
const later = new Date('2026-11-23T14:20:00+09:00')
const dueOn = '2026-12-07' as Day
const altOf = (message: LineMessageJson) => ('altText' in message ? message.altText : '')

const alert = alertMessage(
  config,
  { caseId: 'c1', caseNumber: 'K-2026-000123', about: 'alert', brief: '同じ人が38秒の間に、離れた2店舗で合計¥9,600を支払いました。', hasCustomer: true, subject: 'C-7F3K', storeCodes: ['S-0142', 'S-0077'], acknowledgeBy: later, freezeLapsesAt: null },
  now,
)
const toCustomers = [
  stoppedMessage(config, { reviewBy: '2026-11-24' as Day }),
  resumedMessage(config, { balance: 13_000n, afterRepayment: false }),
  demandMessage(config, { demandId: 'd1', number: 'R-2026-000045', dueOn }),
  partReceivedMessage(config, { demandId: 'd1', number: 'R-2026-000045', receivedOn: '2026-11-30' as Day, dueOn }),
  repaidMessage(config, { demandId: 'd1', number: 'R-2026-000045', receivedOn: dueOn }),
]

describe('F05 即時アラート', () => {
  test('tells codes, clock and five ways to act', () => {
    expect(altOf(alert)).toBe('【即時】確認が必要な案件 K-2026-000123')
    expect(textsOf(alert)).toEqual([
      '■ 即時', '即時・K-2026-000123', '同じ人が38秒の間に、離れた2店舗で合計¥9,600を支払いました。', '対象 C-7F3K/S-0142・S-0077', '確認の期限 14:20（あと15分）',
      '[担当になる]', '[案件を開く]', '[仮に止める]', '[店舗へ確認]', '[問題なし]',
    ])
  })

  test('in a case about a store or a device nobody can be stopped, so that button is missing', () => {
    const store = alertMessage(config, { caseId: 'c1', caseNumber: 'K-2026-000123', about: 'escalated', brief: '同じ店舗で続いています。', hasCustomer: false, subject: 'S-0142', storeCodes: [], acknowledgeBy: later, freezeLapsesAt: null }, now)
    expect(textsOf(store)).toContain('対象 S-0142')
    expect(textsOf(store)).not.toContain('[仮に止める]')
  })

  test('buttons that look or decide are links to the mini-app, which checks who looks', () => {
    const json = JSON.stringify(alert)
    expect(json).toContain('act=take&case=c1')
    expect(json).toContain('act=freeze&case=c1')
    expect(json).not.toContain('act=freeze-confirm')
    expect(json.match(/https:\/\/liff\.line\.me\//g)).toHaveLength(3)
  })

  test('stopping asks first', () => {
    expect(textsOf(freezeQuestion('c1', 'K-2026-000123', later))).toContain('24時間まで止めます。よろしいですか？')
    expect(JSON.stringify(freezeQuestion('c1', 'K-2026-000123', later))).toContain('act=freeze-confirm&case=c1&until=1795411200')
  })
})

describe('messages to customers', () => {
  test('never say 不正 or 凍結, and show nothing on the lock screen', () => {
    for (const message of toCustomers) {
      expect(JSON.stringify(message)).not.toMatch(/不正|凍結/)
      expect(altOf(message)).toMatch(/^みまもりペイから(大切な)?お知らせがあります$/)
    }
  })

  test('about repayment carry no amount, no reason and no store', () => {
    for (const message of toCustomers.slice(2)) expect(JSON.stringify(message)).not.toMatch(/¥|みどり|同時刻/)
  })

  test('F10 says that the balance is safe and by when we look at it', () => {
    expect(textsOf(toCustomers[0]!)).toEqual(expect.arrayContaining(['お支払いを一時的に止めています', 'ご確認が必要なお支払いがあったためです。残高は変わっていません。', '確認の目安 11月24日(火)まで', 'お問い合わせ 0120-000-000（8:30–17:15）']))
  })

  test('F11 apologises, or says that the repayment ended it', () => {
    expect(textsOf(toCustomers[1]!)).toContain('確認が終わりました。ご不便をおかけし、申し訳ありませんでした。')
    expect(textsOf(resumedMessage(config, { balance: 0n, afterRepayment: true }))).toContain('返済が終わりましたので、お支払いを再開しました。')
  })

  test('F13 gives number and day', () => {
    expect(textsOf(toCustomers[2]!)).toEqual(expect.arrayContaining(['返済のお願い', '請求番号 R-2026-000045', '期限 2026年12月7日(月)']))
  })
})

describe('messages to stores and between officers', () => {
  test('F08 names the payments, never the payer', () => {
    const paidAt = new Date('2026-11-23T14:05:00+09:00')
    const message = factCheckMessage(config, { factCheckId: 'f1', dueAt: new Date('2026-11-23T16:05:00+09:00'), payments: [{ paidAt, amount: 4_800n, matchNumber: '7316' }, { paidAt, amount: 100n, matchNumber: '1111' }] })
    expect(textsOf(message)).toEqual(expect.arrayContaining(['11月23日 14:05 ¥4,800（照合番号 7316）ほか1件', '回答の期限 16:05', 'お客さまご本人への声かけは不要です。']))
  })

  test('F18 names the proposer by number', () => {
    const message = proposalMessage(config, { approvalId: 'a1', number: 'A-2026-000078', kind: 'confirm_freeze', about: 'K-2026-000123', amount: 9_600n, proposerNumber: '担当 04', expiresAt: new Date('2026-11-25T14:02:00+09:00') })
    expect(altOf(message)).toBe('承認のお願い A-2026-000078')
    expect(textsOf(message)).toEqual(expect.arrayContaining(['凍結の確定・K-2026-000123', '金額 ¥9,600', '起案 担当 04', '期限 11月25日(水) 14:02']))
  })

  test('no message is too large for LINE', () => {
    const all = [alert, ...toCustomers, answerMessage(config, { caseId: 'c1', caseNumber: 'K-1', storeCode: 'S-0142', answeredAt: now })]
    for (const message of all) {
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(10_000)
      expect([...altOf(message)].length).toBeLessThanOrEqual(60)
      for (const label of textsOf(message).filter((text) => text.startsWith('['))) expect([...label].length).toBeLessThanOrEqual(14)
    }
  })
})
