import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen, DemandForCustomer } from '../../server/cases/contract.ts'
import { tellWaived } from '../../server/cases/messages/tell-of-papers.ts'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { booksOf, brokenPromises, debt, posts } from './papers-acts.ts'

/** From the payments to the demand and further: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

const writeOff = { kind: 'waived', ground: '地方自治法施行令第171条の7', reason: '生活保護の受給' }

test('a claim is let off after three letters, by two; then the stop is lifted, the case closed, and late money waits in suspense', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, bakery, demand } = await debt(town, officers)
  await town.notify({ kind: 'repayment', reference: demand.number, amount: '1000' })
  await town.settles()
  for (const _ of ['first', 'second']) await posts(town, sato, caseId)

  const soon = await caseFileOf(sato, caseId)
  expect(soon.moves.find(({ name }) => name === 'propose-write-off')?.disabled?.ja).toBe('督促の記録が3回未満です。')
  expect(await act(sato, caseId, 'propose-write-off', writeOff)).toBe('too-few-reminders')
  await posts(town, sato, caseId)
  const proposal = await act(sato, caseId, 'propose-write-off', writeOff)
  const { body: seen } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
  expect(seen).toMatchObject({ kind: 'write_off', amount: '8600' })
  expect(seen.snapshot.facts.map(({ value }) => value.ja)).toEqual([demand.number, '免除', writeOff.ground, '3回'])
  expect(await decide(mori, proposal)).toBe('approved')
  await town.settles()
  await tellWaived(town.ctx, demand.id)
  await town.settles()

  const file = await caseFileOf(sato, caseId)
  expect(file).toMatchObject({ state: 'written_off', demands: [{ state: 'written_off', repaid: '1000', left: '0' }], pinned: '免除・貸倒を記録しました。停止の解除を起案してください。' })
  expect(file.timeline.map(({ ja }) => ja)).toContain(`免除を記録しました：${demand.number} ¥8,600（${writeOff.ground}）`)
  expect(customer.chat.all().filter((text) => text.includes('残りのお支払いは、必要がなくなりました。'))).toHaveLength(1)
  expect(customer.chat.last()).not.toMatch(/8,600|9,600/)
  expect(await booksOf(town, demand.id)).toEqual({ psp_clearing: -1_000, receivable: 0, programme_claim: 9_600, write_off: -8_600 })

  expect(await customer.pays(bakery, yen(100))).toEqual(refused('payer-frozen'))
  expect(await decide(sato, await act(mori, caseId, 'propose-unfreeze', { reason: '免除' }))).toBe('approved')
  await town.settles()
  expect(customer.chat.last()).toContain('返済が終わりましたので、お支払いを再開しました。')
  expect(await customer.pays(bakery, yen(100))).toMatchObject({ ok: true })
  expect(await act(sato, caseId, 'close', { reason: '免除' })).toBe('ok')

  await town.notify({ kind: 'repayment', reference: demand.number, amount: '500' })
  await town.settles()
  expect(await town.sql`SELECT amount::text, why FROM suspense_items WHERE reference = ${demand.number}`).toEqual([{ amount: '500', why: 'surplus' }])
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'closed', demands: [{ state: 'written_off', repaid: '1000' }] })
  expect(await brokenPromises(town)).toEqual([])
})

test('a claim that is only given up in the books is not told, and of two endings the first one counts', aWholeDebt, async () => {
  const [sato, mori] = officers
  const { caseId, customer, demand } = await debt(town, officers)
  for (const _ of ['first', 'second', 'third']) await posts(town, sato, caseId)
  const before = customer.chat.all().length
  const [lost, wrong] = [await act(sato, caseId, 'propose-write-off', { ...writeOff, kind: 'uncollectable' }), await act(sato, caseId, 'propose-withdrawal', { reason: '誤り' })]

  const decided = await Promise.all([decide(mori, lost), decide(mori, wrong)])
  await town.settles()

  expect(decided.sort()).toEqual(['approved', 'not-in-this-state'])
  const [ended] = await town.sql<{ state: string; released: string }>`SELECT state::text, released::text FROM demands WHERE id = ${demand.id}`
  expect(ended?.released).toBe('9600')
  expect(customer.chat.all().length - before).toBe(ended?.state === 'written_off' ? 0 : 1)
  const { body } = await customer.get<DemandForCustomer>(`/api/repayments/${demand.id}`)
  expect(body).toMatchObject({ left: '0', repaid: '0' })
  expect(await brokenPromises(town)).toEqual([])
})
