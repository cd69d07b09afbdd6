import { describe, expect, test } from 'vitest'
import type { Config } from '../../../server/config.ts'
import { customerSaidMessage, infectedFileMessage, storeReportMessage } from '../../../server/cases/messages/of-evidence.ts'
import { questionMessage } from '../../../server/cases/messages/to-customer.ts'
import { factCheckReminder } from '../../../server/cases/messages/to-store.ts'
import { mayAskCustomer } from '../../../server/cases/questions/may-ask-customer.ts'
import type { CaseStanding } from '../../../server/cases/standing.ts'
import { textsOf } from '../../../server/line/texts.ts'

const config = { line: { liffId: '2000000002-Mimamori' } } as unknown as Config
const quiet: CaseStanding = {
  state: 'opened', verdict: null, answerDue: false, hasCustomer: true, unclaimed: 0, owner: null, freeze: null, provisionalUsed: false, hasFinding: false, awaitedStoreIds: [], confirmedTotal: 0n, demandLeft: null, pending: {}, openStops: 0, openAppeals: 0, appealAccepted: false, openDemands: [], lettersToPost: 0, efforts: 0, moneyToMatch: null, toReturn: null, surplusWaiting: 0n,
  lineBlocked: false, customerAsked: false,
}
const whyNot = (some: Partial<CaseStanding>) => mayAskCustomer({ ...quiet, ...some })?.reason ?? null

test('a customer is asked until the case is settled, in LINE, one question at a time', () => {
  expect(whyNot({})).toBeNull()
  expect(whyNot({ state: 'demanded' })).toBeNull()
  for (const state of ['cleared', 'repaid', 'written_off', 'closed'] as const) expect(whyNot({ state })).toBe('not-in-this-state')
  expect(whyNot({ lineBlocked: true })).toBe('line-blocked')
  expect(whyNot({ customerAsked: true })).toBe('customer-asked')
  expect(whyNot({ hasCustomer: false })).toBe('case-has-no-customer')
})

describe('messages about evidence', () => {
  const at = new Date('2026-11-23T14:05:00+09:00')

  test('F12 asks about one payment, and both answers are buttons', () => {
    const message = questionMessage({ questionId: 'q1', amount: 9_800n, paidAt: at, storeName: '田中電器' })
    expect('altText' in message && message.altText).toBe('お支払いのご確認をお願いします')
    expect(textsOf(message)).toEqual(expect.arrayContaining(['このお支払いは、あなたですか？', '¥9,800', '14:05', '田中電器', 'ちがう場合は、すぐに支払いを止めます。', '[はい、わたしです]', '[ちがいます（止める）]']))
    expect(JSON.stringify(message)).not.toMatch(/不正|凍結|liff\.line\.me/)
  })

  test('F09 leads to the answer', () => {
    const message = factCheckReminder(config, 'f1')
    expect('altText' in message && message.altText).toBe('確認のお願いの期限が近づいています')
    expect(textsOf(message)).toEqual(expect.arrayContaining(['回答をお待ちしています', '期限まであと30分です。分からない項目は『分からない』でかまいません。', '[回答する]']))
  })

  test('officers read codes only', () => {
    expect(textsOf(customerSaidMessage(config, { caseId: 'c1', caseNumber: 'K-2026-000123', said: 'not-mine' }))).toContain('本人の回答：ちがいます。支払いを止めています。')
    expect(textsOf(storeReportMessage(config, { storeCode: 'S-0142', amount: 1_280n, seenAt: at, photos: 0 }))).toContain('14:05 ¥1,280')
    expect(textsOf(infectedFileMessage(config, { from: 'staff', at }))).toContain('14:05 店舗から送られたファイルに、ウイルスの疑いがありました。')
  })
})
