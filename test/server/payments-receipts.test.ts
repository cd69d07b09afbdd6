import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { jobHandlers } from '../../server/jobs.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const work = async (queue: string, payload: unknown) => jobHandlers.find((handler) => handler.queue === queue)!.run(town.ctx, payload)

describe('after a payment', () => {
  test('the customer has a receipt in the chat and among the notices', async () => {
    const hana = await town.customer({ balance: yen(13_000) })
    const store = await town.store({ name: 'みどり青果店' })
    const paid = await hana.pays(store, yen(1_280))
    await town.settles()

    const match = paid.ok ? paid.value.matchNumber : ''
    for (const words of ['お支払いが完了しました', '¥1,280', 'みどり青果店', '2026年11月23日(月) 14:00', `照合番号 ${match}`, '残り ¥11,720']) expect(hana.chat.last()).toContain(words)
    const { body } = await hana.get<{ items: { title: string; path: string; read: boolean }[] }>('/api/notices')
    expect(body.items[0]).toMatchObject({ title: '領収 ¥1,280', path: `/payments/${paid.ok ? paid.value.id : ''}`, read: false })
  })

  test('the store’s staff are told from ¥10,000 on; the list has all of them', async () => {
    const hana = await town.customer({ balance: yen(50_000) })
    const store = await town.store()
    const heard = store.owner.chat.all().length
    await hana.pays(store, yen(9_999))
    await town.settles()
    expect(store.owner.chat.all()).toHaveLength(heard)

    const paid = await hana.pays(store, yen(10_000))
    await town.settles()

    const told = store.owner.chat.all().filter((text) => text.includes('受け取りました'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`¥10,000 受け取りました（${paid.ok ? paid.value.matchNumber : ''}）`)
    expect(told[0]).not.toContain('¥40,000')
    expect(await store.seesPayments()).toHaveLength(2)
  })

  test('staff who have left are told nothing', async () => {
    const hana = await town.customer({ balance: yen(20_000) })
    const store = await town.store()
    await town.sql`UPDATE staff SET employment = 'stopped' WHERE id = ${store.owner.id}`
    const heard = store.owner.chat.all().length

    await hana.pays(store, yen(12_000))
    await town.settles()

    expect(store.owner.chat.all()).toHaveLength(heard)
  })

  test('every job may run twice, and each receipt is said once', async () => {
    const hana = await town.customer({ balance: yen(20_000) })
    const store = await town.store()
    const paid = await hana.pays(store, yen(15_000))
    const paymentIds = [paid.ok ? paid.value.id : '']
    await town.settles()

    await work('after-payments', { paymentIds })
    await work('send-receipts', { paymentIds })
    await Promise.all([work('send-receipts', { paymentIds }), work('send-receipts', { paymentIds })])
    await town.settles()

    expect(hana.chat.all().filter((text) => text.includes('お支払いが完了しました'))).toHaveLength(1)
    expect(store.owner.chat.all().filter((text) => text.includes('受け取りました'))).toHaveLength(1)
    expect(await town.sql`SELECT FROM screenings WHERE payment_id = ${paymentIds[0]}`).toHaveLength(1)
  })

  test('a refused payment is followed by nothing', async () => {
    const hana = await town.customer({ balance: yen(100) })
    const store = await town.store()
    const heard = hana.chat.all().length

    await hana.pays(store, yen(500))
    await town.settles()

    expect(hana.chat.all()).toHaveLength(heard)
  })
})
