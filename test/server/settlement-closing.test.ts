import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import { closePeriods } from '../../server/payments/settlement/close-periods.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { booksBack, brokenPromises, givesBankDetails, paysOn } from './settlement-acts.ts'

let town: Town
let hana: CustomerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(100_000) })
})
afterAll(() => town.close())

interface Row {
  number: string
  period_from: string
  period_to: string
  pay_on: string
  payment_count: number
  gross: string
  voided: string
  refunded: string
  carried_in: string
  payable: string
  carried_out: string
}
const settlementsOf = (store: StoreInTown) => town.sql<Row>`
  SELECT number, period_from::text, period_to::text, pay_on::text, payment_count, gross, voided, refunded, carried_in, payable, carried_out FROM settlements
  WHERE store_id = ${store.id} ORDER BY period_to`
const nightAfter = (day: string) => town.clock.goTo(`${day}T02:00:00+09:00`)

test('a period is settled in the night after its last day, with what was voided and refunded in it, and is paid on its pay day', async () => {
  const store = await town.store()
  await paysOn(town, '2026-11-24', hana, store, 3_000)
  await paysOn(town, '2026-11-30', hana, store, 2_000)
  await booksBack(town, store, 500, 'void')
  nightAfter('2026-11-30')
  await closePeriods(town.ctx)
  expect(await settlementsOf(store)).toEqual([])

  nightAfter('2026-12-01')
  await town.settles()

  expect(await settlementsOf(store)).toEqual([
    { number: `${store.code}-20261130`, period_from: '2026-11-16', period_to: '2026-11-30', pay_on: '2026-12-15', payment_count: 2, gross: '5000', voided: '500', refunded: '0', carried_in: '0', payable: '4500', carried_out: '0' },
  ])
  expect(await town.sql`SELECT d.day::text, d.gross FROM settlement_days d JOIN settlements s ON s.id = d.settlement_id WHERE s.store_id = ${store.id} ORDER BY d.day`).toEqual([
    { day: '2026-11-24', gross: '3000' }, { day: '2026-11-30', gross: '2000' },
  ])
  expect(await brokenPromises(town)).toEqual([])
})

test('what the store voided and the whole of the books agree with the settlement', async () => {
  town.clock.goTo('2026-12-01T12:00:00+09:00')
  const store = await town.store()
  await paysOn(town, '2026-12-01', hana, store, 2_000)
  const mistyped = await paysOn(town, '2026-12-01', hana, store, 1_500)
  expect(await store.owner.post(`/api/store/payments/${mistyped.id}/void`, { reason: 'mistyped' })).toMatchObject({ status: 200 })

  nightAfter('2026-12-16')
  await town.settles()

  expect(await settlementsOf(store)).toMatchObject([{ period_to: '2026-12-15', payment_count: 2, gross: '3500', voided: '1500', payable: '2000' }])
  // The entries that other tests of this file wrote by hand have no payment; nothing else is amiss.
  const broken = (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)
  expect(broken.filter((name) => !byHand.has(name))).toEqual([])
})

/** What money back that was booked by hand makes look wrong. */
const byHand = new Set(['stores-get-what-was-paid', 'payments-are-screened', 'receipts-are-told'])

test('closing twice, or by two workers at once, settles once', async () => {
  const store = await town.store()
  await paysOn(town, '2026-12-02', hana, store, 1_000)
  nightAfter('2026-12-16')

  await Promise.all([closePeriods(town.ctx), closePeriods(town.ctx)])
  await closePeriods(town.ctx)

  expect(await settlementsOf(store)).toMatchObject([{ period_to: '2026-12-15', payable: '1000' }])
})

test('nights that were missed are caught up with, period by period', async () => {
  const store = await town.store()
  await paysOn(town, '2026-12-17', hana, store, 100)
  await paysOn(town, '2027-01-10', hana, store, 200)
  await paysOn(town, '2027-01-20', hana, store, 400)

  nightAfter('2027-02-20')
  await town.settles()

  expect((await settlementsOf(store)).map((row) => [row.period_from, row.period_to, row.pay_on, row.payable])).toEqual([
    ['2026-12-16', '2026-12-31', '2027-01-15', '100'],
    ['2027-01-01', '2027-01-15', '2027-02-01', '200'],
    ['2027-01-16', '2027-01-31', '2027-02-15', '400'],
  ])
})

test('what went back later belongs to the period in which it went back, and what is below zero is carried over until it is earned', async () => {
  town.clock.goTo('2026-03-01T12:00:00+09:00')
  const store = await town.store()
  const ichiro = await town.customer({ balance: yen(50_000) })
  await paysOn(town, '2026-03-02', ichiro, store, 3_000)
  nightAfter('2026-03-16')
  await closePeriods(town.ctx)
  await booksBack(town, store, 2_500, 'refund')
  await paysOn(town, '2026-03-20', ichiro, store, 1_000)
  nightAfter('2026-04-01')
  await closePeriods(town.ctx)
  await paysOn(town, '2026-04-05', ichiro, store, 4_000)
  nightAfter('2026-04-16')
  await closePeriods(town.ctx)

  expect(await settlementsOf(store)).toMatchObject([
    { period_to: '2026-03-15', gross: '3000', payable: '3000', carried_out: '0' },
    { period_to: '2026-03-31', gross: '1000', refunded: '2500', payable: '0', carried_out: '-1500' },
    { period_to: '2026-04-15', gross: '4000', carried_in: '-1500', payable: '2500', carried_out: '0' },
  ])
  expect(await brokenPromises(town)).toEqual([])
})

test('a payment that commits after its period was closed is settled with the next one', async () => {
  town.clock.goTo('2026-05-01T12:00:00+09:00')
  const store = await town.store()
  const payer = await town.customer({ balance: yen(5_000) })
  await paysOn(town, '2026-05-03', payer, store, 1_000)
  nightAfter('2026-05-16')
  await closePeriods(town.ctx)
  town.clock.goTo('2026-05-15T23:59:59+09:00')
  await booksBack(town, store, 100, 'void')
  await paysOn(town, '2026-05-18', payer, store, 300)

  nightAfter('2026-06-01')
  await closePeriods(town.ctx)

  expect(await settlementsOf(store)).toMatchObject([{ period_to: '2026-05-15', payable: '1000' }, { period_to: '2026-05-31', voided: '100', gross: '300', payable: '200' }])
  expect(await brokenPromises(town)).toEqual([])
})

test('a store with a monthly plan is settled once a month', async () => {
  town.clock.goTo('2026-07-01T12:00:00+09:00')
  const store = await town.store()
  const payer = await town.customer({ balance: yen(5_000) })
  await givesBankDetails(town, store, 'once_a_month')
  await paysOn(town, '2026-07-03', payer, store, 1_000)
  await paysOn(town, '2026-07-20', payer, store, 500)
  nightAfter('2026-07-16')

  await closePeriods(town.ctx)
  expect(await settlementsOf(store)).toEqual([])
  nightAfter('2026-08-01')
  await closePeriods(town.ctx)

  expect(await settlementsOf(store)).toMatchObject([{ period_from: '2026-07-01', period_to: '2026-07-31', pay_on: '2026-08-17', payable: '1500' }])
})

test('a settlement is never changed, and an entry is never in two', async () => {
  const [one] = await town.sql<{ id: string }>`SELECT id FROM settlements LIMIT 1`
  const [line] = await town.sql<{ journal_id: string; seq: number }>`SELECT journal_id, seq FROM settlement_lines LIMIT 1`

  await expect(town.sql`UPDATE settlements SET payable = 1 WHERE id = ${one?.id}`).rejects.toThrow('settlements is append only')
  await expect(town.sql`DELETE FROM settlement_lines WHERE journal_id = ${line?.journal_id}`).rejects.toThrow('settlement_lines is append only')
  await expect(town.sql`INSERT INTO settlement_lines (journal_id, seq, settlement_id, cause, amount) VALUES (${line?.journal_id}, ${line?.seq}, ${one?.id}, 'payment', 1)`).rejects.toThrow('duplicate key')
})
