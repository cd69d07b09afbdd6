import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../../server/core/yen.ts'
import type { CustomerInTown } from '../../support/customers.ts'
import type { StoreInTown } from '../../support/stores.ts'
import { openTown, type Town } from '../../support/town.ts'
import { stopPayments } from '../payments-acts.ts'
import { charges, looksAtCode, looksAtRequest, paysRequest, showsCode } from './till-acts.ts'

let town: Town
let bakery: StoreInTown
beforeAll(async () => {
  town = await openTown()
  bakery = await town.store()
})
afterAll(() => town.close())

/** Somebody who has paid at the bakery before: small amounts need no second yes. */
async function regular(balance = 9_000): Promise<CustomerInTown> {
  const hana = await town.customer({ balance: yen(balance + 100) })
  await hana.pays(bakery, yen(100))
  return hana
}

describe('a one-time code', () => {
  test('is twelve digits for a minute, and a regular’s small amount is paid as the store reads it', async () => {
    const hana = await regular()
    const { id, digits } = await showsCode(hana)

    const charged = await charges(bakery.owner, digits, '800')

    expect(digits).toMatch(/^\d{12}$/)
    expect([charged.status, charged.body.payment.amount, charged.body.payment.mode]).toEqual([201, '800', 'code'])
    expect(Object.keys(charged.body.payment)).not.toContain('balanceAfter')
    expect(await looksAtCode(hana, id)).toMatchObject({ state: 'used', payment: { id: charged.body.payment.id, balanceAfter: '8200' } })
    expect(await town.sql`SELECT staff_id FROM payments WHERE id = ${charged.body.payment.id}`).toEqual([{ staff_id: bakery.owner.id }])
  })

  test('is read with blanks and full-width digits too', async () => {
    const { digits } = await showsCode(await regular())

    const typed = [...digits].map((digit, at) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0) + (at % 4 === 3 ? '　' : '')).join('')
    expect((await charges(bakery.owner, typed, '100')).status).toBe(201)
  })

  test('pays once: read again it is used, at this store and at another', async () => {
    const electrics = await town.store({ name: '田中電器' })
    const hana = await regular()
    const { digits } = await showsCode(hana)
    await charges(bakery.owner, digits, '800')

    const again = await charges(bakery.owner, digits, '800')
    const elsewhere = await charges(electrics.owner, digits, '300')

    expect([again.status, again.body.error.reason]).toEqual([409, 'code-used'])
    expect([elsewhere.status, elsewhere.body.error.reason]).toEqual([409, 'code-used'])
    expect(await town.sql`SELECT 1 FROM payments WHERE customer_id = ${hana.id} AND mode = 'code'`).toHaveLength(1)
  })

  test('read at two tills at the same moment pays exactly once', async () => {
    const hana = await regular()
    for (let round = 0; round < 6; round += 1) {
      const { digits } = await showsCode(hana)

      const answers = await Promise.all([charges(bakery.owner, digits, '100'), charges(bakery.owner, digits, '100'), charges(bakery.owner, digits, '100')])

      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    }
  })

  test('charged again with the same key gives the first answer', async () => {
    const { digits } = await showsCode(await regular())
    const key = randomUUID()
    const first = await charges(bakery.owner, digits, '500', key)

    const again = await charges(bakery.owner, digits, '500', key)
    const altered = await charges(bakery.owner, digits, '600', key)

    expect([again.status, again.body.payment]).toEqual([200, first.body.payment])
    expect([altered.status, altered.body.error.reason]).toEqual([409, 'key-reused'])
  })

  test('is over after a minute, and when its owner took a new one', async () => {
    const hana = await regular()
    const [old, newer] = [await showsCode(hana), await showsCode(hana)]

    expect((await charges(bakery.owner, old.digits, '100')).body.error.reason).toBe('code-expired')
    expect((await looksAtCode(hana, old.id)).state).toBe('expired')
    town.clock.forward({ seconds: 61 })
    expect((await charges(bakery.owner, newer.digits, '100')).body.error.reason).toBe('code-expired')
    expect((await looksAtCode(hana, newer.id)).state).toBe('expired')
  })

  test('with a large amount, or at a store its owner never paid at, asks the owner first', async () => {
    const hana = await regular()
    const stranger = await town.customer({ balance: yen(3_000) })
    const [large, first] = [await showsCode(hana), await showsCode(stranger)]

    const largeAsked = await charges(bakery.owner, large.digits, '5000')
    const firstAsked = await charges(bakery.owner, first.digits, '100')

    expect([largeAsked.status, firstAsked.status]).toEqual([202, 202])
    const seen = await looksAtCode(hana, large.id)
    expect(seen).toMatchObject({ state: 'asked', request: { amount: '5000' } })
    expect((await looksAtRequest(bakery.owner, largeAsked.body.asked.requestId)).state).toBe('open')
    const paid = await paysRequest(hana, seen.request?.token ?? null)
    expect([paid.status, paid.body.payment.mode]).toEqual([201, 'code'])
    expect(await looksAtCode(hana, large.id)).toMatchObject({ state: 'used', payment: { amount: '5000' } })
    expect(await looksAtRequest(bakery.owner, largeAsked.body.asked.requestId)).toMatchObject({ state: 'paid', payment: { amount: '5000' } })
  })

  test('that its owner is asked about is nobody else’s to pay, and reading it again is the same question', async () => {
    const [hana, ichiro] = [await regular(), await town.customer({ balance: yen(9_000) })]
    const { id, digits } = await showsCode(hana)
    const asked = await charges(bakery.owner, digits, '6000')

    const again = await charges(bakery.owner, digits, '6000')
    const token = (await looksAtCode(hana, id)).request?.token ?? null

    expect(again.body.asked).toEqual(asked.body.asked)
    expect((await paysRequest(ichiro, token)).body.error.reason).toBe('request-expired')
    expect((await charges(bakery.owner, digits, '7000')).body.error.reason).toBe('code-used')
    town.clock.forward({ seconds: 121 })
    expect((await paysRequest(hana, token)).body.error.reason).toBe('request-expired')
    expect((await looksAtCode(hana, id)).state).toBe('expired')
  })

  test('of somebody who cannot pay tells the store nothing and its owner why', async () => {
    const poor = await regular(200)
    const stopped = await regular()
    const [short, frozen] = [await showsCode(poor), await showsCode(stopped)]
    await stopPayments(town, stopped.id)

    const answers = [await charges(bakery.owner, short.digits, '900'), await charges(bakery.owner, frozen.digits, '900')]

    expect(answers.map(({ status, body }) => [status, body.error.reason, body.error.facts])).toEqual([[422, 'code-not-accepted', {}], [422, 'code-not-accepted', {}]])
    expect((await looksAtCode(poor, short.id)).refusal).toMatchObject({ reason: 'balance-short', message: '残高が足りません。使える金額は¥200です。' })
    expect((await looksAtCode(stopped, frozen.id)).refusal).toMatchObject({ reason: 'payer-frozen' })
    expect((await stopped.post<{ error: { reason: string } }>('/api/codes')).body.error.reason).toBe('payer-frozen')
    expect((await charges(bakery.owner, short.digits, '200')).status).toBe(201)
  })

  test('is shown to its owner only', async () => {
    const [hana, ichiro] = [await regular(), await town.customer()]
    const { id } = await showsCode(hana)

    expect((await ichiro.get(`/api/codes/${id}`)).status).toBe(404)
  })

  test('cannot be guessed: after ten wrong ones the store waits ten minutes, and nonsense counts too', async () => {
    const till = await town.store()
    const hana = await town.customer({ balance: yen(5_000) })
    await hana.pays(till, yen(100))
    for (let nth = 0; nth < 9; nth += 1) expect((await charges(till.owner, `00000000000${nth}`, '100')).body.error.reason).toBe('code-not-accepted')
    expect((await charges(till.owner, 'not a code', '100')).body.error.reason).toBe('code-not-accepted')

    const { digits } = await showsCode(hana)

    expect((await charges(till.owner, digits, '100')).body.error).toMatchObject({ reason: 'too-many-tries' })
    town.clock.forward({ minutes: 11 })
    expect((await charges(till.owner, (await showsCode(hana)).digits, '100')).status).toBe(201)
  })

  test('and everything else is refused at once while the programme’s function is stopped', async () => {
    const hana = await regular()
    const { digits } = await showsCode(hana)
    const [officer] = await town.officers('Sato')
    await town.sql`INSERT INTO function_stops (function, stopped_at, stopped_by, reason) VALUES ('code_pay', ${town.clock.now()}, ${officer.id}, 'test')`

    expect((await charges(bakery.owner, digits, '100')).body.error.reason).toBe('programme-stopped')
    expect((await hana.post<{ error: { reason: string } }>('/api/codes')).body.error.reason).toBe('programme-stopped')
    expect(await hana.pays(bakery, yen(100))).toMatchObject({ ok: true })
    await town.sql`UPDATE function_stops SET function = 'pay'`
    expect(await hana.pays(bakery, yen(100))).toMatchObject({ ok: false, reason: 'programme-stopped' })
    await town.sql`DELETE FROM function_stops`
    expect(await hana.pays(bakery, yen(100))).toMatchObject({ ok: true })
  })
})
