import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { done, refused } from '../../../../server/core/refusal.ts'
import { komoju } from '../../../../server/payments/money-in/providers/komoju.ts'

const now = new Date('2026-11-23T05:00:00Z')
const body = Buffer.from('{"id":"5hv3event","type":"payment.captured"}')
const signed = (secret: string, bytes = body) => createHmac('sha256', secret).update(bytes).digest('hex')
const checked = (signature: unknown, bytes = body, more: object = {}) =>
  komoju.verify(bytes, { 'x-komoju-signature': signature, 'x-komoju-id': 'delivery-1', 'x-komoju-event': 'payment.captured', ...more }, ['new-secret', 'old-secret'], now)

describe('KOMOJU’s signature', () => {
  test('is good with any secret in use', () => {
    expect(checked(signed('new-secret'))).toEqual(done({ eventId: '5hv3event' }))
    expect(checked(signed('old-secret').toUpperCase())).toEqual(done({ eventId: '5hv3event' }))
    expect(checked(signed('foreign-secret'))).toEqual(refused('bad-signature'))
  })

  test('fails when one byte was changed, and when the header is missing, doubled or nonsense', () => {
    expect(checked(signed('new-secret'), Buffer.concat([body, Buffer.from(' ')]))).toEqual(refused('bad-signature'))
    for (const wrong of [undefined, '', 'zz', signed('new-secret').slice(1), `${signed('new-secret')}, ${signed('new-secret')}`, [signed('new-secret')], 7]) expect(checked(wrong)).toEqual(refused('bad-signature'))
  })

  test('knows a replay by the event’s id in the signed body, whatever the headers claim', () => {
    expect(checked(signed('new-secret'), body, { 'x-komoju-id': 'another-delivery' })).toEqual(done({ eventId: '5hv3event' }))
  })

  test('over what is no event is a broken request', () => {
    for (const text of ['{', '', '[]', '{"type":"ping"}']) expect([text, checked(signed('new-secret', Buffer.from(text)), Buffer.from(text))]).toEqual([text, refused('broken-json')])
  })
})

const payment = {
  id: '7ykonbini', resource: 'payment', status: 'captured', amount: 5000, tax: 0, payment_method_fee: 190, total: 5190, currency: 'JPY', captured_at: '2026-11-23T04:58:00Z',
  amount_refunded: 0, external_order_num: 'C-7F3K', metadata: { kind: 'top-up' }, payment_details: { type: 'konbini', store: 'lawson' },
}
const says = (type: string, changed: object = {}) =>
  komoju.translate(JSON.stringify({ id: 'e1', type, resource: 'event', created_at: '2026-11-23T05:00:00Z', reason: null, data: { ...payment, ...changed } }))

describe('what KOMOJU’s events say', () => {
  test('a printed slip is announced, a captured one is paid, without the fee of the method', () => {
    expect(says('payment.authorized', { status: 'authorized', captured_at: null })).toMatchObject({ state: 'pending', amount: 5000n })
    expect(says('payment.captured')).toEqual({
      says: 'money', state: 'paid', kind: 'top_up', reference: 'C-7F3K', amount: 5000n, currency: 'JPY', method: 'konbini', pspRef: '7ykonbini',
      at: new Date('2026-11-23T04:58:00Z'), payerNameKana: null,
    })
    expect(says('payment.captured', { captured_at: null, payment_details: { type: 'bank_transfer' } })).toMatchObject({ at: now, method: 'bank-transfer' })
    expect(says('payment.expired')).toMatchObject({ state: 'expired' })
    expect(says('payment.cancelled')).toMatchObject({ state: 'expired' })
    expect(says('payment.failed')).toMatchObject({ state: 'failed' })
  })

  test('a refund takes back what went back in all', () => {
    expect(says('payment.refunded')).toMatchObject({ state: 'reversed', amount: 5000n })
    expect(says('payment.refund.created', { amount_refunded: 1500 })).toMatchObject({ state: 'reversed', amount: 1500n })
    expect(says('payment.refund.created')).toEqual({ says: 'not-understood' })
  })

  test('a repayment names its demand in the metadata, which comes before the order’s number', () => {
    expect(says('payment.captured', { metadata: { kind: 'repayment', reference: 'R-2026-000001' } })).toMatchObject({ kind: 'repayment', reference: 'R-2026-000001' })
    expect(says('payment.captured', { metadata: null, external_order_num: null })).toMatchObject({ kind: null, reference: null })
  })

  test('everything else is nothing of money, and what cannot be read is left to people', () => {
    for (const type of ['ping', 'payment.updated', 'settlement.created', 'constructor']) expect(says(type)).toEqual({ says: 'nothing', event: type })
    for (const changed of [{ amount: -1 }, { amount: 1.5 }, { id: '' }, { currency: null }]) expect(says('payment.captured', changed)).toEqual({ says: 'not-understood' })
    expect(says('payment.marked.as.fraud')).toEqual({ says: 'not-understood' })
    for (const raw of ['', '{', '[]', '{"type":"payment.captured"}']) expect(komoju.translate(raw)).toEqual({ says: 'not-understood' })
  })
})
