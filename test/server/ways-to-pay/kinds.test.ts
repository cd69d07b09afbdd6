import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../../server/core/refusal.ts'
import { dayOf, type Day } from '../../../server/core/time.ts'
import { yen } from '../../../server/core/yen.ts'
import type { Preview } from '../../../server/payments/contract.ts'
import { expireVouchers } from '../../../server/payments/expiry/expire-vouchers.ts'
import { spend, type Pocket } from '../../../server/payments/pockets.ts'
import type { CustomerInTown } from '../../support/customers.ts'
import type { StoreInTown } from '../../support/stores.ts'
import { openTown, type Town } from '../../support/town.ts'
import { asksFor, type ErrorSeen } from './till-acts.ts'

let town: Town
let greengrocer: StoreInTown
let mall: StoreInTown
beforeAll(async () => {
  town = await openTown()
  greengrocer = await town.store()
  mall = await town.store({ name: '田中電器', size: 'large' })
})
afterAll(() => town.close())

const previews = (who: CustomerInTown, body: object) => who.post<Preview & ErrorSeen>('/api/payments/preview', body)
const pocketsOf = (who: CustomerInTown) =>
  town.sql<{ kind: Pocket['kind']; on: Day; amount: string }>`SELECT kind, expires_on::text AS on, amount FROM pockets WHERE customer_id = ${who.id} ORDER BY expires_on, kind DESC`

describe('vouchers for small stores', () => {
  test('are spent first at a small store, with the rest from the common ones, and both are told', async () => {
    const hana = await town.customer({ balance: yen(9_000), smallStoreBalance: yen(4_000) })

    const paid = await hana.pays(greengrocer, yen(4_800))

    expect(paid).toMatchObject({ ok: true, value: { uses: [{ kind: 'small_store', amount: '4000' }, { kind: 'common', amount: '800' }], balanceAfter: '8200' } })
    expect((await hana.get<{ balance: string; pockets: object[] }>('/api/me')).body).toMatchObject({ balance: '8200', pockets: [{ kind: 'common', amount: '8200', expiresOn: '2027-01-31' }] })
  })

  test('are not taken at a large one: the refusal says what can be used there', async () => {
    const hana = await town.customer({ balance: yen(1_000), smallStoreBalance: yen(4_000) })

    expect(await hana.pays(mall, yen(1_001))).toEqual(refused('kind-not-here', { usable: '¥1,000' }))
    expect(await hana.pays(mall, yen(5_001))).toEqual(refused('balance-short', { balance: '¥1,000' }))
    expect(await hana.pays(mall, yen(1_000))).toMatchObject({ ok: true, value: { balanceAfter: '4000' } })
  })

  test('are spent earliest last day first, whatever their kind', async () => {
    const hana = await town.customer({ balance: yen(2_000), smallStoreBalance: yen(2_000) })
    await town.sql`UPDATE pockets SET expires_on = '2026-12-31' WHERE customer_id = ${hana.id} AND kind = 'common'`

    await hana.pays(greengrocer, yen(2_500))

    expect(await pocketsOf(hana)).toEqual([{ kind: 'common', on: '2026-12-31', amount: '0' }, { kind: 'small_store', on: '2027-01-31', amount: '1500' }])
  })

  test('leave the wallet as the plain rules say, for any pockets and any amount', async () => {
    const today = dayOf(town.clock.now())
    const days: Day[] = ['2026-11-22', '2026-11-23', '2026-12-31', '2027-01-31'] as Day[]
    const pocket = fc.record({ kind: fc.constantFrom('common' as const, 'small_store' as const), expiresOn: fc.constantFrom(...days), amount: fc.integer({ min: 0, max: 3_000 }).map(yen) })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(pocket, { maxLength: 6, selector: ({ kind, expiresOn }) => `${kind} ${expiresOn}` }), fc.integer({ min: 1, max: 9_000 }).map(yen), fc.boolean(), async (pockets, amount, small) => {
        const hana = await town.customer({ balance: yen(1) })
        await town.sql`DELETE FROM pockets WHERE customer_id = ${hana.id}`
        for (const one of pockets) await town.sql`INSERT INTO pockets (customer_id, kind, expires_on, amount) VALUES (${hana.id}, ${one.kind}::"VoucherKind", ${one.expiresOn}, ${one.amount.toString()})`
        await town.sql`UPDATE wallets SET balance = ${pockets.reduce((sum, one) => sum + one.amount, 0n).toString()} WHERE customer_id = ${hana.id}`
        const wanted = spend(pockets, amount, small ? 'small' : 'large', today)

        const paid = await hana.pays(small ? greengrocer : mall, amount)

        expect(paid.ok).toBe(wanted !== null)
        const left = pockets.map((one) => {
          const taken = wanted?.find(({ kind, expiresOn }) => kind === one.kind && expiresOn === one.expiresOn)?.amount ?? 0n
          return { kind: one.kind, on: one.expiresOn, amount: (one.amount - taken).toString() }
        })
        expect(new Set((await pocketsOf(hana)).map((one) => JSON.stringify(one)))).toEqual(new Set(left.map((one) => JSON.stringify(one))))
        expect(await town.sql`SELECT 1 FROM wallets w WHERE w.customer_id = ${hana.id} AND w.balance <> (SELECT coalesce(sum(amount), 0) FROM pockets k WHERE k.customer_id = w.customer_id)`).toEqual([])
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

describe('the last day of a voucher', () => {
  test('passes: it cannot be used from midnight in Japan on, is swept into the books once, and the wallet says so', async () => {
    const hana = await town.customer({ balance: yen(700), smallStoreBalance: yen(300) })
    await town.sql`ALTER TABLE journal_entries DISABLE TRIGGER append_only`
    await town.sql`UPDATE journal_entries SET expires_on = '2026-11-23' WHERE owner_id = ${hana.id} AND kind = 'small_store'`
    await town.sql`UPDATE pockets SET expires_on = '2026-11-23' WHERE customer_id = ${hana.id} AND kind = 'small_store'`
    town.clock.goTo('2026-11-24T00:00:00+09:00')

    const usableBefore = (await hana.get<{ balance: string }>('/api/me').catch(() => null))?.body.balance
    await Promise.all([expireVouchers(town.ctx), expireVouchers(town.ctx)])
    await expireVouchers(town.ctx)

    const entries = await town.sql`SELECT ledger, amount, kind FROM journal_entries WHERE cause = 'expiry' AND journal_id IN (SELECT journal_id FROM journal_entries WHERE owner_id = ${hana.id}) ORDER BY seq`
    expect(entries).toEqual([{ ledger: 'wallet', amount: '-300', kind: 'small_store' }, { ledger: 'expired', amount: '300', kind: null }])
    expect(await town.sql`SELECT balance FROM wallets WHERE customer_id = ${hana.id}`).toEqual([{ balance: '700' }])
    expect(usableBefore === undefined || usableBefore === '700').toBe(true)
  })
})

describe('the preview of a payment', () => {
  test('says who is paid, what is used and what is left, and moves nothing', async () => {
    town.clock.goTo('2026-11-24T12:00:00+09:00')
    const hana = await town.customer({ balance: yen(9_000), smallStoreBalance: yen(500) })

    const { status, body } = await previews(hana, { poster: greengrocer.posterToken, amount: '1280' })

    expect(status).toBe(200)
    expect(body).toEqual({
      store: { storeCode: greengrocer.number, name: greengrocer.name, area: 'あおば市本町', accepting: true }, hasPhoto: false, amount: '1280',
      uses: [{ kind: 'small_store', amount: '500' }, { kind: 'common', amount: '780' }], balanceAfter: '8220', again: null, large: false,
    })
    expect(await town.sql`SELECT balance FROM wallets WHERE customer_id = ${hana.id}`).toEqual([{ balance: '9500' }])
  })

  test('says whether there is a photo of the store, which customers may look at', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
    await town.sql`INSERT INTO store_photos (store_id, media_kind, bytes, taken_on) SELECT id, 'image/png', decode('89504e47', 'hex'), '2026-11-01' FROM stores WHERE number = ${bakery.number}`

    expect((await previews(hana, { storeCode: bakery.number, amount: '650' })).body.hasPhoto).toBe(true)
    const photo = await hana.get(`/api/stores/photos/${bakery.number}`)
    expect([photo.status, photo.headers['content-type']]).toEqual([200, 'image/png'])
    expect((await hana.get(`/api/stores/photos/${mall.number}`)).status).toBe(404)
  })

  test('asks again for the same store and amount within three minutes, and not after', async () => {
    const hana = await town.customer({ balance: yen(9_000) })
    await hana.pays(greengrocer, yen(650))
    town.clock.forward({ seconds: 130 })

    expect((await previews(hana, { storeCode: greengrocer.number, amount: '650' })).body.again).toEqual({ minutesAgo: 2 })
    expect((await previews(hana, { storeCode: greengrocer.number, amount: '651' })).body.again).toBeNull()
    expect((await previews(hana, { storeCode: mall.number, amount: '650' })).body.again).toBeNull()
    town.clock.forward({ seconds: 51 })
    expect((await previews(hana, { storeCode: greengrocer.number, amount: '650' })).body.again).toBeNull()
  })

  test('refuses what paying would refuse, in the same words', async () => {
    const hana = await town.customer({ balance: yen(20_000), smallStoreBalance: yen(20_000) })
    const token = (await asksFor((await town.store()).owner, '100')).body.request.token
    const asked = [
      { storeCode: greengrocer.number, amount: '30001' }, { storeCode: mall.number, amount: '25000' }, { storeCode: '999999', amount: '1' },
      { poster: 'forged.1.aaaaaaaaaaaaaaaa', amount: '1' }, { requestToken: 'never-was-one' }, { requestToken: token, amount: '1' }, {},
    ]

    for (const body of asked) {
      const [preview, paying] = [await previews(hana, body), await hana.post<ErrorSeen>('/api/payments', body, { 'idempotency-key': randomUUID() })]
      expect([preview.status, preview.body.error.reason, preview.body.error.message]).toEqual([paying.status, paying.body.error.reason, paying.body.error.message])
    }
    expect((await previews(hana, { requestToken: token })).body).toMatchObject({ amount: '100' })
  })
})
