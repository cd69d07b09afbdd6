import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { done, refused } from '../../../../server/core/refusal.ts'
import { standardWebhooks } from '../../../../server/payments/money-in/providers/standard-webhooks.ts'

const now = new Date('2026-11-23T05:00:00Z')
const secrets = ['new', 'old', 'foreign'].map((word) => `whsec_${Buffer.from(`the ${word} secret`).toString('base64')}`) as [string, string, string]
const [newSecret, oldSecret, foreignSecret] = secrets
const body = Buffer.from('{"type":"money.paid"}')

function signed(secret: string, { at = now, id = 'evt_1', bytes = body } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${id}.${timestamp}.`).update(bytes).digest('base64')
  return { id, timestamp, signature: `v1,${signature}` }
}

const checked = ({ id, timestamp, signature }: { id: unknown; timestamp: unknown; signature: unknown }, bytes = body, at = now) =>
  standardWebhooks.verify(bytes, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }, [newSecret, oldSecret], at)

describe('the signature of a payment notification', () => {
  test('is good with any secret in use, so that secrets can be changed', () => {
    expect(checked(signed(newSecret))).toEqual(done({ eventId: 'evt_1' }))
    expect(checked(signed(oldSecret))).toEqual(done({ eventId: 'evt_1' }))
    expect(checked(signed(foreignSecret))).toEqual(refused('bad-signature'))
  })

  test('may be one of several, among versions we do not know', () => {
    const headers = signed(oldSecret)
    expect(checked({ ...headers, signature: `v1a,xyz ${signed(foreignSecret).signature} ${headers.signature}` }).ok).toBe(true)
    expect(checked({ ...headers, signature: headers.signature.replace('v1,', 'v2,') })).toEqual(refused('bad-signature'))
  })

  test('fails when one byte, the id or the time was changed', () => {
    const headers = signed(newSecret)
    expect(checked(headers, Buffer.from('{"type":"money.paid "}'))).toEqual(refused('bad-signature'))
    expect(checked({ ...headers, id: 'evt_2' })).toEqual(refused('bad-signature'))
    expect(checked({ ...headers, timestamp: String(Number(headers.timestamp) + 1) })).toEqual(refused('bad-signature'))
  })

  test('fails when a header is missing, empty, doubled or nonsense', () => {
    const headers = signed(newSecret)
    for (const wrong of [undefined, '', ['a', 'b'], 'ほげ', 'v1,', 'v1,AAAA']) {
      expect(checked({ ...headers, signature: wrong })).toEqual(refused('bad-signature'))
    }
    for (const wrong of [undefined, '', 'soon', '-1', '1e9', '99999999999999']) expect(checked({ ...headers, timestamp: wrong })).toEqual(refused('bad-signature'))
    for (const wrong of [undefined, '', 'a b', 'x'.repeat(201)]) expect(checked({ ...headers, id: wrong })).toEqual(refused('bad-signature'))
  })

  test('counts for five minutes before and after, and not a second longer', () => {
    const age = (seconds: number) => checked(signed(newSecret, { at: new Date(now.getTime() - seconds * 1000) }))
    expect(age(300).ok).toBe(true)
    expect(age(-300).ok).toBe(true)
    expect(age(301)).toEqual(refused('outside-time-window'))
    expect(age(-301)).toEqual(refused('outside-time-window'))
  })
})

describe('what a notification says', () => {
  const data = { kind: 'top-up', reference: 'C-7F3K', amount: '5000', currency: 'JPY', method: 'konbini', psp_ref: 'psp_1', paid_at: '2026-11-23T14:00:00+09:00' }
  const read = (type: string, changed: object = {}, occurred: unknown = '2026-11-23T05:01:00Z') =>
    standardWebhooks.translate(JSON.stringify({ id: 'evt_1', type, occurred_at: occurred, data: { ...data, ...changed } }))

  test('is money in one of five states', () => {
    expect(read('money.paid')).toEqual({
      says: 'money', state: 'paid', kind: 'top_up', reference: 'C-7F3K', amount: 5000n, currency: 'JPY', method: 'konbini', pspRef: 'psp_1',
      at: new Date('2026-11-23T05:00:00Z'), payerNameKana: null,
    })
    for (const state of ['pending', 'failed', 'expired', 'reversed']) expect(read(`money.${state}`)).toMatchObject({ says: 'money', state })
    expect(read('money.paid', { payer_name_kana: 'ヤマダ ハナコ' })).toMatchObject({ payerNameKana: 'ヤマダ ハナコ' })
  })

  test('is nothing of money for any other event', () => {
    for (const type of ['ping', 'money.', 'toString', '__proto__']) expect(read(type)).toEqual({ says: 'nothing', event: type })
  })

  test('names the moment, of paid money its own', () => {
    expect(read('money.pending', { paid_at: null })).toMatchObject({ at: new Date('2026-11-23T05:01:00Z') })
    expect(read('money.paid', { paid_at: null })).toEqual({ says: 'not-understood' })
    expect(read('money.pending', { paid_at: null }, 'today')).toEqual({ says: 'not-understood' })
  })

  test('is left to people when it cannot be understood', () => {
    for (const changed of [{ amount: '-5' }, { amount: 0 }, { amount: 1.5 }, { kind: 'gift' }, { reference: 'C\u0000' }, { psp_ref: '' }, { paid_at: 'today' }, { reference: 'x'.repeat(61) }]) {
      expect(read('money.paid', changed)).toEqual({ says: 'not-understood' })
    }
    for (const raw of ['{"hello":1}', '{"type":7}', '[]', 'null', '{']) expect(standardWebhooks.translate(raw)).toEqual({ says: 'not-understood' })
  })
})
