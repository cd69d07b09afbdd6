import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnAppeal } from '../../server/cases/appeals/contract.ts'
import { beginAppeal } from '../../server/cases/appeals/receive-appeal.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, demanded, mustBe, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  stores = await twoStores(town)
})
afterAll(() => town.close())

const text = { text: 'この支払いは家族のものです' }
const appeals = (customer: CustomerInTown, about: string) => customer.post<OwnAppeal & Refused>(`/api/appeals/${about}`, text)

/** A customer whose payments two officers have frozen. */
async function frozen() {
  const [sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
  const suspected = await suspicion(town, stores)
  await confirmed(town, sato, suspected)
  await mustBe('approved', decide(mori, await act(sato, suspected.caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' })))
  return { sato, mori, ito, ...suspected }
}

/** Frozen, and asked for ¥9,600 by the same two. */
async function accused() {
  const [sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
  const suspected = await suspicion(town, stores)
  const demand = await demanded(town, [sato, mori], suspected)
  return { sato, mori, ito, demand, ...suspected }
}

test('who doesn’t accept a demand says so: the case has a clock, and another officer than those two decides', async () => {
  const { sato, mori, ito, demand, customer, caseId } = await accused()

  const said = await appeals(customer, `demand/${demand.id}`)

  expect(said.body).toMatchObject({ appeal: { state: 'open', text: text.text, reason: null }, mayAppeal: { reason: 'appealed-already' } })
  await town.settles()
  const [appeal] = (await caseFileOf(ito, caseId)).appeals
  expect(appeal).toMatchObject({ about: 'demand', aboutNumber: demand.number, state: 'open', mayDecide: null })
  expect(await town.sql`SELECT kind::text, stopped_at FROM case_clocks WHERE case_id = ${caseId} AND kind = 'appeal'`).toEqual([{ kind: 'appeal', stopped_at: null }])
  const decision = { appealId: appeal?.id, accepted: false, reason: '店舗の記録と一致しません' }
  expect(await act(sato, caseId, 'decide-appeal', decision)).toBe('appeal-own-decision')
  expect(await act(mori, caseId, 'decide-appeal', decision)).toBe('appeal-own-decision')
  expect(await act(ito, caseId, 'decide-appeal', decision)).toBe('ok')
  expect(await act(ito, caseId, 'decide-appeal', decision)).toBe('appeal-decided')

  await town.settles()
  expect((await customer.get<OwnAppeal>(`/api/appeals/demand/${demand.id}`)).body.appeal).toMatchObject({ state: 'rejected', reason: '店舗の記録と一致しません' })
  const told = customer.chat.all()
  expect(told.filter((said) => said.includes('お申し出を受け付けました'))).toHaveLength(1)
  expect(told.filter((said) => said.includes('お申し出へのお返事') && !said.includes('店舗の記録'))).toHaveLength(1)
  expect(await town.sql`SELECT 1 FROM case_clocks WHERE case_id = ${caseId} AND kind = 'appeal' AND stopped_at IS NOT NULL`).toHaveLength(1)
  expect((await caseFileOf(ito, caseId)).timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['appealed', 'appeal_decided']))
})

test('a freeze is appealed against once, also by two presses at once, and an accepted appeal says what to propose', async () => {
  const { ito, customer, caseId } = await frozen()

  const answers = await Promise.all([appeals(customer, 'freeze'), appeals(customer, 'freeze')])
  await town.settles()

  expect(answers.map(({ status, body }) => (status === 200 ? 'ok' : body.error.reason)).sort()).toEqual(['appealed-already', 'ok'])
  const [appeal] = (await caseFileOf(ito, caseId)).appeals
  await beginAppeal(town.ctx, appeal?.id ?? '')
  expect((await caseFileOf(ito, caseId)).timeline.filter(({ kind }) => kind === 'appealed')).toHaveLength(1)
  expect(await act(ito, caseId, 'decide-appeal', { appealId: appeal?.id, accepted: true, reason: '家族の支払いと分かった' })).toBe('ok')
  const file = await caseFileOf(ito, caseId)
  expect(file.pinned).toBe('異議を認めました。停止の解除を起案してください。')
  expect(file.freeze?.state).toBe('confirmed')
})

test('the database itself lets nobody judge what they decided', async () => {
  const { sato, customer } = await frozen()
  await appeals(customer, 'freeze')

  await expect(town.sql`UPDATE appeals SET state = 'rejected', decided_by = ${sato.id}, decided_at = now(), reason = 'x' WHERE customer_id = ${customer.id}`).rejects.toThrow(/decided by whom it is against/)
})

test('after thirty days it is too late, and what is over or somebody else’s cannot be appealed against', async () => {
  const { customer, demand } = await accused()
  const stranger = await town.customer()
  expect((await appeals(stranger, `demand/${demand.id}`)).body.error.reason).toBe('not-found')
  expect((await appeals(stranger, 'freeze')).body.error.reason).toBe('not-found')
  await town.sql`UPDATE demands SET repaid_total = principal, state = 'repaid', repaid_at = now() WHERE id = ${demand.id}`
  expect((await appeals(customer, `demand/${demand.id}`)).body.error.reason).toBe('appeal-not-needed')

  town.clock.forward({ hours: 31 * 24 })
  await customer.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(customer.lineUserId) })

  expect((await appeals(customer, 'freeze')).body.error.reason).toBe('appeal-too-late')
})
