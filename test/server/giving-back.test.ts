import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import { tellReturn } from '../../server/cases/messages/tell-of-giving-back.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { liftsStop, proposesReturn, wronglyRepaid } from './giving-back-acts.ts'
import { booksOf, moneyOf } from './money-in-acts.ts'
import { brokenPromises, opensPdf } from './papers-acts.ts'
import { debt, demandOf, kindsOf } from './repayment-acts.ts'

/** From the payments to the revised verdict: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 10 })
  ;[sato, mori] = await town.officers('佐藤', '森')
}, aWholeDebt.timeout)
afterAll(async () => {
  const broken = await brokenPromises(town)
  await town.close()
  expect(broken).toEqual([])
})

const received = async (demandId: string) => (await town.sql`SELECT amount::int, method::text, reference FROM repayment_returns WHERE demand_id = ${demandId}`)

test('what was repaid goes back when the verdict is revised: agreed on by two, told without an amount, and the case closes only then', aWholeDebt, async () => {
  const before = await booksOf(town)
  const repaid = await wronglyRepaid(town, [sato, mori])
  const { caseId, demandId, number, customer } = repaid
  expect(customer.chat.all().join()).toContain('お返しするお金があります')
  expect((await demandOf(customer, demandId)).back).toEqual({ owed: '4000', returned: null, surplus: '0', surplusReturned: '0' })
  expect((await caseFileOf(sato, caseId)).pinned).toBe('受け取った返済をお返しします。返金を起案してください。')
  await liftsStop(town, mori, caseId)
  expect(await act(sato, caseId, 'close', { reason: '問題なし' })).toBe('money-owed-to-customer')
  await expect(town.sql`UPDATE fraud_cases SET state = 'closed', closed_at = now() WHERE id = ${caseId}`).rejects.toThrow(/has not got the repaid money back/)

  const proposal = await proposesReturn(town, sato, repaid, '1203-0007')
  const { body: seen } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
  expect(seen).toMatchObject({ kind: 'return_repayment', amount: '4000', changedSince: [] })
  expect(seen.snapshot.facts.map(({ value }) => value.ja)).toEqual([number, '銀行振込', '1203-0007', expect.stringContaining('年')])
  expect(await act(sato, caseId, 'close', { reason: '問題なし' })).toBe('money-owed-to-customer')
  expect(await decide(sato, proposal)).toBe('own-proposal')
  expect(await decide(mori, proposal)).toBe('approved')
  await town.settles()
  await tellReturn(town.ctx, { demandId, about: 'returned' })
  await town.settles()

  expect(await received(demandId)).toEqual([{ amount: 4_000, method: 'bank_transfer', reference: '1203-0007' }])
  const after = await booksOf(town)
  for (const ledger of ['receivable', 'programme_claim', 'suspense']) expect(after[ledger] ?? 0).toBe(before[ledger] ?? 0)
  const told = customer.chat.all().filter((said) => said.includes('お返し'))
  expect(told).toHaveLength(2)
  expect(told.join()).not.toMatch(/4,?000|1203-0007|田中電器|家族/)
  expect((await demandOf(customer, demandId)).back).toMatchObject({ owed: '0', returned: { amount: '4000', method: 'bank_transfer' } })
  const file = await caseFileOf(sato, caseId)
  expect(kindsOf(file)).toEqual(expect.arrayContaining(['return_due', 'repayment_returned']))
  expect(file.timeline.find(({ kind }) => kind === 'repayment_returned')?.ja).toMatch(new RegExp(`受け取った返済をお返ししました：${number} ¥4,000（.*銀行振込 1203-0007）`))
  expect(await act(sato, caseId, 'close', { reason: '問題なし' })).toBe('ok')
})

test('the customer keeps a notice of it as a PDF, without the number of any transfer', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  const url = `/api/repayments/${repaid.demandId}/returned.pdf`
  expect(await opensPdf(town, repaid.customer, url)).toEqual({ reason: 'not-found' })
  expect(await decide(mori, await proposesReturn(town, sato, repaid))).toBe('approved')

  const opened = await opensPdf(town, repaid.customer, url)
  const text = 'runs' in opened ? opened.runs.map((run) => run.text).join('') : ''
  expect(text).toContain('返金のお知らせ')
  expect(text).toContain('¥4,000')
  expect(text).toContain('銀行振込')
})

test('everything that was repaid goes back, also when nothing was left to withdraw', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori], 9_600)

  expect(await decide(mori, await proposesReturn(town, sato, repaid))).toBe('approved')

  expect(await received(repaid.demandId)).toMatchObject([{ amount: 9_600 }])
  expect(await town.sql`SELECT state::text, repaid_total::int FROM demands WHERE id = ${repaid.demandId}`).toEqual([{ state: 'repaid', repaid_total: 9_600 }])
})

test('what came in too late, after the withdrawal, keeps the case open until two officers gave it back, and the customer sees both', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  await liftsStop(town, mori, repaid.caseId)
  expect(await decide(mori, await proposesReturn(town, sato, repaid))).toBe('approved')
  await moneyOf(town, repaid.number, { kind: 'repayment' }).told('paid', 700)

  expect((await demandOf(repaid.customer, repaid.demandId)).back).toMatchObject({ surplus: '700', surplusReturned: '0' })
  expect(await act(sato, repaid.caseId, 'close', { reason: '問題なし' })).toBe('surplus-waits')
  const [item] = await town.sql<{ id: string }>`SELECT id FROM suspense_items WHERE reference = ${repaid.number} AND surplus`
  const { body } = await sato.post<{ approval: { id: string } }>(`/api/secretariat/suspense/${item?.id ?? ''}/propose-return`, { reason: '取り下げた請求への入金' })
  expect(await decide(mori, body.approval.id)).toBe('approved')
  await town.settles()

  expect((await demandOf(repaid.customer, repaid.demandId)).back).toMatchObject({ surplus: '0', surplusReturned: '700' })
  expect(repaid.customer.chat.last()).toContain('多くお支払いいただいた分をお返ししました')
  expect(repaid.customer.chat.last()).not.toContain('700')
  expect(await act(sato, repaid.caseId, 'close', { reason: '問題なし' })).toBe('ok')
})

test('while the verdict stands nothing goes back', aWholeDebt, async () => {
  const { customer, caseId, demandId, number } = await debt(town, [sato, mori])
  await moneyOf(town, number, { kind: 'repayment' }).told('paid', 4_000)
  expect(await decide(mori, await act(sato, caseId, 'propose-withdrawal', { reason: '金額の誤り' }))).toBe('approved')

  expect(await proposesReturn(town, sato, { caseId, demandId, number })).toBe('nothing-to-return')
  expect((await demandOf(customer, demandId)).back.owed).toBe('0')
})
