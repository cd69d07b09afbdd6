import { expect, test } from 'vitest'
import { textsOf } from '../../../server/line/texts.ts'
import { backToCustomer, noticeTitle, refundToStore } from '../../../server/payments/refunds/money-back-message.ts'

const config = { line: { liffId: '2000000002-Mimamori' } } as Parameters<typeof backToCustomer>[0]
const back = { paymentId: 'p1', amount: 1_280n, storeName: 'みどり青果店', paidAt: new Date('2026-11-23T14:05:00+09:00'), matchNumber: '7316', balanceAfter: 13_000n }

test('F03 after a void says what came back, from which payment, and what can be used now', () => {
  const message = backToCustomer(config, { ...back, kind: 'void' })
  expect(message).toMatchObject({ altText: 'お支払いが取り消されました ¥1,280' })
  expect(textsOf(message)).toEqual(expect.arrayContaining(['取り消されました', '¥1,280 を残高に戻しました', 'みどり青果店', 'もとの支払い 14:05（照合番号 7316）', '残り ¥13,000', '[内容を見る]']))
})

test('after a refund it names the day too, since that was another one', () => {
  const message = backToCustomer(config, { ...back, kind: 'refund' })
  expect(message).toMatchObject({ altText: '返金がありました ¥1,280' })
  expect(textsOf(message)).toEqual(expect.arrayContaining(['返金しました', 'もとの支払い 2026年11月23日(月) 14:05（照合番号 7316）']))
  expect(noticeTitle({ kind: 'refund', amount: 1_280n })).toBe('返金 ¥1,280')
})

test('a store is told which payment and how much, and nothing of the customer', () => {
  const texts = textsOf(refundToStore(config, back)).join()
  expect(texts).toContain('¥1,280')
  expect(texts).toContain('次の精算から差し引きます。')
  expect(texts).not.toContain('残り')
})
