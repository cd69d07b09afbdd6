import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen, DemandForCustomer } from '../../server/cases/contract.ts'
import { tellWithdrawn } from '../../server/cases/messages/tell-of-papers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, fortnightFrom } from './cases-acts.ts'
import { booksOf, brokenPromises, debt, type Debt } from './papers-acts.ts'

/** From the payments to the demand and further: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
let owed: Debt
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
  owed = await debt(town, officers)
}, aWholeDebt.timeout)
afterAll(() => town.close())

const pays = async (reference: string, amount: number) => {
  await town.notify({ kind: 'repayment', reference, amount: String(amount) })
  await town.settles()
}

test('a wrong demand is withdrawn by two: what came in stays repaid, the rest leaves the books, and the customer is told once', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, demand } = owed
  await pays(demand.number, 4_000)

  const proposal = await act(sato, caseId, 'propose-withdrawal', { reason: '金額の誤り' })
  expect(await act(mori, caseId, 'propose-withdrawal', { reason: '金額の誤り' })).toBe('proposal-pending')
  const { body: seen } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
  expect(seen).toMatchObject({ kind: 'withdraw_demand', amount: '5600', snapshot: { facts: [{ value: { ja: demand.number } }] } })
  expect(seen.messagePreview).toContain(`${demand.number} を取り消し、あらためてお知らせします`)
  expect(await decide(sato, proposal)).toBe('own-proposal')
  expect(await decide(mori, proposal)).toBe('approved')
  await town.settles()
  await tellWithdrawn(town.ctx, demand.id)
  await town.settles()

  const file = await caseFileOf(sato, caseId)
  expect(file).toMatchObject({ state: 'frozen', demands: [{ state: 'withdrawn', repaid: '4000', left: '0' }] })
  expect(file.timeline.at(-1)?.ja).toBe(`請求を取り下げました：${demand.number}（残り ¥5,600）`)
  expect(customer.chat.all().filter((text) => text.includes(`${demand.number} を取り消し`))).toHaveLength(1)
  expect(customer.chat.last()).not.toMatch(/9,600|5,600|4,000/)
  expect(await booksOf(town, demand.id)).toEqual({ psp_clearing: -4_000, receivable: 0, programme_claim: 4_000 })
  expect(await brokenPromises(town)).toEqual([])
})

test('the corrected demand has a number of its own, names the old one, and asks for no more than is left', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, demand } = owed
  const asks = (amount: string) => act(sato, caseId, 'propose-demand', { amount, dueOn: fortnightFrom(town.clock.now()), reason: '訂正' })

  expect(await asks('5601')).toBe('amount-too-high')
  expect(await decide(mori, await asks('3000'))).toBe('approved')
  await town.settles()

  const { body: list } = await customer.get<{ items: DemandForCustomer[] }>('/api/repayments')
  const corrected = list.items.find(({ id }) => id !== demand.id)!
  expect(corrected).toMatchObject({ principal: '3000', left: '3000', state: 'issued' })
  expect(corrected.number).not.toBe(demand.number)
  const { body } = await customer.get<DemandForCustomer>(`/api/repayments/${corrected.id}`)
  expect(body.contents[1]?.lines).toContain(`${demand.number} を取り消し、あらためてお知らせします`)
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'demanded', papers: { letters: [] } })
})

test('money for the withdrawn number waits in suspense, and the corrected one is repaid to the last yen', aWholeDebt, async () => {
  const [sato] = officers
  const { caseId, demand } = owed
  await pays(demand.number, 700)

  expect(owed.customer.chat.last()).toContain('お支払いを受け取りました')
  expect(owed.customer.chat.last()).not.toContain('次の期限')
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'demanded' })
  expect(await town.sql`SELECT amount::text, why FROM suspense_items WHERE reference = ${demand.number}`).toEqual([{ amount: '700', why: 'surplus' }])
  const [corrected] = await town.sql<{ number: string }>`SELECT number FROM demands WHERE case_id = ${caseId} AND state = 'issued'`
  await pays(corrected!.number, 3_000)

  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaid' })
  expect(await act(sato, caseId, 'propose-withdrawal', { reason: '遅すぎる' })).toBe('not-in-this-state')
  expect(await brokenPromises(town)).toEqual([])
})

test('what was agreed on a demand that was repaid meanwhile is not carried out', aWholeDebt, async () => {
  const [sato, mori] = officers
  const other = await debt(town, officers)
  const proposal = await act(sato, other.caseId, 'propose-withdrawal', { reason: '金額の誤り' })
  await pays(other.demand.number, 9_600)

  expect(await decide(mori, proposal)).toBe('not-in-this-state')
  expect(await town.sql`SELECT state::text, released::text FROM demands WHERE id = ${other.demand.id}`).toEqual([{ state: 'repaid', released: '0' }])
})

test('no officer takes a demand off the books without the proposal of another', aWholeDebt, async () => {
  const [sato] = officers
  const other = await debt(town, officers)
  const proposal = await act(sato, other.caseId, 'propose-withdrawal', { reason: '金額の誤り' })

  const alone = town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) => tx.$queryRaw`SELECT withdraw_demand(${proposal}::uuid, now())::text`)

  await expect(alone).rejects.toThrow(/is not approved by this officer/)
})
