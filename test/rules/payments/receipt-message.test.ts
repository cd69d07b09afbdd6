import { expect, test } from 'vitest'
import { receiptForCustomer, receiptForStaff, type Receipt } from '../../../server/payments/receipt-message.ts'
import { textsIn } from '../../support/person.ts'

const config = { line: { liffId: '2000000002-Mimamori' } } as Parameters<typeof receiptForCustomer>[0]
const receipt: Receipt = {
  paymentId: '01a20aef-7154-741c-a8a6-bf65470e72a7', amount: 1_280n, balanceAfter: 11_720n, storeName: 'みどり青果店',
  matchNumber: '7316', mode: 'poster', paidAt: new Date('2026-11-23T14:05:09+09:00'),
}

test('the payer’s receipt says amount, store, time, 照合番号 and what is left, and where to report it', () => {
  const texts = textsIn(receiptForCustomer(config, receipt))
  expect(texts).toEqual(expect.arrayContaining([
    'お支払いが完了しました ¥1,280', 'お支払いが完了しました', '¥1,280', 'みどり青果店', '2026年11月23日(月) 14:05', '照合番号 7316', '残り ¥11,720',
    '覚えがないときは、すぐにお知らせください。', '領収を見る', '覚えがない',
  ]))
})

test('the store’s notice says what came in and nothing about who paid', () => {
  const message = receiptForStaff(config, receipt)
  expect(textsIn(message)).toEqual(expect.arrayContaining(['¥1,280 受け取りました（7316）', '受け取りました', '¥1,280', '14:05', '照合番号 7316', '方法 QRコード', '受付を見る']))
  expect(JSON.stringify(message)).not.toContain('11,720')
})

test('a store’s name is shown letter by letter, whatever is in it', () => {
  const name = '"}],"action":{"type":"uri","uri":"https://evil.example"}\n<b>😀'
  const message = receiptForCustomer(config, { ...receipt, storeName: name })
  expect(textsIn(JSON.parse(JSON.stringify(message)))).toContain(name)
  expect(JSON.stringify(message).match(/"uri":"/g)).toHaveLength(2)
})

test('receipts keep LINE’s limits', () => {
  for (const message of [receiptForCustomer(config, receipt), receiptForStaff(config, receipt)]) {
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(10_240)
    expect('altText' in message ? [...message.altText].length : 99).toBeLessThanOrEqual(60)
  }
})
