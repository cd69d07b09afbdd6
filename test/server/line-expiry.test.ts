import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { tellOfExpiry } from '../../server/payments/expiry/tell-of-expiry.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { openTown, type Town } from '../support/town.ts'
import { mustPay } from './cases-acts.ts'

let town: Town
let hana: CustomerInTown
let ken: CustomerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(3_000), smallStoreBalance: yen(200) })
  ken = await town.customer({ balance: yen(500) })
})
afterAll(() => town.close())

const reminders = (customer: CustomerInTown) => customer.chat.all().filter((text) => text.includes('で期限です'))
const at = async (moment: string) => {
  town.clock.goTo(moment)
  await Promise.all([tellOfExpiry(town.ctx), tellOfExpiry(town.ctx)])
  await town.settles()
  town.clock.forward({ minutes: 2 })
  await town.settles()
}

test('vouchers that are about to expire are told 30, 7 and 1 days before, by day, once each, to whoever still has some', async () => {
  // The last day is 31 January.
  await at('2026-12-31T12:00:00+09:00')
  expect(reminders(hana)).toEqual([])
  await at('2027-01-01T08:50:00+09:00')
  expect(reminders(hana)).toEqual([])
  await at('2027-01-01T09:00:00+09:00')
  await at('2027-01-02T12:00:00+09:00')
  expect(reminders(hana)).toHaveLength(1)
  expect(reminders(hana)[0]).toContain('あと30日で期限です')
  expect(reminders(hana)[0]).toContain('使える金額 ¥3,200')
  expect(reminders(hana)[0]).toContain('2027年1月31日(日)まで')
  expect(reminders(ken)).toHaveLength(1)

  const store = await town.store()
  await mustPay(ken, store, 500)
  // Nobody swept for a day: the reminder says what is really left, and comes once.
  await at('2027-01-25T10:00:00+09:00')
  await at('2027-01-26T10:00:00+09:00')
  expect(reminders(hana).slice(1).map((text) => /あと\d+日/.exec(text)?.[0])).toEqual(['あと6日'])
  await at('2027-01-29T20:00:00+09:00')
  await at('2027-01-30T20:30:00+09:00')
  expect(reminders(hana)).toHaveLength(2)
  await at('2027-01-30T19:59:00+09:00')
  await at('2027-01-31T10:00:00+09:00')
  expect(reminders(hana).at(-1)).toContain('あと1日で期限です')
  expect(reminders(hana)).toHaveLength(3)
  expect(reminders(ken)).toHaveLength(1)

  const { body } = await hana.get<{ items: { kind: string; title: string }[] }>('/api/notices')
  expect(body.items.filter(({ kind }) => kind === 'F21').map(({ title }) => title)).toEqual(['あと1日で期限です', 'あと6日で期限です', 'あと30日で期限です'])
})

test('a round that died goes on where it was, and every round is over', async () => {
  expect(await town.sql`SELECT days_before, finished_at IS NOT NULL AS over FROM expiry_rounds ORDER BY days_before`).toEqual([
    { days_before: 1, over: true }, { days_before: 7, over: true }, { days_before: 30, over: true },
  ])
  const late = await town.customer({ balance: yen(700) })
  town.clock.goTo('2027-01-30T15:00:00+09:00')
  // As the dead worker left it: it had told hana.
  await town.sql`UPDATE expiry_rounds SET finished_at = NULL, "after" = ${hana.id} WHERE days_before = 1`
  await town.settles()
  expect(reminders(hana)).toHaveLength(3)
  expect(reminders(late)).toHaveLength(late.id > hana.id ? 1 : 0)
})
