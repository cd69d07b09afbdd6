import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { verifyAuditHourly } from '../../server/audit/verify.ts'
import type { auditList, lastVerification } from '../../server/audit/contract.ts'
import type { Dashboard } from '../../server/cases/dashboard/contract.ts'
import { dayOf, daysAfter } from '../../server/core/time.ts'
import { yen } from '../../server/core/yen.ts'
import type { officePaymentList } from '../../server/payments/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, mustPay, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let bakery: StoreInTown
let other: StoreInTown
let hana: CustomerInTown
let sato: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[bakery, other] = await twoStores(town)
  ;[sato, auditor] = await town.officers('佐藤', '監査 (auditor)')
  hana = await town.customer({ balance: yen(20_000) })
})
afterAll(() => town.close())

const root = '/api/secretariat'
const dashboard = async () => (await auditor.get<Dashboard>(`${root}/dashboard`)).body
const payments = async (asked: string) => (await sato.get<z.infer<typeof officePaymentList> & Refused>(`${root}/payments?${asked}`)).body
const log = async (asked: string) => (await sato.get<z.infer<typeof auditList>>(`${root}/audit?${asked}`)).body.items

test('before anybody has paid the dashboard says so', async () => {
  expect(await dashboard()).toMatchObject({ firstDay: true, paymentsToday: { count: 0, total: '0', voided: 0 }, busiest: [], delays: { screening: { seconds: null, measured: 0 } } })
})

test('what was voided is counted apart, and a store is compared with its own same weekdays', async () => {
  const today = dayOf(town.clock.now())
  for (const weeks of [1, 2, 3]) {
    await town.sql`INSERT INTO store_days (store_id, day, payment_count, gross, voided, refunded) VALUES (${bakery.id}, ${daysAfter(today, -7 * weeks)}::date, 3, ${500 * weeks}, 0, 0)`
  }
  for (const amount of [1_500, 1_600]) await mustPay(hana, bakery, amount)
  await mustPay(hana, other, 400)
  const [wrong] = await other.seesPayments()
  await other.owner.post(`/api/store/payments/${wrong!.id}/void`, { reason: 'mistyped' })
  await town.settles()

  const found = await dashboard()

  expect(found).toMatchObject({ firstDay: false, day: today, paymentsToday: { count: 2, total: '3100', voided: 1 }, lastWeek: { day: daysAfter(today, -7), count: 0 } })
  expect(found.quarters.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  // Usual: 500, 1,000, 1,500 on three same weekdays. The other store has no past to be compared with.
  expect(found.busiest).toEqual([{ code: bakery.code, name: bakery.name, total: '3100', usual: '1000', times: 3.1 }])
  expect(found.delays).toMatchObject({ screening: { seconds: 0, measured: 3 }, notice: { seconds: 0 } })
})

test('payments are looked for by day, state, way and amount, and the first page says how many there are', async () => {
  const today = dayOf(town.clock.now())
  const days = `from=${today}&to=${today}`

  expect((await payments(`${days}&limit=1`)).total).toEqual({ count: 3, more: false })
  expect((await payments(`${days}&state=voided`)).items.map(({ amount }) => amount)).toEqual(['400'])
  expect((await payments(`${days}&amount=1600&mode=number`)).items.map(({ storeCode }) => storeCode)).toEqual([bakery.number])
  expect((await payments(`from=${daysAfter(today, -2)}&to=${daysAfter(today, -1)}`)).items).toEqual([])
  const [one] = (await payments(`storeCode=${other.code}`)).items
  expect((await payments(`number=${one!.number}`)).items.map(({ id }) => id)).toEqual([one!.id])
  for (const asked of ['state=voided', `from=${today}`, `from=${daysAfter(today, -40)}&to=${today}`]) expect((await payments(asked)).error.reason).toBe('invalid-input')
})

test('the audit log is looked through by who, what, when and what it was done to', async () => {
  const { caseId, customer } = await suspicion(town, [bakery, other])
  await act(sato, caseId, 'take')
  await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })
  await sato.post(`${root}/customers/${customer.code}/reveal`, { purpose: 'contact' })
  const [fraudCase] = await town.sql<{ number: string }>`SELECT number FROM fraud_cases WHERE id = ${caseId}`
  const today = dayOf(town.clock.now())

  const ofCase = await log(`object=${fraudCase!.number.toLowerCase()}`)
  expect(ofCase.map(({ action, objectLabel }) => [action, objectLabel])).toEqual(expect.arrayContaining([['case.take', fraudCase!.number], ['case.open', fraudCase!.number]]))
  expect(ofCase.every(({ objectId }) => objectId === caseId)).toBe(true)
  expect(await log(`object=${customer.code}&action=customer.reveal`)).toMatchObject([{ actor: '佐藤', purpose: 'contact', objectLabel: customer.code }])
  expect((await log(`who=rule&from=${today}&to=${today}`)).every(({ actorKind }) => actorKind === 'rule')).toBe(true)
  expect((await log(`officerId=${sato.id}&action=case.take`)).map(({ objectId }) => objectId)).toEqual([caseId])
  expect(await log(`to=${daysAfter(today, -1)}`)).toEqual([])
  expect(await log('object=K-1999-000001')).toEqual([])
})

test('the worker walks through the chain once an hour and the screen says what it found', async () => {
  // Sessions end sooner than the next walk comes: whoever looks signs in again.
  const last = async () => {
    const [reader] = await town.officers('監査 (auditor)')
    return (await reader.get<z.infer<typeof lastVerification>>(`${root}/audit/verified`)).body.last
  }
  town.clock.forward({ minutes: 61 })
  await verifyAuditHourly(town.ctx)
  const first = await last()
  await verifyAuditHourly(town.ctx)
  expect(first).toMatchObject({ intact: true, brokenAt: null, checkedAt: town.clock.now().toISOString() })
  expect(await last()).toEqual(first)

  await town.sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`
  await town.sql`UPDATE audit_entries SET action = 'nothing.happened' WHERE chain_index = 1`
  town.clock.forward({ minutes: 61 })
  await verifyAuditHourly(town.ctx)
  expect(await last()).toMatchObject({ intact: false, brokenAt: '1' })
  await expect(town.sql`UPDATE audit_verifications SET intact = true`).rejects.toThrow(/append only/)
})
