import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, demanded, mustBe, suspicion, twoStores } from './cases-acts.ts'
import { moneyOf } from './money-in-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
let ito: OfficerInTown
beforeAll(async () => {
  town = await openTown()
})
beforeEach(async () => {
  stores = await twoStores(town)
  ;[sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
})
afterAll(async () => {
  const broken = (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0)
  await town.close()
  expect(broken).toEqual([])
})

/** A demand by two officers, against which the customer appeals. */
async function appealed() {
  const suspected = await suspicion(town, stores)
  const demand = await demanded(town, [sato, mori], suspected)
  await suspected.customer.post(`/api/appeals/demand/${demand.id}`, { text: 'この支払いは家族のものです' })
  await town.settles()
  return { ...suspected, demand }
}

const decidesAppeal = async (caseId: string, accepted: boolean) => {
  const [appeal] = (await caseFileOf(ito, caseId)).appeals
  await mustBe('ok', act(ito, caseId, 'decide-appeal', { appealId: appeal?.id, accepted, reason: '家族の支払いと分かった' }))
}
const proposed = async (caseId: string, move: string) => mustBe('approved', decide(mori, await act(sato, caseId, move, { reason: '異議を認めたため' })))
const remindersTo = (customer: CustomerInTown) => customer.chat.all().filter((said) => said.includes('返済の期限が近づいています')).length
const eightDaysLater = async () => {
  town.clock.forward({ hours: 8 * 24 })
  await town.settles()
}

test('while an appeal is open nobody is reminded; when it is rejected the reminder comes', { timeout: 60_000 }, async () => {
  const { customer, caseId } = await appealed()

  await eightDaysLater()
  expect(remindersTo(customer)).toBe(0)
  // Whoever signed in a week ago has to do so again.
  ;[ito] = await town.officers('伊藤')

  await decidesAppeal(caseId, false)
  await town.settles()
  expect(remindersTo(customer)).toBe(1)
})

test('a wrong demand ends well: withdrawn by two, the verdict revised, payments possible again, the case closed', async () => {
  const { customer, caseId, demand } = await appealed()
  const cleared = { verdict: 'cleared', reason: 'family', note: '家族の買い物だった' }
  expect(await act(sato, caseId, 'give-verdict', cleared)).toBe('not-in-this-state')

  await decidesAppeal(caseId, true)
  expect(await act(sato, caseId, 'give-verdict', cleared)).toBe('not-in-this-state')
  await proposed(caseId, 'propose-withdrawal')
  expect(await act(sato, caseId, 'give-verdict', { ...cleared, verdict: 'confirmed', reason: 'other' })).toBe('not-in-this-state')
  expect(await act(sato, caseId, 'give-verdict', cleared)).toBe('ok')

  const [unfreeze] = await town.sql<{ id: string }>`SELECT id FROM approvals WHERE case_id = ${caseId} AND kind = 'unfreeze' AND state = 'proposed'`
  expect(await decide(mori, unfreeze?.id ?? '')).toBe('approved')
  expect(await act(sato, caseId, 'close', { reason: '問題なしに改めた' })).toBe('ok')
  await town.settles()

  const file = await caseFileOf(ito, caseId)
  expect(file).toMatchObject({ state: 'closed', verdict: { verdict: 'cleared' }, clocks: [] })
  expect(await town.sql`SELECT 1 FROM case_payments WHERE case_id = ${caseId} AND verdict <> 'cleared'`).toEqual([])
  expect(await town.sql`SELECT state::text FROM demands WHERE id = ${demand.id}`).toEqual([{ state: 'withdrawn' }])
  expect(customer.chat.all().filter((said) => said.includes('お支払いを再開しました'))).toHaveLength(1)
  expect((await town.sql`SELECT standing::text FROM wallets WHERE customer_id = ${customer.id}`)).toEqual([{ standing: 'active' }])
})

test('money that the provider takes back after a withdrawal is asked for with the next demand', async () => {
  const { caseId, demand } = await appealed()
  await decidesAppeal(caseId, true)
  const money = moneyOf(town, demand.number, { kind: 'repayment' })
  await money.told('paid', 4_000)
  await proposed(caseId, 'propose-withdrawal')

  await money.told('reversed', 4_000)

  expect(await town.sql`SELECT state::text, repaid_total::int, released::int FROM demands WHERE id = ${demand.id}`).toEqual([{ state: 'withdrawn', repaid_total: 0, released: 9600 }])
  expect((await caseFileOf(ito, caseId)).state).toBe('frozen')
  expect(await act(sato, caseId, 'propose-demand', { amount: '9601', dueOn: '2027-03-31', reason: 'あらためて' })).toBe('amount-too-high')
})
