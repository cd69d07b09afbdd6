import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { yen } from '../../server/core/yen.ts'
import type { receipt as receiptShape } from '../../server/payments/contract.ts'
import type { StorePaymentSeen } from '../../server/payments/refunds/contract.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, suspicion } from './cases-acts.ts'
import { balanceOf, brokenPromises, hired, paidAt, proposesRefund, voids } from './money-back-acts.ts'
import { stopPayments } from './payments-acts.ts'

let town: Town
let store: StoreInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
})
afterAll(async () => {
  expect(await brokenPromises(town)).toEqual([])
  await town.close()
})

const today = async () => (await store.owner.get<{ count: number; total: string }>(`/api/store/today?storeId=${store.id}`)).body
const seen = async (paymentId: string, by = store.owner) => (await by.get<StorePaymentSeen>(`/api/store/payments/${paymentId}`)).body

describe('取消', () => {
  test('a manager voids a payment of the day: the money is back, the store’s total is smaller, the customer is told', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const manager = await hired(town, store, 'manager')
    const before = await today()
    const payment = await paidAt(hana, store, 1_280)
    await town.settles()

    expect(await voids(manager, payment.id, 'returned')).toBe('voided')

    await town.settles()
    expect(await balanceOf(hana)).toBe('5000')
    expect(await today()).toMatchObject({ count: before.count, total: before.total })
    expect(hana.chat.last()).toContain('お支払いが取り消されました ¥1,280')
    expect(hana.chat.last()).toContain(`（照合番号 ${payment.matchNumber}）`)
    expect(hana.chat.last()).toContain('残り ¥5,000')
    const { body: receipt } = await hana.get<z.infer<typeof receiptShape>>(`/api/payments/${payment.id}`)
    expect(receipt.payment.state).toBe('voided')
    expect(receipt.returned).toEqual([expect.objectContaining({ kind: 'void', amount: '1280' })])
    expect(await seen(payment.id)).toMatchObject({ voidable: false, whyNot: { reason: 'already-voided' }, payment: { refunded: '1280' }, returned: [{ kind: 'void', reason: 'returned', by: 'managerさん' }] })
    expect(await town.sql`SELECT action, actor_kind FROM audit_entries WHERE object_id = ${payment.id}`).toEqual([{ action: 'payment.void', actor_kind: 'staff' }])
  })

  test('it goes back into the vouchers it was paid with, and does not count for the day’s limit any more', async () => {
    const hana = await town.customer({ balance: yen(60_000) })
    await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, (tx) => tx.$queryRaw`SELECT credit_top_up(${hana.id}::uuid, 100, 500, 'test', ${hana.id}, now(), now(), '2027-01-31')`)
    const first = await paidAt(hana, store, 30_000)
    expect(await hana.pays(store, yen(30_000))).toMatchObject({ reason: 'day-limit' })
    const pockets = () => town.sql`SELECT kind, amount FROM pockets WHERE customer_id = ${hana.id} ORDER BY kind`
    expect(await pockets()).toEqual([{ kind: 'common', amount: '30600' }, { kind: 'small_store', amount: '0' }])

    expect(await voids(store.owner, first.id)).toBe('voided')

    expect(await pockets()).toEqual([{ kind: 'common', amount: '60100' }, { kind: 'small_store', amount: '500' }])
    expect(await hana.pays(store, yen(30_000))).toMatchObject({ ok: true })
  })

  test('clerks, other stores and customers cannot; a clerk reads who can', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const clerk = await hired(town, store, 'clerk')
    const other = await town.store({ name: '田中電器' })
    const payment = await paidAt(hana, store, 700)

    expect(await voids(clerk, payment.id)).toBe('void-managers-only')
    expect(await voids(other.owner, payment.id)).toBe('not-found')
    expect(await voids(hana, payment.id)).toBe('not-your-role')
    const { body } = await clerk.get<StorePaymentSeen>(`/api/store/payments/${payment.id}`)
    expect(body).toMatchObject({ voidable: false, whyNot: { reason: 'void-managers-only', ja: '取消は店長・オーナーだけができます。' } })
    expect((await other.owner.get(`/api/store/payments/${payment.id}`)).status).toBe(404)
    expect(await balanceOf(hana)).toBe('4300')
  })

  test('a manager who was made a clerk a moment ago cannot, whatever the session still says', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const manager = await hired(town, store, 'manager')
    const payment = await paidAt(hana, store, 700)
    await town.sql`UPDATE staff SET role = 'clerk' WHERE id = ${manager.id}`

    const told = await town.ctx.db.atomically({ kind: 'staff', staffId: manager.id, role: 'manager', storeIds: [store.id] }, (tx) =>
      tx.$queryRaw<{ outcome: string }[]>`SELECT outcome FROM void_payment(${payment.id}::uuid, 'other', ${town.clock.now()}::timestamptz)`)

    expect(told).toEqual([{ outcome: 'void-managers-only' }])
  })

  test('not while a case is open or the payer is stopped, and the store is not told which', async () => {
    const suspected = await suspicion(town)
    const [inCase] = await town.sql<{ payment_id: string }>`SELECT payment_id FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${suspected.caseId} AND p.store_id = ${suspected.bakery.id}`
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 700)
    await stopPayments(town, hana.id)

    expect(await voids(suspected.bakery.owner, inCase!.payment_id)).toBe('void-not-now')
    expect(await voids(store.owner, payment.id)).toBe('void-not-now')
    expect((await seen(payment.id)).whyNot?.ja).toBe('このお支払いは、いま取り消せません。事務局へご連絡ください。')
  })

  test('whoever stopped their own payments still gets money back', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 700)
    await town.sql`UPDATE wallets SET standing = 'self_stopped' WHERE customer_id = ${hana.id}`

    expect(await voids(store.owner, payment.id)).toBe('voided')
  })

  test('a nonsense reason is sent back, and a payment that does not exist is not found', async () => {
    expect(await voids(store.owner, '00000000-0000-7000-8000-000000000000')).toBe('not-found')
    expect(await voids(store.owner, '00000000-0000-7000-8000-000000000000', 'because')).toBe('invalid-input')
  })
})

test('a second void changes nothing and says what happened', async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  const payment = await paidAt(hana, store, 700)
  await voids(store.owner, payment.id)

  const { status, body } = await store.owner.post<{ error: { reason: string; message: string; facts: object } }>(`/api/store/payments/${payment.id}/void`, { reason: 'double' })

  expect([status, body.error]).toMatchObject([409, { reason: 'already-voided', message: 'すでに取り消されています。', facts: { amount: '¥700', time: '14:00' } }])
  expect(await balanceOf(hana)).toBe('5000')
})

describe('races', () => {
  test('two voids at the same moment give the money back once', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const manager = await hired(town, store, 'manager')
    const payment = await paidAt(hana, store, 1_000)

    const outcomes = await Promise.all([voids(store.owner, payment.id), voids(manager, payment.id), voids(store.owner, payment.id)])

    expect(outcomes.sort()).toEqual(['already-voided', 'already-voided', 'voided'])
    await town.settles()
    expect(await balanceOf(hana)).toBe('5000')
    expect(hana.chat.all().filter((text) => text.includes('取り消されました'))).toHaveLength(1)
  })

  test('a void and payments of the same customer at the same moment leave the right balance', async () => {
    const hana = await town.customer({ balance: yen(2_000) })
    const phone = await hana.otherDevice()
    const payment = await paidAt(hana, store, 1_500)

    const [voided, paid, small] = await Promise.all([voids(store.owner, payment.id), hana.pays(store, yen(1_800)), hana.pays(store, yen(100), { from: phone })])

    expect(voided).toBe('voided')
    expect(small.ok).toBe(true)
    expect(await balanceOf(hana)).toBe(paid.ok ? '100' : '1900')
    expect(await brokenPromises(town)).toEqual([])
  })

  test('a void and a case that opens at the same moment: neither waits for the other in a circle', async () => {
    const [sato] = await town.officers('佐藤')
    const suspected = await suspicion(town)
    const fresh = await paidAt(suspected.customer, suspected.bakery, 300)

    const [outcome] = await Promise.all([voids(suspected.bakery.owner, fresh.id), town.settles(), act(sato, suspected.caseId, 'freeze-provisionally', { reason: '確認のため' })])

    expect(['voided', 'void-not-now']).toContain(outcome)
  })
})

test('from the next day on it is the secretariat’s', async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  const manager = await hired(town, store, 'manager')
  const payment = await paidAt(hana, store, 900)
  town.clock.forward({ hours: 24 })
  const tomorrow = await manager.signsInAgain()

  expect(await voids(tomorrow, payment.id)).toBe('void-day-passed')
  expect((await tomorrow.get<StorePaymentSeen>(`/api/store/payments/${payment.id}`)).body.whyNot?.ja).toBe('取消は当日中（23:59まで）です。翌日からは事務局へご連絡ください。')
  const [sato] = await town.officers('佐藤')
  expect(await proposesRefund(sato, payment.id, 900)).toMatch(/^[0-9a-f-]{36}$/)
})
