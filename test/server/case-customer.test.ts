import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomerFile } from '../../server/cases/customer/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, mustPay, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, auditor] = await town.officers('佐藤', '監査 (auditor)')
})
afterAll(() => town.close())

const fileOf = async (caseId: string) => (await sato.get<CustomerFile>(`/api/secretariat/cases/${caseId}/customer`)).body
const reveal = (officer: OfficerInTown, caseId: string, body: unknown) =>
  officer.post<Refused & { name: string; phone: string }>(`/api/secretariat/cases/${caseId}/reveal-customer`, body)

test('stores used and earlier cases are shown by codes, without a name', async () => {
  const first = await suspicion(town, stores)
  await act(sato, first.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
  await act(sato, first.caseId, 'close', { reason: '問題なし' })
  town.clock.forward({ minutes: 5 })
  await mustPay(first.customer, stores[0], 500)
  town.clock.forward({ seconds: 20 })
  await mustPay(first.customer, stores[1], 500)
  await town.settles()
  const [open] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${first.customer.id} AND state <> 'closed'`

  const file = await fileOf(open!.id)

  expect(new Map(file.stores.map(({ code, payments, total }) => [code, [payments, total]]))).toEqual(new Map(stores.map(({ code }) => [code, [2, '5300']])))
  expect(file.earlierCases).toMatchObject([{ id: first.caseId, state: 'closed', verdict: 'cleared' }])
  expect(JSON.stringify(file)).not.toMatch(/花子|090/)
})

test('customers who pay from the same device are named by code, with their open case', async () => {
  const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
  const [here, there] = [await caseFileOf(sato, one.caseId), await caseFileOf(sato, other.caseId)]
  // The detectors remember it so: server/fraud/dossiers.
  const [shared] = await town.sql<{ device: string }>`SELECT dossier -> 'devices' -> 0 ->> 'id' AS device FROM dossiers WHERE key = 'customer:' || ${one.customer.id}::text`
  await town.sql`UPDATE dossiers SET dossier = jsonb_set(dossier::jsonb, '{customers,99}', jsonb_build_object('customerId', ${other.customer.id}::text))::json WHERE key = 'device:' || ${shared!.device}::text`

  const file = await fileOf(one.caseId)

  expect(file.code).toBe(here.customer?.code)
  expect(file.sharing).toEqual([{ why: 'device', customers: [{ code: there.customer?.code, openCase: { id: other.caseId, number: there.number } }] }])
})

test('a customer with the telephone number of a store’s staff is pointed out', async () => {
  const { customer, caseId } = await suspicion(town, stores)
  await town.sql`UPDATE staff SET phone = (SELECT phone FROM customers WHERE id = ${customer.id}) WHERE id = ${stores[0].owner.id}`

  expect((await fileOf(caseId)).staff).toMatchObject([{ why: 'phone', storeCodes: [stores[0].code] }])
})

test('a name is opened for a purpose, and each time the audit log has it', async () => {
  const { caseId, customer } = await suspicion(town, stores)
  expect((await caseFileOf(sato, caseId)).customer?.maskedName).toBe('山田 ●●')

  for (const purpose of ['contact', 'repayment']) expect((await reveal(sato, caseId, { purpose })).body).toMatchObject({ name: '山田 花子' })

  const entries = await town.sql<{ purpose: string; details: object }>`SELECT purpose, details FROM audit_entries WHERE action = 'customer.reveal' AND object_id = ${customer.id} ORDER BY recorded_at, id`
  expect(entries.map(({ purpose }) => purpose)).toEqual(['contact', 'repayment'])
  expect(JSON.stringify(entries)).not.toMatch(/山田|花子/)
})

test('nobody opens a name without a purpose, as an auditor, or connected to it', async () => {
  const { caseId, customer } = await suspicion(town, stores)
  const [friend] = await town.officers('友人')
  await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${customer.id})`

  expect((await reveal(sato, caseId, {})).body.error.reason).toBe('invalid-input')
  expect((await reveal(sato, caseId, { purpose: 'curiosity' })).body.error.reason).toBe('invalid-input')
  expect((await reveal(auditor, caseId, { purpose: 'contact' })).body.error.reason).toBe('read-only-role')
  expect((await reveal(friend, caseId, { purpose: 'contact' })).body.error.reason).toBe('conflict-of-interest')
  expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'customer.reveal' AND object_id = ${customer.id}`).toEqual([])
})
