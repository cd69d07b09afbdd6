import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { tellOfExpiry } from '../../server/payments/expiry/tell-of-expiry.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { textsIn } from '../support/person.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let hana: CustomerInTown
let ken: CustomerInTown
let emma: CustomerInTown
let store: StoreInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(3_000), smallStoreBalance: yen(200) })
  ken = await town.customer({ balance: yen(500) })
  emma = await town.customer({ balance: yen(1_200) })
  await emma.patch('/api/settings', { language: 'en' })
  store = await town.store()
})
afterAll(() => town.close())

const reminders = (customer: CustomerInTown) =>
  town.sql<{ title: string }>`SELECT notice_title AS title FROM line_messages WHERE kind = 'F21' AND customer_id = ${customer.id} ORDER BY created_at`
/** Two workers at once, and once more a little later. */
const at = async (moment: string) => {
  town.clock.goTo(moment)
  await Promise.all([tellOfExpiry(town.ctx), tellOfExpiry(town.ctx)])
  town.clock.forward({ minutes: 2 })
  await tellOfExpiry(town.ctx)
}

test('vouchers that are about to expire are told 30, 7 and 1 days before, by day, once each, to whoever still has some', { timeout: 120_000 }, async () => {
  // The last day is 31 January.
  for (const early of ['2026-12-31T12:00:00', '2027-01-01T08:50:00']) await at(`${early}+09:00`)
  expect(await reminders(hana)).toEqual([])
  await at('2027-01-01T09:00:00+09:00')
  await at('2027-01-02T12:00:00+09:00')
  expect(await reminders(hana)).toEqual([{ title: 'あと30日で期限です' }])
  expect(await reminders(ken)).toHaveLength(1)

  expect((await ken.pays(store, yen(500), { from: await ken.otherDevice() })).ok).toBe(true)
  // Nobody swept for a day: the reminder says what is really left, and comes once.
  await at('2027-01-25T10:00:00+09:00')
  await at('2027-01-26T10:00:00+09:00')
  expect((await reminders(hana)).map(({ title }) => title)).toEqual(['あと30日で期限です', 'あと6日で期限です'])
  for (const night of ['2027-01-29T20:00:00', '2027-01-30T08:30:00']) await at(`${night}+09:00`)
  expect(await reminders(hana)).toHaveLength(2)
  await at('2027-01-30T19:50:00+09:00')
  await at('2027-01-31T10:00:00+09:00')
  expect((await reminders(hana)).at(-1)).toEqual({ title: 'あと1日で期限です' })
  expect(await reminders(hana)).toHaveLength(3)
  // Whoever has spent everything is left alone.
  expect(await reminders(ken)).toHaveLength(1)
})

test('a round that died goes on where it was, and every round is over', async () => {
  expect(await town.sql`SELECT days_before, finished_at IS NOT NULL AS over FROM expiry_rounds ORDER BY days_before`).toEqual([
    { days_before: 1, over: true }, { days_before: 7, over: true }, { days_before: 30, over: true },
  ])
  // As a dead worker leaves it: hana was told and ken, who has vouchers again, was not.
  await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, (tx) => tx.$queryRaw`SELECT credit_top_up(${ken.id}::uuid, 700, 0, 'test', ${ken.id}, now(), now(), '2027-01-31')`)
  await town.sql`UPDATE expiry_rounds SET finished_at = NULL, "after" = (SELECT least(${hana.id}::uuid, ${ken.id}::uuid)) WHERE days_before = 1`
  await at('2027-01-30T15:00:00+09:00')
  expect(await reminders(hana)).toHaveLength(3)
  expect(await reminders(ken)).toHaveLength(2)
})

test('and says until when, how much, and where it can be used', async () => {
  const [message] = await town.sql<{ messages: unknown }>`SELECT messages FROM line_messages WHERE kind = 'F21' AND customer_id = ${hana.id} ORDER BY created_at LIMIT 1`
  expect(textsIn(message?.messages)).toEqual(expect.arrayContaining(['商品券の期限が近づいています', '使える金額 ¥3,200', '2027年1月31日(日)まで', '使えるお店']))
})

test('whoever reads the mini-app in English is told in English', async () => {
  await town.settles()
  expect((await reminders(emma)).at(-1)).toEqual({ title: 'One day left' })
  const said = emma.chat.all().find((text) => text.includes('One day left'))
  expect(said).toMatch(/You can use ¥1,200.*until Sun, 31 Jan 2027/)
  expect(said).not.toMatch(/\p{Script=Hiragana}|\p{Script=Han}/u)
})
