import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, decide } from './cases-acts.ts'
import { proposesReturn, wronglyRepaid } from './giving-back-acts.ts'
import { brokenPromises } from './papers-acts.ts'
import { demandOf, kindsOf } from './repayment-acts.ts'

const aWholeDebt = { timeout: 300_000 }
let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let ito: OfficerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  ;[sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
}, aWholeDebt.timeout)
afterAll(async () => {
  const broken = await brokenPromises(town)
  await town.close()
  expect(broken).toEqual([])
})

const returnsOf = (demandId: string) => town.sql<{ amount: number }>`SELECT amount::int FROM repayment_returns WHERE demand_id = ${demandId}`

test('pressed by two at once it goes back once, and no second proposal gives it back again', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  const proposal = await proposesReturn(town, sato, repaid)

  const answers = await Promise.all([decide(mori, proposal), decide(ito, proposal), decide(mori, proposal)])

  expect(answers.toSorted()).toEqual(['approved', 'proposal-decided', 'proposal-decided'])
  expect(await returnsOf(repaid.demandId)).toEqual([{ amount: 4_000 }])
  expect(await proposesReturn(town, sato, repaid, '別の番号')).toBe('nothing-to-return')
  // Nor from the database: the proposal is carried out, and a second call of it finds nothing owed.
  const again = town.ctx.db.atomically({ kind: 'officer', officerId: mori.id, role: 'officer' }, (tx) => tx.$queryRaw<{ outcome: string }[]>`SELECT return_repayment(${proposal}::uuid, now()) AS outcome`)
  expect(await again).toMatchObject([{ outcome: expect.stringMatching(/not-owed/) as string }])
})

test('what the provider took back meanwhile is not given back too, and the approver is told', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  const proposal = await proposesReturn(town, sato, repaid)
  await repaid.money.told('reversed', 1_500)

  expect((await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)).body.changedSince).toContainEqual({ ja: '受け取った金額は、いま¥2,500です', en: 'What came in is ¥2,500 by now' })
  expect(await decide(mori, proposal)).toBe('nothing-to-return')
  expect(await town.sql`SELECT repaid_total::int, released::int, state::text FROM demands WHERE id = ${repaid.demandId}`).toEqual([{ repaid_total: 2_500, released: 7_100, state: 'withdrawn' }])
  await decide(mori, proposal, 'send-back')
  expect(await decide(mori, await proposesReturn(town, sato, repaid))).toBe('approved')
  expect(await returnsOf(repaid.demandId)).toEqual([{ amount: 2_500 }])
})

test('the return and the provider’s reversal at the same moment never add up to more than came in without a claim', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  const proposal = await proposesReturn(town, sato, repaid)

  const [answer] = await Promise.all([decide(mori, proposal), repaid.money.told('reversed', 4_000)])
  await town.settles()

  const [reversal] = await town.sql<{ claimed: number; after_return: boolean }>`SELECT claimed::int, after_return FROM reversals WHERE psp_ref = ${repaid.money.pspRef}`
  expect(reversal).toEqual(answer === 'approved' ? { claimed: 4_000, after_return: true } : { claimed: 0, after_return: false })
  expect(await returnsOf(repaid.demandId)).toHaveLength(answer === 'approved' ? 1 : 0)
})

test('money that the provider takes back after it went back is a claim beside the demand, and the case says so', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  expect(await decide(mori, await proposesReturn(town, sato, repaid))).toBe('approved')

  await repaid.money.told('reversed', 4_000)

  expect(await town.sql`SELECT state::text, repaid_total::int FROM demands WHERE id = ${repaid.demandId}`).toEqual([{ state: 'withdrawn', repaid_total: 4_000 }])
  const file = await caseFileOf(sato, repaid.caseId)
  expect(file.state).toBe('cleared')
  expect(kindsOf(file)).toContain('returned_taken_back')
  expect(file.pinned).toContain('決済会社も取り消しました')
  expect((await demandOf(repaid.customer, repaid.demandId)).back.returned?.amount).toBe('4000')
})

test('the number of one transfer is not another return’s, and no officer gives money back at the database without the proposal of another', aWholeDebt, async () => {
  const repaid = await wronglyRepaid(town, [sato, mori])
  const [used] = await town.sql<{ reference: string }>`SELECT reference FROM repayment_returns LIMIT 1`
  const proposal = await proposesReturn(town, sato, repaid, used?.reference)
  expect(await decide(mori, proposal)).toBe('return-reference-used')
  expect(await returnsOf(repaid.demandId)).toEqual([])
  const asSato = { kind: 'officer', officerId: sato.id, role: 'officer' } as const

  await expect(town.ctx.db.atomically(asSato, (tx) => tx.$queryRaw`SELECT return_repayment(${proposal}::uuid, now())`)).rejects.toThrow(/is not approved by this officer/)
  await expect(town.ctx.db.atomically(asSato, (tx) => tx.$executeRaw`INSERT INTO repayment_returns SELECT gen_random_uuid(), id, case_id, customer_id, 4000, 'desk', 'x', current_date, ${proposal}::uuid, ${sato.id}::uuid, ${mori.id}::uuid, now() FROM demands WHERE id = ${repaid.demandId}::uuid`)).rejects.toThrow(/permission denied/)
})
