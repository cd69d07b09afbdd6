import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, decide } from './cases-acts.ts'
import { agreed, asks, debt, paysBack, type Debt } from './repayment-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
let owed: Debt
const wish = { times: 3, firstOn: '2026-12-10' }
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
  owed = await debt(town, officers)
}, 120_000)
afterAll(() => town.close())

test('a wish has two to twelve parts, and begins within sixty days', async () => {
  const { customer, demandId } = owed
  expect(await asks(customer, demandId, { ...wish, times: 1 })).toBe('invalid-input')
  expect(await asks(customer, demandId, { ...wish, times: 13 })).toBe('invalid-input')
  expect(await asks(customer, demandId, { ...wish, firstOn: '2026-11-23' })).toBe('first-day-wrong')
  expect(await asks(customer, demandId, { ...wish, firstOn: '2027-01-23' })).toBe('first-day-wrong')
  expect((await customer.get(`/api/repayments/${demandId}/instalments?times=2&firstOn=2026-02-30`)).status).toBe(400)
})

test('nobody asks for somebody else’s demand, or sees what the parts would be', { timeout: 120_000 }, async () => {
  const stranger = await town.customer({ name: '鈴木 一郎' })
  expect(await asks(stranger, owed.demandId, wish)).toBe('not-found')
  expect((await stranger.get(`/api/repayments/${owed.demandId}/instalments?times=2&firstOn=2026-12-10`)).status).toBe(404)
})

test('while a plan runs, its days are not deferred; a new plan replaces it', { timeout: 120_000 }, async () => {
  const { customer, caseId, demandId } = owed
  await agreed(town, officers, owed, wish)
  expect(await act(officers[0], caseId, 'propose-defer', { demandId, dueOn: '2027-03-01', reason: '延長' })).toBe('plan-running')
  expect(await act(officers[0], caseId, 'propose-instalments', { demandId, ...wish, reason: 'もう一度' })).toBe('instalments-not-asked')

  await agreed(town, officers, owed, { times: 2, firstOn: '2026-12-20' })

  const plans = await town.sql<{ times: number; why: string | null }>`SELECT times, ended_why::text AS why FROM instalment_plans WHERE demand_id = ${demandId} ORDER BY agreed_at, id`
  expect(plans).toEqual([{ times: 3, why: 'replaced' }, { times: 2, why: null }])
  expect(await asks(customer, demandId, wish)).toBe('ok')
})

test('what is left is never divided into less than a yen, and nothing is divided when nothing is left', { timeout: 120_000 }, async () => {
  const { customer, caseId, demandId, number } = owed
  const proposal = await act(officers[0], caseId, 'propose-instalments', { demandId, times: 12, firstOn: '2026-12-10', reason: '12回' })
  await paysBack(town, number, 9_590)
  expect(await asks(customer, demandId, { ...wish, times: 11 })).toBe('too-many-instalments')
  expect(await decide(officers[1], proposal)).toBe('too-many-instalments')
  await paysBack(town, number, 10)
  expect(await asks(customer, demandId, wish)).toBe('nothing-owed')
  expect(await decide(officers[1], proposal)).toBe('not-in-this-state')
})

test('the database holds the same lines by itself', async () => {
  const [plan] = await town.sql<{ id: string }>`SELECT id FROM instalment_plans WHERE ended_at IS NULL`
  await expect(town.sql`UPDATE instalment_plans SET total = total + 1 WHERE id = ${plan?.id ?? ''}`).rejects.toThrow(/cannot be changed/)
  await expect(town.sql`UPDATE instalments SET amount = amount + 1`).rejects.toThrow(/append only/)
  await expect(town.sql`INSERT INTO instalments VALUES (${plan?.id ?? ''}, 3, '2027-06-01', 1, 9601)`).rejects.toThrow(/do not add up/)
  await expect(town.sql`INSERT INTO instalment_plans (demand_id, case_id, customer_id, request_id, approval_id, proposed_by, approved_by, times, total, repaid_before, agreed_at)
    SELECT demand_id, case_id, customer_id, request_id, request_id, proposed_by, approved_by, times, total, repaid_before, now() FROM instalment_plans LIMIT 1`).rejects.toThrow(/not agreed on by these two/)
})

test('the self-check finds a plan that does not add up, one that nobody agreed on, and a debt that the books do not know', { timeout: 120_000 }, async () => {
  const broken = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)
  const planted = async (statement: string, undo: string) => {
    const asOwner = (text: string) =>
      withOwner(town.database.ownerUrl, async (owner) => {
        await owner.query('SET session_replication_role = replica')
        await owner.query(text)
      })
    await asOwner(statement)
    const found = await broken()
    await asOwner(undo)
    return found
  }
  expect(await broken()).toEqual([])
  expect(await planted('UPDATE instalment_plans SET times = times + 1', 'UPDATE instalment_plans SET times = times - 1')).toEqual(['plans-add-up'])
  expect(await planted('UPDATE instalment_plans SET approved_by = request_id', 'UPDATE instalment_plans p SET approved_by = a.decided_by FROM approvals a WHERE a.id = p.approval_id')).toEqual(['carried-out-as-agreed'])
  const owes = (change: string) => `UPDATE demands SET ${change} WHERE number = '${owed.number}'`
  expect(await planted(owes("principal = principal + 1, state = 'partly_repaid', repaid_at = NULL"), owes("principal = principal - 1, state = 'repaid', repaid_at = now()"))).toEqual(expect.arrayContaining(['receivable-is-what-is-owed', 'repaid-is-demanded']))
})
