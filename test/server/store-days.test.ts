import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { StorePayment } from '../../server/payments/contract.ts'
import type { StoreDay } from '../../server/payments/store-days/contract.ts'
import type { Browser } from '../support/person.ts'
import { staffOf } from '../support/staff.ts'
import { openTown, type Town } from '../support/town.ts'
import { asksFor, paysRequest } from './ways-to-pay/till-acts.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())
beforeEach(() => town.clock.goTo('2026-11-23T14:00:00+09:00'))

const daysOf = async (who: Browser, query: string) => (await who.get<{ items: StoreDay[] }>(`/api/store/days?${query}`)).body.items
const found = async (who: Browser, query: string) => (await who.get<{ items: StorePayment[] }>(`/api/store/payments?${query}`)).body.items.map(({ amount }) => amount)

/** A voided payment as the store's void leaves it, written by the owner of the database. */
async function voids(amount: bigint): Promise<void> {
  await town.sql`UPDATE payments SET state = 'voided', refunded_total = amount WHERE amount = ${amount}`
}

describe('the days of a store', () => {
  test('say for each Japan day how many payments came in, for how much, what went back and what is left', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
    town.clock.goTo('2026-11-22T23:59:30+09:00')
    await hana.pays(bakery, yen(1_111))
    town.clock.goTo('2026-11-23T00:00:10+09:00')
    await hana.pays(bakery, yen(2_222))
    await hana.pays(bakery, yen(333))
    await voids(2_222n)

    const days = await daysOf(bakery.owner, 'from=2026-11-01&to=2026-11-23')

    expect(days).toEqual([
      { day: '2026-11-23', count: 2, total: '2555', voided: 1, returned: '2222', net: '333' },
      { day: '2026-11-22', count: 1, total: '1111', voided: 0, returned: '0', net: '1111' },
    ])
  })

  test('leave ¥0 when everything of a day was voided, and are no days at all where nothing came in', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
    await hana.pays(bakery, yen(4_444))
    await voids(4_444n)

    expect(await daysOf(bakery.owner, 'from=2026-11-23&to=2026-11-23')).toMatchObject([{ count: 1, voided: 1, net: '0' }])
    expect(await daysOf(bakery.owner, 'from=2026-10-01&to=2026-10-31')).toEqual([])
  })

  test('of another store are not told, and more than 31 of them not at once', async () => {
    const [mine, theirs] = [await town.store(), await town.store()]

    expect((await mine.owner.get(`/api/store/days?from=2026-11-01&to=2026-11-23&storeId=${theirs.id}`)).status).toBe(404)
    expect((await mine.owner.get('/api/store/days?from=2026-10-01&to=2026-10-31')).status).toBe(200)
    for (const period of ['from=2026-10-01&to=2026-11-01', 'from=2026-11-02&to=2026-11-01', 'from=2026-11-01', 'from=yesterday&to=today']) {
      expect([period, (await mine.owner.get(`/api/store/days?${period}`)).status]).toEqual([period, 400])
    }
  })
})

describe('a store looks for payments', () => {
  test('by state, amount and period, and pages go on within what was looked for', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
    for (const [day, amount] of [[20, 500], [20, 700], [21, 500], [21, 777], [22, 500]] as const) {
      town.clock.goTo(`2026-11-${day}T12:00:00+09:00`)
      await hana.pays(bakery, yen(amount))
    }
    await voids(777n)
    const period = 'from=2026-11-20&to=2026-11-23'

    const first = (await bakery.owner.get<{ items: StorePayment[]; nextCursor: string }>(`/api/store/payments?${period}&amount=500&limit=2`)).body
    const second = await found(bakery.owner, `${period}&amount=500&limit=2&cursor=${first.nextCursor}`)

    expect(first.items.map(({ amount }) => amount)).toEqual(['500', '500'])
    expect(second).toEqual(['500'])
    expect(await found(bakery.owner, `${period}&state=voided`)).toEqual(['777'])
    expect(await found(bakery.owner, `${period}&state=paid&amount=700`)).toEqual(['700'])
    expect((await found(bakery.owner, 'from=2026-11-21&to=2026-11-21')).sort()).toEqual(['500', '777'])
  })

  test('by who asked for it at the till', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
    const clerk = await staffOf(town, 'clerk', bakery)
    const { request } = (await asksFor(clerk, '600')).body
    await paysRequest(hana, request.token)
    await hana.pays(bakery, yen(100))

    const colleagues = (await bakery.owner.get<{ items: { id: string }[] }>('/api/store/colleagues')).body.items.map(({ id }) => id)

    expect(colleagues.sort()).toEqual([bakery.owner.id, clerk.id].sort())
    expect(await found(bakery.owner, `day=2026-11-23&staffId=${clerk.id}`)).toEqual(['600'])
    expect(await found(bakery.owner, `day=2026-11-23&staffId=${bakery.owner.id}`)).toEqual([])
    expect(await daysOf(bakery.owner, `from=2026-11-23&to=2026-11-23&staffId=${clerk.id}`)).toMatchObject([{ count: 1, total: '600' }])
  })

  test('in several stores at once, with the same filters and pages', async () => {
    const [bakery, cafe, hana] = [await town.store(), await town.store(), await town.customer({ balance: yen(9_000) })]
    const [manager, clerk] = [await staffOf(town, 'manager', bakery, cafe), await staffOf(town, 'clerk', bakery, cafe)]
    town.clock.goTo('2026-11-22T12:00:00+09:00')
    for (const store of [bakery, cafe, bakery]) {
      await hana.pays(store, yen(888))
      await hana.pays(store, yen(150))
      town.clock.forward({ seconds: 1 })
    }
    const { request } = (await asksFor(clerk, '160', cafe.id)).body
    await paysRequest(hana, request.token)
    town.clock.goTo('2026-11-23T14:00:00+09:00')
    const period = 'from=2026-11-20&to=2026-11-23'

    const first = (await manager.get<{ items: StorePayment[]; nextCursor: string }>(`/api/store/payments?${period}&amount=888&limit=2`)).body

    expect(first.items.map(({ storeCode }) => storeCode)).toEqual([bakery.number, cafe.number])
    expect(await found(manager, `${period}&amount=888&limit=2&cursor=${first.nextCursor}`)).toEqual(['888'])
    expect(await found(manager, `${period}&staffId=${clerk.id}&state=paid`)).toEqual(['160'])
    expect(await found(manager, `match=${first.items[0]?.matchNumber ?? ''}`)).toEqual(['888'])
    expect(await found(clerk, period)).toEqual(['160'])
    expect(await daysOf(manager, period)).toMatchObject([{ day: '2026-11-22', count: 7, total: '3274' }])
  })

  test('only within days when no index finds it, and never in two periods at once', async () => {
    const bakery = await town.store()
    for (const query of ['state=voided', 'amount=500', `staffId=${bakery.owner.id}`, 'day=2026-11-23&from=2026-11-01&to=2026-11-23', 'from=2026-11-01', 'state=gone&day=2026-11-23', 'amount=-5&day=2026-11-23']) {
      expect([query, (await bakery.owner.get(`/api/store/payments?${query}`)).status]).toEqual([query, 400])
    }
  })
})

test('a clerk sees what they asked for themselves and all of today’s, a manager everything', async () => {
  const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(9_000) })]
  const [clerk, manager] = [await staffOf(town, 'clerk', bakery), await staffOf(town, 'manager', bakery)]
  town.clock.goTo('2026-11-22T12:00:00+09:00')
  const { request } = (await asksFor(clerk, '610')).body
  await paysRequest(hana, request.token)
  town.clock.forward({ seconds: 1 })
  await hana.pays(bakery, yen(120))
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  await hana.pays(bakery, yen(130))

  expect(await found(clerk, '')).toEqual(['130', '610'])
  expect(await found(clerk, 'day=2026-11-22')).toEqual(['610'])
  expect(await daysOf(clerk, 'from=2026-11-22&to=2026-11-23')).toMatchObject([{ day: '2026-11-23', total: '130' }, { day: '2026-11-22', total: '610' }])
  expect((await clerk.get<{ items: { id: string }[] }>('/api/store/colleagues')).body.items.map(({ id }) => id)).toEqual([clerk.id])
  expect(await found(manager, '')).toEqual(['130', '120', '610'])
})
