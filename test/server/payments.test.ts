import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { markOf } from '../../server/payments/payment.ts'
import { makePosterToken } from '../../server/stores/poster.ts'
import type { Day } from '../../server/core/time.ts'
import { stopPayments } from './payments-acts.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let store: StoreInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
})
afterAll(() => town.close())

const post = (who: Pick<CustomerInTown, 'post'>, body: unknown, key: string = randomUUID()) =>
  who.post<{ payment: Record<string, string>; proof: { mark: string }; error: { reason: string; message: string; moneyMoved: boolean | null; next: string } }>('/api/payments', body, { 'idempotency-key': key })
const balanceOf = async (who: CustomerInTown) => (await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${who.id}`)[0]!.balance

describe('a payment', () => {
  test('by the store’s number is told with its number, what is left and today’s mark', async () => {
    const hana = await town.customer({ balance: yen(13_000) })

    const { status, body } = await post(hana, { storeCode: store.number, amount: '1280' })

    expect(status).toBe(201)
    const { id, number, ...told } = body.payment
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(number).toMatch(/^261123\d{6}$/)
    expect(told).toEqual({
      matchNumber: number!.slice(-4), amount: '1280', uses: [{ kind: 'common', amount: '1280' }], state: 'paid', mode: 'number', paidAt: '2026-11-23T05:00:00.000Z',
      storeCode: store.number, storeName: store.name, balanceAfter: '11720',
    })
    expect(body.proof.mark).toBe(markOf('2026-11-23' as Day))
    expect(await balanceOf(hana)).toBe('11720')
  })

  test('by the store’s poster says that it was scanned', async () => {
    const hana = await town.customer({ balance: yen(1_000) })

    const { status, body } = await post(hana, { poster: store.posterToken, amount: 300 })

    expect([status, body.payment.mode, body.payment.storeCode, body.payment.balanceAfter]).toEqual([201, 'poster', store.number, '700'])
  })

  test('is written with its two entries, its key and one job for what follows', async () => {
    const hana = await town.customer({ balance: yen(1_000) })

    const { body } = await post(hana, { storeCode: store.number, amount: '400' }, 'key-of-the-rows')

    const entries = await town.sql`SELECT ledger, owner_id, amount FROM journal_entries WHERE journal_id = ${body.payment.id} ORDER BY seq`
    expect(entries).toEqual([{ ledger: 'wallet', owner_id: hana.id, amount: '-400' }, { ledger: 'store_payable', owner_id: store.id, amount: '400' }])
    expect(await town.sql`SELECT key, state FROM payment_keys WHERE payment_id = ${body.payment.id}`).toEqual([{ key: 'key-of-the-rows', state: 'paid' }])
    expect(await town.sql`SELECT name FROM pgboss.job WHERE data @> ${JSON.stringify({ paymentIds: [body.payment.id] })}::jsonb`).toEqual([{ name: 'after-payments' }])
    await town.settles()
  })

  test('down to the last yen leaves nothing, and not one yen more can be paid', async () => {
    const hana = await town.customer({ balance: yen(500) })

    expect(await hana.pays(store, yen(500))).toMatchObject({ ok: true, value: { balanceAfter: '0' } })
    expect(await hana.pays(store, yen(1))).toEqual(refused('balance-short', { balance: '¥0' }))
  })
})

describe('the key of a payment', () => {
  test('gives the same answer however often it is used, and moves money once', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const first = await post(hana, { storeCode: store.number, amount: '800' }, 'key-again')

    town.clock.forward({ seconds: 40 })
    const second = await post(hana, { amount: 800, storeCode: store.number }, 'key-again')

    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect(await balanceOf(hana)).toBe('4200')
  })

  test('of another amount or another store is refused', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const other = await town.store()
    await post(hana, { storeCode: store.number, amount: '800' }, 'key-of-800')

    expect((await post(hana, { storeCode: store.number, amount: '801' }, 'key-of-800')).status).toBe(409)
    expect((await post(hana, { storeCode: other.number, amount: '800' }, 'key-of-800')).body.error.reason).toBe('key-reused')
    expect(await balanceOf(hana)).toBe('4200')
  })

  test('keeps a refusal too, also when there is enough money by then', async () => {
    const hana = await town.customer({ balance: yen(100) })
    expect(await hana.pays(store, yen(300), { key: 'key-too-early' })).toEqual(refused('balance-short', { balance: '¥100' }))
    await town.notify({ kind: 'top-up', reference: hana.code, amount: '1000' })
    await town.settles()

    expect(await hana.pays(store, yen(300), { key: 'key-too-early' })).toEqual(refused('balance-short', { balance: '¥100' }))
    expect(await hana.pays(store, yen(300))).toMatchObject({ ok: true })
  })

  test('belongs to one customer: another one’s same key is another payment', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const ken = await town.customer({ balance: yen(1_000) })

    expect((await post(hana, { storeCode: store.number, amount: '100' }, 'key-of-two')).status).toBe(201)
    expect((await post(ken, { storeCode: store.number, amount: '200' }, 'key-of-two')).status).toBe(201)
  })

  test('is asked how it ended: paid, refused with its words, called off, or unknown', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const { body } = await post(hana, { storeCode: store.number, amount: '100' }, 'key-was-paid')
    await post(hana, { storeCode: store.number, amount: '9000' }, 'key-was-refused')

    expect((await hana.get('/api/payments/by-key/key-was-paid')).body).toEqual({ state: 'paid', ...body })
    expect((await hana.get('/api/payments/by-key/key-was-refused')).body).toMatchObject({
      state: 'refused',
      error: {
        reason: 'balance-short', message: '残高が足りません。使える金額は¥900です。', moneyMoved: false, next: '足りない分は現金などでお支払いください。',
        en: { message: 'Your balance is too low. You can use ¥900.', next: 'Please pay the rest another way.' },
      },
    })
    expect((await hana.get('/api/payments/by-key/key-never-came')).body).toEqual({ state: 'unknown' })
    expect((await hana.post('/api/payments/by-key/key-never-came/close')).body).toEqual({ state: 'closed' })
    expect((await hana.get('/api/payments/by-key/key-never-came')).body).toEqual({ state: 'closed' })
  })

  test('that was called off can never pay', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    await hana.post('/api/payments/by-key/key-called-off/close')

    expect(await hana.pays(store, yen(100), { key: 'key-called-off' })).toEqual(refused('key-closed'))
    expect(await balanceOf(hana)).toBe('1000')
  })

  test('that has paid cannot be called off any more', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    await hana.pays(store, yen(100), { key: 'key-too-late' })

    expect((await hana.post<{ state: string }>('/api/payments/by-key/key-too-late/close')).body.state).toBe('paid')
  })
})

describe('a payment is refused', () => {
  test('without a session, and with one that was ended', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    expect((await post(town.stranger(), { storeCode: store.number, amount: '100' })).body.error.reason).toBe('not-signed-in')

    await town.sql`UPDATE sessions SET revoked_at = now() WHERE actor_id = ${hana.id}`

    expect(await hana.pays(store, yen(100))).toEqual(refused('not-signed-in'))
  })

  test('of a session that has rested too long', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    town.clock.forward({ minutes: 31 })
    expect(await hana.pays(store, yen(100))).toEqual(refused('not-signed-in'))
    town.clock.goTo('2026-11-23T14:00:00+09:00')
  })

  test('of the store’s own staff and of an officer, whose sessions are no wallets', async () => {
    const [sato] = await town.officers('Sato')
    for (const who of [store.owner, sato]) {
      const { status, body } = await post(who, { storeCode: store.number, amount: '100' })
      expect([status, body.error.reason]).toEqual([403, 'not-your-role'])
    }
  })

  test('of somebody who is not registered yet, and of somebody who has left', async () => {
    const { lineUserId } = town.sandbox.addPerson({ name: '佐藤 健' })
    const visitor = town.stranger()
    await visitor.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(lineUserId) })
    expect((await post(visitor, { storeCode: store.number, amount: '100' })).body.error.reason).toBe('not-registered')

    const hana = await town.customer({ balance: yen(1_000) })
    await town.sql`UPDATE wallets SET standing = 'closed' WHERE customer_id = ${hana.id}`
    expect(await hana.pays(store, yen(100))).toEqual(refused('not-registered'))
  })

  test('at a store that does not exist or takes no payments now', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const resting = await town.store()
    await town.sql`UPDATE stores SET acceptance = 'stopped' WHERE id = ${resting.id}`

    expect(await hana.pays({ number: '000000' }, yen(100))).toEqual(refused('store-not-found'))
    expect(await hana.pays(resting, yen(100))).toEqual(refused('store-not-accepting'))
  })

  test('with a poster that is forged, of an older print, or of nobody', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const reprinted = await town.store()
    await town.sql`UPDATE stores SET poster_version = 2 WHERE id = ${reprinted.id}`
    const forged = store.posterToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))

    expect(await hana.pays({ number: '', posterToken: forged }, yen(100), { mode: 'poster' })).toEqual(refused('poster-not-valid'))
    expect(await hana.pays(reprinted, yen(100), { mode: 'poster' })).toEqual(refused('poster-not-valid'))
    expect(await hana.pays({ number: '', posterToken: makePosterToken(town.ctx.config, reprinted.number, 2) }, yen(100), { mode: 'poster' })).toMatchObject({ ok: true })
    expect(await hana.pays({ number: '', posterToken: makePosterToken(town.ctx.config, '999999', 1) }, yen(100), { mode: 'poster' })).toEqual(refused('store-not-found'))
  })

  test('over ¥30,000 at once, and over ¥50,000 on one day until midnight in Japan', async () => {
    town.clock.goTo('2026-11-23T23:50:00+09:00')
    const hana = await town.customer({ balance: yen(99_000) })
    expect(await hana.pays(store, yen(30_001))).toEqual(refused('payment-limit', { limit: '¥30,000' }))
    await hana.pays(store, yen(30_000))
    expect(await hana.pays(store, yen(20_001))).toEqual(refused('day-limit', { left: '¥20,000' }))
    expect(await hana.pays(store, yen(20_000))).toMatchObject({ ok: true })
    town.clock.goTo('2026-11-23T23:59:59+09:00')
    expect(await hana.pays(store, yen(1))).toEqual(refused('day-limit', { left: '¥0' }))

    town.clock.goTo('2026-11-24T00:00:00+09:00')

    const nextDay = await hana.pays(store, yen(30_000))
    expect(nextDay).toMatchObject({ ok: true, value: { balanceAfter: '19000' } })
    expect(nextDay.ok && nextDay.value.number.slice(0, 6)).toBe('261124')
    town.clock.goTo('2026-11-23T14:00:00+09:00')
  })

  test('after the last day of the voucher, and not on it', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    await town.sql`UPDATE pockets SET expires_on = '2026-11-23' WHERE customer_id = ${hana.id}`
    expect(await hana.pays(store, yen(100))).toMatchObject({ ok: true })
    await town.sql`UPDATE pockets SET expires_on = '2026-11-22' WHERE customer_id = ${hana.id}`
    expect(await hana.pays(store, yen(100))).toEqual(refused('voucher-expired', { day: '2026年11月22日(日)' }))
  })

  test('of a customer who was stopped, and the words name whom to call', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    await stopPayments(town, hana.id)

    const { status, body } = await post(hana, { storeCode: store.number, amount: '100' })

    expect(status).toBe(422)
    expect(body.error).toMatchObject({ reason: 'payer-frozen', message: 'お支払いを一時的に止めています。', moneyMoved: false, next: '事情を説明するか、0120-000-000（8:30–17:15）へお電話ください。' })
    expect(await balanceOf(hana)).toBe('1000')
  })

  test('of a customer who stopped themselves', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    await town.sql`UPDATE wallets SET standing = 'self_stopped' WHERE customer_id = ${hana.id}`
    expect(await hana.pays(store, yen(100))).toEqual(refused('self-stopped'))
  })

  test('whatever nonsense is sent, with a 4xx and without moving a yen', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const amounts = [-1, 0, 1.5, '', ' 1', '1.5', '-1', '+1', '01', '1e2', '０', '1000000000000', 1e15, Number.MAX_SAFE_INTEGER, null, true, [], {}, ['1'], '1\u0000', '9'.repeat(400)]
    const bodies = [
      ...amounts.map((amount) => ({ storeCode: store.number, amount })),
      { storeCode: store.number }, { amount: '1' }, { storeCode: store.number, poster: store.posterToken, amount: '1' }, { storeCode: Number(store.number), amount: '1' },
      { storeCode: '12345', amount: '1' }, { storeCode: '１２３４５６', amount: '1' }, { poster: 'x'.repeat(61), amount: '1' }, { poster: '', amount: '1' }, { poster: '\u0000', amount: '1' },
      { storeCode: store.number, amount: '1', balance: '9999' }, { storeCode: store.number, amount: '1', customerId: randomUUID() }, [], [{ storeCode: store.number, amount: '1' }], null, 'pay', 7,
    ]
    for (const body of bodies) {
      const { status } = await hana.post('/api/payments', JSON.stringify(body), { 'idempotency-key': randomUUID(), 'content-type': 'application/json' })
      expect([JSON.stringify(body), [400, 422].includes(status)]).toEqual([JSON.stringify(body), true])
    }
    for (const raw of ['{', '{"storeCode":"1"', '{"__proto__":{"a":1},"storeCode":"100001","amount":"1"}', '\u0000', '{"amount":"1","amount":}']) {
      const answer = await hana.post('/api/payments', raw, { 'idempotency-key': randomUUID(), 'content-type': 'application/json' })
      expect([raw, answer.status]).toEqual([raw, 400])
    }
    expect((await hana.post('/api/payments', `amount=1&storeCode=${store.number}`, { 'idempotency-key': randomUUID(), 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect(await balanceOf(hana)).toBe('1000')
    expect(await town.sql`SELECT FROM payments WHERE customer_id = ${hana.id}`).toEqual([])
  })

  test('without a proper key, before anything is looked at', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    for (const key of ['', 'short', 'x'.repeat(101), 'has a blank', 'ほげほげほげほげ']) {
      const answer = await hana.post<{ error: { reason: string } }>('/api/payments', { storeCode: store.number, amount: '1' }, { 'idempotency-key': key })
      expect([key, answer.status, answer.body.error.reason]).toEqual([key, 400, 'key-missing'])
    }
    expect((await hana.post('/api/payments', { storeCode: store.number, amount: '1' })).status).toBe(400)
    expect(await balanceOf(hana)).toBe('1000')
  })

  test('when another site made the browser send it', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const answer = await hana.post('/api/payments', { storeCode: store.number, amount: '1' }, { 'idempotency-key': randomUUID(), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(await balanceOf(hana)).toBe('1000')
  })
})
