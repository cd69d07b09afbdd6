import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import { bookAgreedByHand } from '../../server/cases/demands/by-hand/book-by-hand.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { booksOf, brokenPromises, debt, today } from './papers-acts.ts'

/** From the payments to the demand and further: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

const booking = (some: object = {}) => ({ amount: '4000', method: 'bank_transfer', reference: '1125-0007', receivedOn: today(town), reason: '通帳の記録', ...some })

test('money on a statement is booked by two, told to the customer, and never twice', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, demand } = await debt(town, officers)

  const proposal = await act(sato, caseId, 'propose-booking', booking())
  const { body: seen } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
  expect(seen).toMatchObject({ kind: 'book_repayment', amount: '4000', changedSince: [] })
  expect(seen.snapshot.facts.map(({ value }) => value.ja)).toEqual([demand.number, expect.stringContaining('2026年11月'), '銀行振込', '1125-0007'])
  expect(seen.messagePreview).toContain('お支払いを受け取りました')
  expect(await decide(sato, proposal)).toBe('own-proposal')
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'demanded' })
  expect(await decide(mori, proposal)).toBe('approved')
  await town.settles()
  const [receipt] = await town.sql<{ id: string }>`SELECT id FROM manual_receipts WHERE demand_id = ${demand.id}`
  await bookAgreedByHand(town.ctx, receipt!.id)
  await town.settles()

  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaying', demands: [{ repaid: '4000', left: '5600' }] })
  expect(customer.chat.all().filter((text) => text.includes('お支払いを受け取りました'))).toHaveLength(1)
  expect(await booksOf(town, demand.id)).toEqual({ psp_clearing: -4_000, receivable: -5_600, programme_claim: 9_600 })
  expect(await decide(mori, await act(sato, caseId, 'propose-booking', booking()))).toBe('booked-by-hand-before')
  expect(await brokenPromises(town)).toEqual([])
})

test('what is more than owed waits in suspense, and the debt is over', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, demand } = await debt(town, officers)

  expect(await decide(mori, await act(sato, caseId, 'propose-booking', booking({ amount: '10000', method: 'desk', reference: '窓口 12' })))).toBe('approved')
  await town.settles()

  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaid', demands: [{ repaid: '9600', left: '0' }] })
  expect(customer.chat.last()).toContain('返済が終わりました')
  expect(await town.sql`SELECT provider, amount::text, why FROM suspense_items WHERE reference = ${demand.number}`).toEqual([{ provider: 'manual', amount: '400', why: 'surplus' }])
  expect(await act(sato, caseId, 'propose-booking', booking({ reference: '窓口 13' }))).toBe('not-in-this-state')
  expect(await brokenPromises(town)).toEqual([])
})

test('money that waits in suspense with the demand’s number is matched first', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, demand } = await debt(town, officers)
  const pspRef = `psp-${demand.number}`
  // The provider announced another amount than it paid: that waits for two people.
  await town.notify({ kind: 'repayment', reference: demand.number, amount: '5000', pspRef, type: 'money.pending' })
  await town.settles()
  await town.notify({ kind: 'repayment', reference: demand.number, amount: '500', pspRef })
  await town.settles()

  const file = await caseFileOf(sato, caseId)
  expect(file.papers.moneyToMatch).toMatch(/^M-/)
  expect(file.moves.find(({ name }) => name === 'propose-booking')?.disabled?.ja).toBe('入金の記録と照合してください。')
  expect(await act(sato, caseId, 'propose-booking', booking({ amount: '500', reference: '1125-0008' }))).toBe('match-the-records')

  const [item] = await town.sql<{ id: string }>`SELECT id FROM suspense_items WHERE psp_ref = ${pspRef}`
  const assigned = await sato.post<{ approval: { id: string } }>(`/api/secretariat/suspense/${item!.id}/propose-assign`, { reference: demand.number, reason: '請求番号が一致' })
  expect(await decide(mori, assigned.body.approval.id)).toBe('approved')
  await town.settles()
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaying', demands: [{ repaid: '500' }], papers: { moneyToMatch: null } })
})

test('nobody books money of tomorrow, or without the other officer', aWholeDebt, async () => {
  const [sato] = officers
  const { caseId, demand } = await debt(town, officers)

  expect(await act(sato, caseId, 'propose-booking', booking({ receivedOn: '2027-01-01' }))).toBe('invalid-input')
  expect(await act(sato, caseId, 'propose-booking', booking({ amount: '0' }))).toBe('invalid-input')
  const proposal = await act(sato, caseId, 'propose-booking', booking({ reference: '1125-0009' }))
  const alone = town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) =>
    tx.manualReceipt.create({
      data: {
        demandId: demand.id, caseId, amount: 4_000n, method: 'bank_transfer', reference: '1125-0009', receivedOn: new Date('2026-11-24'),
        approvalId: proposal, proposedBy: sato.id, approvedBy: officers[1].id, agreedAt: town.clock.now(),
      },
    }))
  await expect(alone).rejects.toThrow(/is not what two officers agreed on/)
})
