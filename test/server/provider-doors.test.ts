import { createHmac, randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTown, type Town } from '../support/town.ts'

const stripeSecret = 'whsec_of_the_tests'
const komojuSecret = 'komoju-secret-of-the-tests'
const sdk = new Stripe('sk_test_of_nobody')

let town: Town
beforeAll(async () => {
  town = await openTown({ settings: { STRIPE_WEBHOOK_SECRETS: `whsec_newer,${stripeSecret}`, KOMOJU_WEBHOOK_SECRETS: komojuSecret } })
})
afterAll(() => town.close())

async function send(url: string, body: string | Buffer, headers: Record<string, string | string[]>) {
  const answer = await town.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': 'application/json', ...headers } })
  return { status: answer.statusCode, reason: answer.statusCode === 200 ? null : (JSON.parse(answer.body) as { error: { reason: string } }).error.reason }
}
const now = () => Math.floor(town.clock.now().getTime() / 1000)
const stripeHeader = (payload: string, { secret = stripeSecret, timestamp = now() } = {}) => ({ 'stripe-signature': sdk.webhooks.generateTestHeaderString({ payload, secret, timestamp }) })
const toStripe = (body: string, wishes = {}) => send('/notifications/stripe', body, stripeHeader(body, wishes))
const komojuHeader = (body: string, secret = komojuSecret) => ({ 'x-komoju-signature': createHmac('sha256', secret).update(body).digest('hex'), 'x-komoju-id': randomUUID() })
const toKomoju = (body: string) => send('/notifications/komoju', body, komojuHeader(body))

const balanceOf = async (id: string) => Number((await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${id}`)[0]!.balance)

function intent(type: string, reference: string, changed: object = {}) {
  const object = { id: `pi_${reference}`, object: 'payment_intent', amount: 5000, amount_received: type.endsWith('succeeded') ? 5000 : 0, currency: 'jpy', metadata: { kind: 'top-up', reference }, payment_method_types: ['konbini'], ...changed }
  return JSON.stringify({ id: `evt_${randomUUID()}`, object: 'event', created: now(), type, data: { object } })
}
const komojuEvent = (type: string, id: string, reference: string, changed: object = {}) =>
  JSON.stringify({ id: randomUUID(), type, resource: 'event', created_at: town.clock.now().toISOString(), data: { id, amount: 3000, currency: 'JPY', external_order_num: reference, metadata: { kind: 'top-up' }, payment_details: { type: 'konbini' }, ...changed } })

describe('Stripe’s door', () => {
  test('a konbini payment is announced, paid days later, and credited once however often it is told', async () => {
    const hana = await town.customer()
    await toStripe(intent('payment_intent.created', hana.code))
    await town.settles()
    expect(await balanceOf(hana.id)).toBe(0)
    town.clock.forward({ days: 3 })
    const succeeded = intent('payment_intent.succeeded', hana.code)
    expect((await Promise.all([toStripe(succeeded), toStripe(succeeded), toStripe(intent('payment_intent.succeeded', hana.code))])).map(({ status }) => status)).toEqual([200, 200, 200])
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(6_000)
    expect(await town.sql`SELECT provider, method, state::text FROM money_in WHERE psp_ref = ${`pi_${hana.code}`}`).toEqual([{ provider: 'stripe', method: 'konbini', state: 'paid' }])
  })

  test('a dispute takes the money back', async () => {
    const hana = await town.customer()
    await toStripe(intent('payment_intent.succeeded', hana.code, { payment_method_types: ['card'] }))
    const dispute = { id: 'dp_1', object: 'dispute', amount: 5000, currency: 'jpy', charge: 'ch_1', payment_intent: `pi_${hana.code}` }
    await toStripe(JSON.stringify({ id: 'evt_dispute', object: 'event', created: now(), type: 'charge.dispute.funds_withdrawn', data: { object: dispute } }))
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('money without a name, and in another currency, waits in suspense', async () => {
    await toStripe(intent('payment_intent.succeeded', 'nobody', { id: 'pi_nameless', metadata: {} }))
    await toStripe(intent('payment_intent.succeeded', 'nobody', { id: 'pi_dollars', currency: 'usd' }))
    await town.settles()

    expect(await town.sql`SELECT psp_ref, why, amount::text FROM suspense_items WHERE provider = 'stripe' ORDER BY 1`).toEqual([
      { psp_ref: 'pi_dollars', why: 'wrong-currency', amount: null }, { psp_ref: 'pi_nameless', why: 'unknown-reference', amount: '5000' },
    ])
  })

  test('turns away what Stripe did not sign, never with a fault of ours', async () => {
    const body = intent('payment_intent.succeeded', 'C-0000')
    const good = stripeHeader(body)
    expect(await send('/notifications/stripe', body.replace('5000', '9000'), good)).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await send('/notifications/stripe', body, {})).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await send('/notifications/stripe', body, { 'stripe-signature': [good['stripe-signature'], good['stripe-signature']] })).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await toStripe(body, { secret: 'whsec_foreign' })).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await toStripe(body, { timestamp: now() - 301 })).toEqual({ status: 401, reason: 'outside-time-window' })
    for (const nonsense of ['{"id":', '', 'null', '[1]']) expect([nonsense, await toStripe(nonsense)]).toEqual([nonsense, { status: 400, reason: 'broken-json' }])
    expect((await toStripe(JSON.stringify({ id: 'evt_huge', note: 'x'.repeat(300_000) }))).status).toBe(413)
    expect((await send('/notifications/stripe', Buffer.from([0, 255, 254]), good)).status).toBe(401)
  })

  test('a text with a NUL in it is kept, and left to people', async () => {
    const body = '{"id":"evt_nul","type":"payment_intent.succeeded\\u0000"}'
    expect((await toStripe(body)).status).toBe(200)
    await town.settles()
    expect(await town.sql`SELECT state::text, outcome FROM payment_notifications WHERE event_id = 'evt_nul'`).toEqual([{ state: 'suspense', outcome: 'not-understood' }])
  })
})

describe('KOMOJU’s door', () => {
  test('a slip is paid at the convenience store and credited; a replay under another delivery id is the same', async () => {
    const hana = await town.customer()
    await toKomoju(komojuEvent('payment.authorized', 'k1', hana.code))
    const captured = komojuEvent('payment.captured', 'k1', hana.code)
    for (let turn = 0; turn < 3; turn += 1) expect((await toKomoju(captured)).status).toBe(200)
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(3_600)
    expect(await town.sql`SELECT count(*)::int AS n FROM payment_notifications WHERE provider = 'komoju'`).toEqual([{ n: 2 }])
  })

  test('a payment refunded before its capture was told is never credited', async () => {
    const hana = await town.customer()
    await toKomoju(komojuEvent('payment.refunded', 'k2', hana.code))
    await toKomoju(komojuEvent('payment.captured', 'k2', hana.code))
    await town.settles()
    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('turns away what KOMOJU did not sign', async () => {
    const body = komojuEvent('payment.captured', 'k3', 'C-0000')
    expect(await send('/notifications/komoju', `${body} `, komojuHeader(body))).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await send('/notifications/komoju', body, komojuHeader(body, 'foreign'))).toEqual({ status: 401, reason: 'bad-signature' })
    expect(await send('/notifications/komoju', body, {})).toEqual({ status: 401, reason: 'bad-signature' })
    const doubled = komojuHeader(body)['x-komoju-signature']
    expect(await send('/notifications/komoju', body, { 'x-komoju-signature': [doubled, doubled] })).toEqual({ status: 401, reason: 'bad-signature' })
  })
})

test('the same id at two companies is two moneys', async () => {
  const [hana, ichiro] = [await town.customer(), await town.customer()]
  await toStripe(intent('payment_intent.succeeded', hana.code, { id: 'same-id' }))
  await toKomoju(komojuEvent('payment.captured', 'same-id', ichiro.code))
  await town.settles()
  expect([await balanceOf(hana.id), await balanceOf(ichiro.id)]).toEqual([6_000, 3_600])
})

test('a company whose secret we have not been given has no door', async () => {
  const bare = await openTown()
  try {
    for (const url of ['/notifications/stripe', '/notifications/komoju']) expect((await bare.app.inject({ method: 'POST', url, payload: '{}' })).statusCode).toBe(404)
  } finally {
    await bare.close()
  }
})
