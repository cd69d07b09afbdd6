import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomerPage, CustomerRow, CustomersFound } from '../../server/cases/customer/contract.ts'
import type { StorePage, StoreRow } from '../../server/cases/store/contract.ts'
import { countConcentration } from '../../server/cases/store/count-concentration.ts'
import { yen } from '../../server/core/yen.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, mustPay, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let friend: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, friend, auditor] = await town.officers('佐藤', '友人', '監査 (auditor)')
})
afterAll(() => town.close())

const root = '/api/secretariat'
const search = (officer: OfficerInTown, body: object) => officer.post<Refused & CustomersFound>(`${root}/customers/search`, body)

test('a customer is found by code, and by standing once payments are stopped; the list tells no name', async () => {
  const { customer, caseId } = await suspicion(town, stores)
  await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })

  const byCode = await sato.get<{ items: CustomerRow[] }>(`${root}/customers?code=${customer.code}`)
  const stopped = await sato.get<{ items: CustomerRow[] }>(`${root}/customers?standing=provisionally_frozen`)

  expect(byCode.body.items).toMatchObject([{ code: customer.code, standing: 'provisionally_frozen', balance: '3400', openCase: { id: caseId } }])
  expect(stopped.body.items.map(({ code }) => code)).toEqual([customer.code])
  expect(JSON.stringify([byCode.body, stopped.body])).not.toMatch(/山田|花子|090/)
})

test('the list of customers turns its pages, each customer once', async () => {
  for (let one = 0; one < 3; one += 1) await town.customer()
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { body: { items: CustomerRow[]; nextCursor: string | null } } = await sato.get(`${root}/customers?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.body.items.map(({ code }) => code))
    cursor = page.body.nextCursor
  } while (cursor)
  const [all] = await town.sql<{ n: string }>`SELECT count(*) AS n FROM customers`

  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(Number(all?.n))
})

test('who searches by name or telephone says why, and the log keeps the purpose but not what was typed', async () => {
  const customer = await town.customer({ name: '高橋 美咲', phone: '090-1234-8765' })

  const [byName, byKana, byPhone] = [await search(sato, { by: 'name', words: '橋美', reason: 'contact' }), await search(sato, { by: 'name', words: 'やまだ', reason: 'contact' }), await search(sato, { by: 'phone', words: '８７６５', reason: 'disclosure' })]

  expect(byName.body.items).toMatchObject([{ code: customer.code, maskedName: '高橋 ●●' }])
  expect(byKana.body.items.map(({ code }) => code)).toContain(customer.code)
  expect(byPhone.body).toMatchObject({ items: [{ code: customer.code }], more: false })
  const entries = await town.sql<{ purpose: string; details: object }>`SELECT purpose, details FROM audit_entries WHERE action = 'customer.search' ORDER BY recorded_at, id`
  expect(entries.map(({ purpose }) => purpose)).toEqual(['contact', 'contact', 'disclosure'])
  expect(JSON.stringify(entries)).not.toMatch(/橋|やまだ|8765/)
})

test('a search without a purpose, for one letter, for too few digits, or by an auditor is refused', async () => {
  const refusals = [
    await search(sato, { by: 'name', words: '山田' }), await search(sato, { by: 'name', words: '山', reason: 'contact' }), await search(sato, { by: 'phone', words: '876', reason: 'contact' }),
    await search(auditor, { by: 'name', words: '山田', reason: 'contact' }),
  ]
  expect(refusals.map(({ status, body }) => [status, body.error.reason])).toEqual([[400, 'invalid-input'], [400, 'invalid-input'], [400, 'invalid-input'], [403, 'read-only-role']])
})

test('a customer’s page needs no case; their name is opened for a purpose, and not by whoever is connected to them', async () => {
  const customer = await town.customer({ name: '鈴木 一郎', balance: yen(5_000) })
  await mustPay(customer, stores[0], 1_200)
  await town.settles()
  await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${customer.id})`
  const reveal = (officer: OfficerInTown) => officer.post<Refused & { name: string }>(`${root}/customers/${customer.code}/reveal`, { purpose: 'contact' })

  const { body } = await sato.get<CustomerPage>(`${root}/customers/${customer.code}`)

  expect(body).toMatchObject({ code: customer.code, maskedName: '鈴木 ●●', standing: 'active', balance: '3800', devices: 1, openCase: null, stores: [{ code: stores[0].code, payments: 1, total: '1200' }], revealDisabled: null })
  expect((await reveal(sato)).body.name).toBe('鈴木 一郎')
  expect((await reveal(friend)).body.error.reason).toBe('conflict-of-interest')
  expect((await reveal(auditor)).body.error.reason).toBe('read-only-role')
  expect((await sato.get<CustomerPage>(`${root}/customers/C-0000`)).status).toBe(404)
})

test('a store’s page tells its people, its posters and what is held, and the lists of what is stopped find it', async () => {
  const store = await town.store({ name: '丸山商店' })
  await store.owner.post('/api/store/poster/replace', { version: 1 })
  await sato.post(`${root}/stores/${store.id}/hold-payouts`, { reason: '振込先の確認' })

  const { body } = await sato.get<StorePage>(`${root}/stores/${store.code}`)

  expect(body).toMatchObject({
    acceptance: 'open', acceptanceStop: null, payoutHold: { by: '佐藤', reason: '振込先の確認', caseNumber: null, pending: null }, hasPhoto: false, bank: null,
    staff: { owner: 1, manager: 0, clerk: 0, stopped: 0 }, posters: { version: 2, replaced: [{ version: 2, by: store.owner.code }] }, cases: [], month: { payments: 0, hhi: null },
  })
  expect(body.days).toHaveLength(30)
  expect((await sato.get<{ items: StoreRow[] }>(`${root}/stores?view=held`)).body.items.map(({ code }) => code)).toEqual([store.code])
  expect((await sato.get<{ items: StoreRow[] }>(`${root}/stores?view=stopped`)).body.items).toEqual([])
  expect((await auditor.get<StorePage>(`${root}/stores/${store.code}`)).body.holdDisabled?.reason).toBe('read-only-role')
  expect((await stores[0].owner.get(`${root}/stores/${store.code}`)).status).toBe(403)
})

test('a store whose turnover comes from one customer stands at the highest concentration, one with two equal ones at half of it', async () => {
  const [alone, shared] = [await town.store({ name: '一人の店' }), await town.store({ name: '二人の店' })]
  const [one, other] = [await town.customer({ balance: yen(9_000) }), await town.customer({ balance: yen(9_000) })]
  await mustPay(one, alone, 2_000)
  for (const person of [one, other]) await mustPay(person, shared, 1_000)
  town.clock.forward({ hours: 24 })
  await countConcentration(town.ctx)
  await countConcentration(town.ctx)
  const [reader] = await town.officers('翌日の職員')

  const { body } = await reader.get<{ items: StoreRow[] }>(`${root}/stores?search=${encodeURIComponent('人の店')}`)

  expect(Object.fromEntries(body.items.map(({ name, month }) => [name, month]))).toEqual({
    一人の店: { payments: 1, total: '2000', customers: 1, hhi: 10_000, largestPercent: 100 },
    二人の店: { payments: 2, total: '2000', customers: 2, hhi: 5_000, largestPercent: 50 },
  })
})
