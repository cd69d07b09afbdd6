import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { done, refused } from '../../../../server/core/refusal.ts'
import { stripe as door } from '../../../../server/payments/money-in/providers/stripe.ts'

const now = new Date('2026-11-23T05:00:00Z')
const seconds = Math.floor(now.getTime() / 1000)
const [newSecret, oldSecret, foreignSecret] = ['whsec_new_secret', 'whsec_old_secret', 'whsec_foreign']
const sdk = new Stripe('sk_test_of_nobody')
const payload = JSON.stringify({ id: 'evt_1Stripe', object: 'event', type: 'payment_intent.succeeded' })

/** As Stripe's own library signs. */
const signed = (secret: string, { text = payload, timestamp = seconds } = {}) => sdk.webhooks.generateTestHeaderString({ payload: text, secret, timestamp })
const checked = (header: unknown, text = payload) => door.verify(Buffer.from(text), { 'stripe-signature': header }, [newSecret, oldSecret], now)

describe('Stripe’s signature', () => {
  test('made by Stripe’s own library is good, with any secret in use', () => {
    expect(checked(signed(newSecret))).toEqual(done({ eventId: 'evt_1Stripe' }))
    expect(checked(signed(oldSecret))).toEqual(done({ eventId: 'evt_1Stripe' }))
    expect(checked(signed(foreignSecret))).toEqual(refused('bad-signature'))
  })

  test('is taken as Stripe’s own library takes it', () => {
    const header = signed(newSecret)
    expect(sdk.webhooks.constructEvent(payload, header, newSecret, 300, undefined, now.getTime()).id).toBe('evt_1Stripe')
    expect(checked(header).ok).toBe(true)
  })

  test('may be one of several while a secret is changed, among schemes we do not know', () => {
    const [time, good] = signed(oldSecret).split(',')
    expect(checked(`${time},v1=${'0'.repeat(64)},${good},v0=${'1'.repeat(64)}`).ok).toBe(true)
    expect(checked(`${time},v0=${good?.slice(3)}`)).toEqual(refused('bad-signature'))
  })

  test('fails when one byte or the time was changed', () => {
    const header = signed(newSecret)
    expect(checked(header, payload.replace('succeeded', 'succeedeD'))).toEqual(refused('bad-signature'))
    expect(checked(header, `${payload} `)).toEqual(refused('bad-signature'))
    expect(checked(header.replace(`t=${seconds}`, `t=${seconds + 1}`))).toEqual(refused('bad-signature'))
  })

  test('fails when the header is missing, doubled, huge or nonsense', () => {
    const header = signed(newSecret)
    for (const wrong of [undefined, '', 'v1=', `t=${seconds}`, header.split(',')[1], ['a', 'b'], 7, `${header}, ${header}`, `${header},${'x'.repeat(2_000)}`, `t=soon,${header.split(',')[1]}`, `t=1e9,v1=zz`]) {
      expect(checked(wrong)).toEqual(refused('bad-signature'))
    }
  })

  test('counts for five minutes before and after, and not a second longer', () => {
    expect(checked(signed(newSecret, { timestamp: seconds - 300 })).ok).toBe(true)
    expect(checked(signed(newSecret, { timestamp: seconds + 300 })).ok).toBe(true)
    expect(checked(signed(newSecret, { timestamp: seconds - 301 }))).toEqual(refused('outside-time-window'))
    expect(checked(signed(newSecret, { timestamp: seconds + 301 }))).toEqual(refused('outside-time-window'))
  })

  test('over what is no event is a broken request', () => {
    for (const text of ['{', '', '[]', 'null', '{"id":7}', '{"id":"a b"}']) {
      const header = `t=${seconds},v1=${createHmac('sha256', newSecret).update(`${seconds}.${text}`).digest('hex')}`
      expect([text, checked(header, text)]).toEqual([text, refused('broken-json')])
    }
  })
})

const intent = {
  id: 'pi_3Konbini', object: 'payment_intent', amount: 5000, amount_received: 0, currency: 'jpy', customer: 'cus_1', latest_charge: null,
  metadata: { kind: 'top-up', reference: 'C-7F3K' }, payment_method_types: ['konbini'], status: 'requires_action',
}
const event = (type: string, object: object) => JSON.stringify({ id: 'evt_1', object: 'event', api_version: '2026-10-28', created: seconds, livemode: true, type, data: { object } })
const says = (type: string, object: object = intent) => door.translate(event(type, object))

describe('what Stripe’s events say', () => {
  test('a konbini slip is announced, and paid only when it succeeded days later', () => {
    for (const type of ['payment_intent.created', 'payment_intent.requires_action', 'payment_intent.processing']) expect(says(type)).toMatchObject({ says: 'money', state: 'pending', amount: 5000n })
    expect(says('payment_intent.succeeded', { ...intent, amount_received: 5000, status: 'succeeded' })).toEqual({
      says: 'money', state: 'paid', kind: 'top_up', reference: 'C-7F3K', amount: 5000n, currency: 'JPY', method: 'konbini', pspRef: 'pi_3Konbini', at: now, payerNameKana: null,
    })
    expect(says('payment_intent.payment_failed')).toMatchObject({ state: 'failed' })
    expect(says('payment_intent.canceled')).toMatchObject({ state: 'expired' })
  })

  test('of a bank transfer the amount that was received counts, and a part of one is not ours yet', () => {
    const transfer = { ...intent, id: 'pi_3Transfer', payment_method_types: ['customer_balance'], payment_method_options: { customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } } } }
    expect(says('payment_intent.partially_funded', transfer)).toMatchObject({ state: 'pending', amount: 5000n, method: 'bank-transfer' })
    expect(says('payment_intent.succeeded', { ...transfer, amount_received: 4200 })).toMatchObject({ state: 'paid', amount: 4200n, method: 'bank-transfer' })
    expect(says('payment_intent.succeeded', { ...transfer, amount_received: 0 })).toEqual({ says: 'not-understood' })
  })

  test('a refund and a dispute’s withdrawal take back, with all that went back until now', () => {
    const charge = { id: 'ch_1', object: 'charge', amount: 5000, amount_refunded: 2000, currency: 'jpy', payment_intent: 'pi_3Konbini', metadata: intent.metadata }
    expect(says('charge.refunded', charge)).toMatchObject({ state: 'reversed', amount: 2000n, pspRef: 'pi_3Konbini', reference: 'C-7F3K' })
    const dispute = { id: 'dp_1', object: 'dispute', amount: 5000, currency: 'jpy', charge: 'ch_1', payment_intent: 'pi_3Konbini', metadata: {} }
    expect(says('charge.dispute.funds_withdrawn', dispute)).toMatchObject({ state: 'reversed', amount: 5000n, pspRef: 'pi_3Konbini', kind: null, reference: null })
    for (const type of ['charge.dispute.created', 'charge.dispute.closed', 'charge.succeeded']) expect(says(type, dispute)).toEqual({ says: 'nothing', event: type })
    for (const type of ['charge.dispute.funds_reinstated', 'refund.failed']) expect(says(type, dispute)).toEqual({ says: 'not-understood' })
  })

  test('money that names nothing of ours is money all the same', () => {
    for (const metadata of [{}, null, { kind: 'gift', reference: 'x'.repeat(61) }, { kind: 7 }]) {
      expect(says('payment_intent.succeeded', { ...intent, amount_received: 5000, metadata })).toMatchObject({ state: 'paid', kind: null, reference: null, amount: 5000n })
    }
    expect(says('payment_intent.succeeded', { ...intent, amount_received: 5000, payment_method_types: ['card', 'konbini'] })).toMatchObject({ method: 'unknown' })
    expect(says('payment_intent.succeeded', { ...intent, amount_received: 5000, currency: 'usd' })).toMatchObject({ currency: 'USD' })
  })

  test('what cannot be read is left to people, and never throws', () => {
    for (const raw of ['', '{', '[]', '{"type":"payment_intent.succeeded"}', event('payment_intent.succeeded', {}), event('charge.refunded', { id: 'ch_1' }), event('charge.dispute.funds_withdrawn', [])]) {
      expect(door.translate(raw)).toEqual({ says: 'not-understood' })
    }
    expect(says('__proto__')).toEqual({ says: 'nothing', event: '__proto__' })
  })
})
