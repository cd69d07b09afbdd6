import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, mustBe, suspicion } from './cases-acts.ts'
import { waysToPropose, type Proposable, type Waiting } from './four-eyes-acts.ts'
import { proposesLift, proposesStop, stops } from './stops-acts.ts'

/** Most of these begin with a whole debt, on a machine that may be busy. */
const timeout = 180_000
let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori] = await town.officers('佐藤', '森')
}, 60_000)
afterAll(() => town.close())

/** What an officer could do who sits at the database instead of the screen. */
const atTheDatabase = <Result>(officer: OfficerInTown, work: Parameters<typeof town.ctx.db.atomically<Result>>[1]) => town.ctx.db.atomically({ kind: 'officer', officerId: officer.id, role: 'officer' }, work)

async function approved(kind: Proposable): Promise<Waiting> {
  const waiting = await waysToPropose[kind](town, sato)
  await mustBe('approved', decide(mori, waiting.approvalId))
  await town.settles()
  return waiting
}

/** What the kind's own row of a table remembers: table, column of the proposal, columns of the two persons. */
const written = [
  ['confirm_stop', 'stops', 'approval_id', 'proposed_by', 'approved_by'],
  ['lift_stop', 'stops', 'lift_approval_id', 'lift_proposed_by', 'lift_approved_by'],
  ['instalments', 'instalment_plans', 'approval_id', 'proposed_by', 'approved_by'],
  ['defer', 'demand_terms', 'approval_id', 'proposed_by', 'approved_by'],
  ['withdraw_demand', 'demand_withdrawals', 'approval_id', 'proposed_by', 'approved_by'],
  ['write_off', 'write_offs', 'approval_id', 'proposed_by', 'approved_by'],
  ['return_repayment', 'repayment_returns', 'approval_id', 'proposed_by', 'approved_by'],
  ['book_repayment', 'manual_receipts', 'approval_id', 'proposed_by', 'approved_by'],
] as const

describe('what two officers decided', { timeout }, () => {
  test.each(written)('%s: names its proposal and both persons, and the self-check finds one that names another', async (kind, table, proposal, proposer, approver) => {
    const { approvalId } = await approved(kind)
    const [row] = await withOwner(town.database.ownerUrl, async (owner) =>
      (await owner.query<{ id: string; proposer: string; approver: string }>(`SELECT id, ${proposer} AS proposer, ${approver} AS approver FROM ${table} WHERE ${proposal} = $1`, [approvalId])).rows)
    expect(row).toMatchObject({ proposer: sato.id, approver: mori.id })
    expect(await found()).toEqual([])

    const swapped = `UPDATE ${table} SET ${proposer} = ${approver}, ${approver} = ${proposer} WHERE id = '${row?.id ?? ''}'`
    await unguarded(swapped, async () => expect(await found()).toEqual([expect.stringContaining(row?.id ?? '')]), swapped)
  })

  test('release_self_stop: the request names the proposal, and an old proposal releases no later stop', async () => {
    const { approvalId, customer } = await approved('release_self_stop')
    const hana = customer as CustomerInTown
    expect(await town.sql`SELECT approval_id FROM resume_requests WHERE customer_id = ${hana.id}`).toEqual([{ approval_id: approvalId }])
    await hana.post('/api/self-stop')
    await hana.post('/api/self-stop/resume-request')

    const [again] = await atTheDatabase(mori, (tx) => tx.$queryRaw<{ released: boolean }[]>`SELECT release_own_stop(${approvalId}::uuid, now()) AS released`)

    expect(again).toEqual({ released: false })
    expect((await hana.get('/api/me')).body).toMatchObject({ standing: 'self_stopped' })
    const where = `WHERE approval_id = '${approvalId}'`
    await unguarded(`UPDATE approvals SET state = 'sent_back' WHERE id = '${approvalId}'`, async () => expect(await found()).toHaveLength(1), `UPDATE approvals SET state = 'approved' WHERE id = '${approvalId}'`)
    await unguarded(`UPDATE resume_requests SET customer_id = '${sato.id}' ${where}`, async () => expect(await found()).toHaveLength(1), `UPDATE resume_requests SET customer_id = '${hana.id}' ${where}`)
  })
})

describe('two officers’ names are not enough', { timeout }, () => {
  test('a stop is confirmed and lifted only as these two agreed, about this target, and once', async () => {
    const { caseId, electronics, bakery } = await suspicion(town)
    const [now, pair, lift] = [town.clock.now(), { proposedBy: sato.id, approvedBy: mori.id }, { liftProposedBy: sato.id, liftApprovedBy: mori.id }]
    await mustBe('ok', stops(sato, caseId, 'acceptance', electronics.id))
    await mustBe('ok', stops(sato, caseId, 'acceptance', bakery.id))
    const where = { caseId, targetId: electronics.id }
    const confirms = () => atTheDatabase(mori, (tx) => tx.stop.updateMany({ where: { ...where, level: 'provisional' }, data: { level: 'confirmed', confirmedAt: now, ...pair } }))
    const lifts = (targetId: string) => atTheDatabase(mori, (tx) => tx.stop.updateMany({ where: { ...where, targetId, level: { in: ['provisional', 'confirmed'] } }, data: { level: 'lifted', endedAt: now, ...lift } }))
    await expect(confirms()).rejects.toThrow(/agreed on/)
    await expect(lifts(electronics.id)).rejects.toThrow(/agreed on/)

    await mustBe('approved', decide(mori, await proposesStop(sato, caseId, 'acceptance', bakery.id)))
    await expect(confirms()).rejects.toThrow(/agreed on/)
    await mustBe('approved', decide(mori, await proposesLift(sato, caseId, 'acceptance', bakery.id)))
    await expect(lifts(electronics.id)).rejects.toThrow(/agreed on/)

    const begun = { caseId, target: 'acceptance' as const, targetId: bakery.id, level: 'confirmed' as const, reason: 'collusion' as const, note: 'x', startedAt: now, startedBy: sato.id, confirmedAt: now }
    await expect(atTheDatabase(mori, (tx) => tx.stop.create({ data: { ...begun, ...pair } }))).rejects.toThrow(/approval_id|Unique constraint/)
  })

  test('payouts that a stop holds are not let go without it', async () => {
    const { caseId, electronics } = await suspicion(town)
    await mustBe('ok', stops(sato, caseId, 'payouts', electronics.id))
    await expect(atTheDatabase(mori, (tx) => tx.payoutHold.updateMany({ where: { storeId: electronics.id }, data: { endedAt: town.clock.now() } }))).rejects.toThrow(/still holds these payouts/)
    expect(await town.sql`SELECT ended_at FROM payout_holds WHERE store_id = ${electronics.id}`).toEqual([{ ended_at: null }])
  })

  test('a later due day is the one that was agreed on, once, and never an officer’s own', async () => {
    const { approvalId } = await approved('defer')
    const [{ demand_id: demandId, case_id: caseId, customer_id: customerId } = { demand_id: '', case_id: '', customer_id: '' }] =
      await town.sql<{ demand_id: string; case_id: string; customer_id: string }>`SELECT demand_id, case_id, customer_id FROM demand_terms WHERE approval_id = ${approvalId}`
    const term = { demandId, caseId, customerId, dueOn: new Date('2027-12-01'), since: town.clock.now() }
    const agreed = { why: 'deferred' as const, approvalId, proposedBy: sato.id, approvedBy: mori.id }
    await expect(atTheDatabase(mori, (tx) => tx.demandTerm.create({ data: { ...term, ...agreed } }))).rejects.toThrow(/was not agreed on/)
    await expect(atTheDatabase(mori, (tx) => tx.demandTerm.create({ data: { ...term, why: 'plan_ended' } }))).rejects.toThrow(/without a proposal/)
    await expect(town.sql`INSERT INTO demand_terms (demand_id, case_id, customer_id, due_on, why, approval_id, proposed_by, approved_by, since)
      SELECT demand_id, case_id, customer_id, due_on, why, approval_id, proposed_by, approved_by, since FROM demand_terms WHERE approval_id = ${approvalId}`).rejects.toThrow(/demand_terms_approval_id_key/)
  })

  test('a plan that ended does not begin anew on its old proposal', async () => {
    const { approvalId } = await approved('instalments')
    await atTheDatabase(mori, (tx) => tx.instalmentPlan.updateMany({ where: { approvalId }, data: { endedAt: town.clock.now(), endedWhy: 'replaced' } }))
    await expect(town.sql`INSERT INTO instalment_plans (demand_id, case_id, customer_id, request_id, approval_id, proposed_by, approved_by, times, total, repaid_before, agreed_at)
      SELECT demand_id, case_id, customer_id, request_id, approval_id, proposed_by, approved_by, times, total, repaid_before, now() FROM instalment_plans WHERE approval_id = ${approvalId}`).rejects.toThrow(/instalment_plans_approval_id_key/)
  })
})

/** The rows of which the self-check says that no two people agreed on them. */
const found = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ name }) => name === 'carried-out-as-agreed').flatMap(({ broken }) => broken)

/** Writes what nobody in the programme can write, as the owner with the triggers off, looks, and takes it back. */
async function unguarded(statement: string, look: () => Promise<void>, undo: string): Promise<void> {
  const asOwner = (text: string) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(text)
    })
  await asOwner(statement)
  try {
    await look()
  } finally {
    await asOwner(undo)
  }
}
