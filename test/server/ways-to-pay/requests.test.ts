import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../../server/core/yen.ts'
import type { StoreInTown } from '../../support/stores.ts'
import { openTown, type Town } from '../../support/town.ts'
import { asksFor, looksAtRequest, paysRequest, scans } from './till-acts.ts'

let town: Town
let bakery: StoreInTown
beforeAll(async () => {
  town = await openTown()
  bakery = await town.store()
})
afterAll(() => town.close())

const request = async (amount = '2500') => (await asksFor(bakery.owner, amount)).body.request
const balanceOf = async (id: string) => (await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${id}`)[0]?.balance

describe('a payment request', () => {
  test('names store and amount to whoever scans it, and is paid with the amount the store typed', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const { id, token, url } = await request()

    const seen = await scans(hana, token)
    const paid = await paysRequest(hana, token)

    expect(url).toBe(`https://liff.line.me/${town.ctx.config.line.liffId}/pay/r/${token ?? ''}`)
    expect(seen.body).toMatchObject({ state: 'open', amount: '2500', paidByYou: false, store: { name: bakery.name, storeCode: bakery.number } })
    expect([paid.status, paid.body.payment.amount, paid.body.payment.mode, paid.body.payment.balanceAfter]).toEqual([201, '2500', 'request', '2500'])
    expect(await looksAtRequest(bakery.owner, id)).toMatchObject({ state: 'paid', payment: { id: paid.body.payment.id, matchNumber: paid.body.payment.matchNumber } })
    expect((await scans(hana, token)).body).toMatchObject({ state: 'paid', paidByYou: true })
  })

  test('is paid once: a second customer hears that it is done, and their money stays', async () => {
    const [hana, ichiro] = [await town.customer({ balance: yen(5_000) }), await town.customer({ name: '鈴木 一郎', balance: yen(5_000) })]
    const { token } = await request()
    await paysRequest(hana, token)

    const second = await paysRequest(ichiro, token)

    expect([second.status, second.body.error.reason]).toEqual([409, 'request-used'])
    expect((await scans(ichiro, token)).body).toMatchObject({ state: 'paid', paidByYou: false })
    expect(await balanceOf(ichiro.id)).toBe('5000')
  })

  test('of eight customers who pay the same one at once, exactly one has paid', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => town.customer({ balance: yen(5_000) })))
    const { id, token } = await request()

    const answers = await Promise.all(people.map((one) => paysRequest(one, token)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status !== 201).map(({ body }) => body.error.reason)).toEqual(Array.from({ length: 7 }, () => 'request-used'))
    expect(await town.sql`SELECT 1 FROM payments WHERE request_id = ${id}`).toHaveLength(1)
  })

  test('gives the same answer to the same key, and another one to somebody who asks with a new key', async () => {
    const hana = await town.customer({ balance: yen(9_000) })
    const { token } = await request()
    const key = randomUUID()
    const first = await paysRequest(hana, token, key)

    const again = await paysRequest(hana, token, key)
    const anew = await paysRequest(hana, token)

    expect([again.status, again.body.payment]).toEqual([200, first.body.payment])
    expect([anew.status, anew.body.error.reason]).toEqual([409, 'request-used'])
  })

  test('can still be paid by the next person when the first one has too little', async () => {
    const [poor, rich] = [await town.customer({ balance: yen(100) }), await town.customer({ balance: yen(5_000) })]
    const { token } = await request()

    expect((await paysRequest(poor, token)).body.error.reason).toBe('balance-short')
    expect((await paysRequest(rich, token)).status).toBe(201)
  })

  test('ends after two minutes: nobody can pay it, and the till says so', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const { id, token } = await request()
    town.clock.forward({ seconds: 121 })

    const late = await paysRequest(hana, token)

    expect([late.status, late.body.error.reason]).toEqual([422, 'request-expired'])
    expect((await looksAtRequest(bakery.owner, id)).state).toBe('expired')
    expect((await scans(hana, token)).body.state).toBe('expired')
  })

  test('that the store called off cannot be paid, and one that was paid cannot be called off', async () => {
    const hana = await town.customer({ balance: yen(9_000) })
    const [off, paid] = [await request(), await request()]
    const calledOff = await bakery.owner.post<{ request: { state: string } }>(`/api/store/requests/${off.id}/cancel`)
    await paysRequest(hana, paid.token)

    expect(calledOff.body.request.state).toBe('cancelled')
    expect((await paysRequest(hana, off.token)).body.error.reason).toBe('request-expired')
    expect((await bakery.owner.post<{ request: { state: string } }>(`/api/store/requests/${paid.id}/cancel`)).body.request.state).toBe('paid')
  })

  test('called off while it is being paid ends one way, and both sides are told the same', async () => {
    for (let round = 0; round < 8; round += 1) {
      const hana = await town.customer({ balance: yen(5_000) })
      const { id, token } = await request()

      const [paid, calledOff] = await Promise.all([paysRequest(hana, token), bakery.owner.post<{ request: { state: string } }>(`/api/store/requests/${id}/cancel`)])

      const state = (await looksAtRequest(bakery.owner, id)).state
      expect([state === 'paid', state === 'cancelled']).toEqual([paid.status === 201, paid.status !== 201])
      expect(calledOff.body.request.state).toBe(state)
    }
  })

  test('is the affair of its own store: another one neither sees it nor calls it off', async () => {
    const electrics = await town.store({ name: '田中電器' })
    const { id } = await request()

    expect((await electrics.owner.get(`/api/store/requests/${id}`)).status).toBe(404)
    expect((await electrics.owner.post(`/api/store/requests/${id}/cancel`)).status).toBe(404)
    expect((await asksFor(electrics.owner, '100', bakery.id)).status).toBe(404)
    expect((await looksAtRequest(bakery.owner, id)).state).toBe('open')
  })

  test('is refused over the limit of one payment, by a store that takes none, and with an amount of the customer’s own', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const stopped = await town.store()
    await town.sql`UPDATE stores SET acceptance = 'stopped' WHERE id = ${stopped.id}`
    const { token } = await request()

    expect((await asksFor(bakery.owner, '30001')).body.error.reason).toBe('payment-limit')
    expect((await asksFor(stopped.owner, '100')).body.error.reason).toBe('store-not-accepting')
    const altered = await hana.post<{ error: { reason: string } }>('/api/payments', { requestToken: token, amount: '1' }, { 'idempotency-key': randomUUID() })
    expect([altered.status, altered.body.error.reason]).toEqual([400, 'invalid-input'])
  })

  test('cannot be guessed: after ten wrong tokens the person waits, and the right one waits too', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const { token } = await request()
    for (let nth = 0; nth < 10; nth += 1) expect((await scans(hana, `guess-number-${nth}`)).body.error.reason).toBe('request-expired')

    expect((await scans(hana, token)).body.error).toMatchObject({ reason: 'too-many-tries', facts: { minutes: '10' } })
    town.clock.forward({ minutes: 11 })
    expect((await scans(hana, 'one-more-guess')).body.error.reason).toBe('request-expired')
  })
})

test('the payer of a store they work at is refused, however they found it', async () => {
  const owner = await town.store()
  const both = await town.customer({ balance: yen(5_000) })
  await town.sql`UPDATE staff SET line_user_id = NULL WHERE id = ${owner.owner.id}`
  await town.sql`UPDATE staff SET line_user_id = ${both.lineUserId} WHERE id = ${owner.owner.id}`

  expect(await both.pays(owner, yen(100))).toMatchObject({ ok: false, reason: 'own-store' })
  expect(await both.pays(bakery, yen(100))).toMatchObject({ ok: true })
})
