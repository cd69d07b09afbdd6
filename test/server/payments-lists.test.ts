import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { markOf } from '../../server/payments/payment.ts'
import type { Day } from '../../server/core/time.ts'
import type { Payment, StorePayment } from '../../server/payments/contract.ts'
import type { Browser } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

interface List<Item> {
  items: Item[]
  nextCursor: string | null
}

async function everyPage<Item>(who: Browser, url: string, limit: number): Promise<Item[][]> {
  const pages: Item[][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { body } = await who.get<List<Item>>(`${url}${url.includes('?') ? '&' : '?'}limit=${limit}${at}`)
    pages.push(body.items)
    cursor = body.nextCursor
  }
  return pages
}

describe('a list of payments', () => {
  test('runs from the newest to the oldest, and pages neither repeat nor miss one, also of one moment', async () => {
    const hana = await town.customer({ balance: yen(10_000) })
    const store = await town.store()
    for (let paid = 1; paid <= 7; paid += 1) {
      await hana.pays(store, yen(paid))
      if (paid % 3 === 0) town.clock.forward({ seconds: 5 })
    }

    const own = await everyPage<Payment>(hana, '/api/payments', 2)
    const stores = await everyPage<StorePayment>(store.owner, '/api/store/payments', 3)

    expect(own.map((page) => page.length)).toEqual([2, 2, 2, 1])
    const all = own.flat()
    expect(new Set(all.map(({ id }) => id)).size).toBe(7)
    expect(all.map(({ paidAt, id }) => `${paidAt} ${id}`)).toEqual([...all].map(({ paidAt, id }) => `${paidAt} ${id}`).sort().reverse())
    expect(stores.flat().map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })

  test('goes on where it was although new payments have come in', async () => {
    const hana = await town.customer({ balance: yen(10_000) })
    const store = await town.store()
    for (const amount of [1, 2, 3]) {
      await hana.pays(store, yen(amount))
      town.clock.forward({ seconds: 1 })
    }
    const first = await hana.get<List<Payment>>('/api/payments?limit=2')
    await hana.pays(store, yen(4))

    const second = await hana.get<List<Payment>>(`/api/payments?limit=2&cursor=${first.body.nextCursor}`)

    expect([...first.body.items, ...second.body.items].map(({ amount }) => amount)).toEqual(['3', '2', '1'])
  })

  test('answers 400 to a cursor or a length that is none of ours', async () => {
    const hana = await town.customer()
    for (const query of ['cursor=abc', 'cursor=', "cursor=' OR 1=1", 'limit=0', 'limit=101', 'limit=-1', 'limit=1.5', 'limit=all', `cursor=${'x'.repeat(200)}`]) {
      expect([query, (await hana.get(`/api/payments?${query}`)).status]).toEqual([query, 400])
    }
  })
})

describe('a customer', () => {
  test('sees their own payments and receipts and nobody else’s', async () => {
    const [hana, ken] = [await town.customer({ balance: yen(1_000) }), await town.customer({ balance: yen(1_000) })]
    const store = await town.store({ name: '喫茶あかり' })
    const paid = await hana.pays(store, yen(650))
    const id = paid.ok ? paid.value.id : ''

    expect((await hana.get(`/api/payments/${id}`)).body).toEqual({ payment: paid.ok ? paid.value : null, store: { name: '喫茶あかり', phone: '022-000-0000', area: 'あおば市本町' }, returned: [] })
    expect((await ken.get<List<Payment>>('/api/payments')).body).toEqual({ items: [], nextCursor: null })
    expect((await ken.get(`/api/payments/${id}`)).status).toBe(404)
    expect((await ken.get('/api/payments/00000000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await ken.get('/api/payments/not-an-id')).status).toBe(400)
  })

  test('sees no store’s and no office’s list', async () => {
    const hana = await town.customer()
    expect((await hana.get('/api/store/payments')).status).toBe(403)
    expect((await hana.get('/api/secretariat/payments')).status).toBe(403)
    expect((await town.stranger().get('/api/payments')).status).toBe(401)
  })
})

describe('a store', () => {
  test('sees what came in and never who paid', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const store = await town.store()
    const paid = await hana.pays(store, yen(120))

    const [seen] = await store.seesPayments()

    const { balanceAfter: _balance, storeName: _name, uses: _kinds, ...told } = paid.ok ? paid.value : ({} as Payment)
    expect(seen).toEqual({ ...told, refunded: '0' })
  })

  test('finds a payment by day and 照合番号', async () => {
    town.clock.goTo('2026-11-23T23:58:00+09:00')
    const hana = await town.customer({ balance: yen(1_000) })
    const store = await town.store()
    const before = await hana.pays(store, yen(1))
    town.clock.goTo('2026-11-24T00:01:00+09:00')
    const after = await hana.pays(store, yen(2))
    const listed = async (query: string) => (await store.owner.get<List<StorePayment>>(`/api/store/payments?${query}`)).body.items.map(({ amount }) => amount)

    expect(await listed('day=2026-11-23')).toEqual(['1'])
    expect(await listed('day=2026-11-24')).toEqual(['2'])
    expect(await listed(`match=${before.ok ? before.value.matchNumber : ''}&day=2026-11-23`)).toEqual(['1'])
    expect(after.ok).toBe(true)
    expect((await store.owner.get('/api/store/payments?day=2026-02-30')).status).toBe(400)
    expect((await store.owner.get('/api/store/payments?match=12')).status).toBe(400)
    town.clock.goTo('2026-11-23T14:00:00+09:00')
  })

  test('finds a number without its day among the last three months, and an older one with its day', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const store = await town.store()
    const old = await hana.pays(store, yen(7))
    const match = old.ok ? old.value.matchNumber : ''
    const found = async (query: string) => (await store.owner.get<List<StorePayment>>(`/api/store/payments?match=${match}${query}`)).body.items.map(({ amount }) => amount)

    expect(await found('')).toEqual(['7'])
    await town.sql`UPDATE payments SET paid_at = paid_at - interval '95 days', paid_on = paid_on - 95 WHERE store_id = ${store.id}`
    expect(await found('')).toEqual([])
    expect(await found('&day=2026-08-20')).toEqual(['7'])
  })

  test('of several: their owner pages through all of them in one list, newest first', async () => {
    const hana = await town.customer({ balance: yen(10_000) })
    const [bakery, florist, theirs] = [await town.store(), await town.store(), await town.store()]
    await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${bakery.owner.id}, ${florist.id})`
    const paid: string[] = []
    for (const [place, store] of [bakery, florist, theirs, florist, florist, bakery, theirs, bakery].entries()) {
      const one = await hana.pays(store, yen(100 + place))
      if (store !== theirs) paid.unshift(one.ok ? one.value.amount : '')
      if (place % 3 === 0) town.clock.forward({ seconds: 5 })
    }
    const listed = async (query: string) => (await bakery.owner.get<List<StorePayment>>(`/api/store/payments${query}`)).body.items

    const pages = await everyPage<StorePayment>(bakery.owner, '/api/store/payments', 2)
    expect(pages.flat().map(({ amount }) => amount).sort()).toEqual([...paid].sort())
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2])
    const times = pages.flat().map(({ paidAt, id }) => `${paidAt} ${id}`)
    expect(times).toEqual([...times].sort().reverse())
    const [first] = pages.flat()
    expect((await listed(`?match=${first?.matchNumber ?? ''}&day=2026-11-23`)).map(({ id }) => id)).toContain(first?.id)
    expect((await listed(`?match=${first?.matchNumber ?? ''}`)).map(({ id }) => id)).toContain(first?.id)
    expect(await listed('?day=2026-11-22')).toEqual([])
    expect((await listed(`?storeId=${florist.id}`)).map(({ storeCode }) => storeCode)).toEqual([florist.number, florist.number, florist.number])
  })

  test('does not see another store’s payments, not even by its id', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const [mine, theirs] = [await town.store(), await town.store()]
    await hana.pays(theirs, yen(100))

    expect(await mine.seesPayments()).toEqual([])
    expect((await mine.owner.get(`/api/store/payments?storeId=${theirs.id}`)).status).toBe(404)
    expect((await mine.owner.get(`/api/store/today?storeId=${theirs.id}`)).status).toBe(404)
    expect((await theirs.owner.get<List<StorePayment>>(`/api/store/payments?storeId=${theirs.id}`)).body.items).toHaveLength(1)
  })

  test('has today’s count, total and mark on top', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const store = await town.store()
    expect((await store.owner.get('/api/store/today')).body).toEqual({ day: '2026-11-23', count: 0, total: '0', mark: markOf('2026-11-23' as Day) })
    await hana.pays(store, yen(1_280))
    await hana.pays(store, yen(650))

    expect((await store.owner.get('/api/store/today')).body).toMatchObject({ count: 2, total: '1930' })
  })
})

describe('the secretariat', () => {
  test('sees every payment by codes, and the case it belongs to', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const store = await town.store()
    const [sato] = await town.officers('Sato')
    await hana.pays(store, yen(70))
    const listed = async (query: string) => (await sato.get<List<StorePayment & { customerCode: string; caseNumber: string | null }>>(`/api/secretariat/payments?${query}`)).body.items

    expect(await listed(`customerCode=${hana.code}`)).toEqual([expect.objectContaining({ amount: '70', customerCode: hana.code, storeCode: store.number, storeName: store.name, caseNumber: null })])
    expect(await listed(`storeCode=${store.number}`)).toHaveLength(1)
    expect(await listed(`storeCode=${store.code}`)).toHaveLength(1)
    expect(await listed('storeCode=S-NONE')).toEqual([])
    expect(JSON.stringify(await listed('limit=100'))).not.toContain('山田')
    expect((await sato.get('/api/payments')).status).toBe(403)
  })
})
