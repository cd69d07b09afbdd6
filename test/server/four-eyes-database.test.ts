import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, confirmed, decide, demanded, suspicion } from './cases-acts.ts'
import { waysToPropose } from './four-eyes-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let chief: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori, chief] = await town.officers('佐藤', '森', '中村 (chief)')
}, 60_000)
afterAll(() => town.close())

/** What an officer could do who sits at the database instead of the screen. */
const atTheDatabase = <Result>(officer: OfficerInTown, work: Parameters<typeof town.ctx.db.atomically<Result>>[1]) => town.ctx.db.atomically({ kind: 'officer', officerId: officer.id, role: 'officer' }, work)

describe('the database holds four eyes by itself', () => {
  test('a freeze, a demand and a lifted freeze carry the proposal that says so', { timeout: 120_000 }, async () => {
    const suspected = await suspicion(town)
    await demanded(town, [sato, mori], suspected)
    const [freeze] = await town.sql`SELECT a.kind::text, a.proposed_by = f.proposed_by AND a.decided_by = f.approved_by AS same FROM freezes f JOIN approvals a ON a.id = f.approval_id WHERE f.case_id = ${suspected.caseId}`
    const [demand] = await town.sql`SELECT a.kind::text FROM demands d JOIN approvals a ON a.id = d.approval_id WHERE d.case_id = ${suspected.caseId}`
    expect([freeze, demand]).toEqual([{ kind: 'confirm_freeze', same: true }, { kind: 'demand' }])

    const { approvalId, customer } = await waysToPropose.unfreeze(town, sato)
    expect(await decide(mori, approvalId)).toBe('approved')
    expect(await town.sql`SELECT lift_approval_id FROM freezes WHERE customer_id = ${customer?.id}`).toEqual([{ lift_approval_id: approvalId }])
  })

  test('two officers’ names are not enough: without their proposal nothing is confirmed, demanded or lifted', { timeout: 120_000 }, async () => {
    const suspected = await suspicion(town)
    const { caseId, customer } = suspected
    await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })
    const [pair, now] = [{ proposedBy: sato.id, approvedBy: mori.id }, town.clock.now()]

    await expect(atTheDatabase(mori, (tx) => tx.freeze.updateMany({ where: { caseId }, data: { state: 'confirmed', confirmedAt: now, ...pair } }))).rejects.toThrow(/carried_out_as_agreed|agreed on/)
    await expect(atTheDatabase(mori, (tx) => tx.freeze.updateMany({ where: { caseId }, data: { state: 'lifted', endedAt: now, liftProposedBy: sato.id, liftApprovedBy: mori.id } }))).rejects.toThrow(/carried_out_as_agreed|agreed on/)
    await expect(atTheDatabase(mori, (tx) => tx.demand.create({
      data: { number: 'R-x', caseId, customerId: customer.id, principal: 1n, dueOn: now, contents: [], contentsHash: '', issuedAt: now, ...pair },
    }))).rejects.toThrow(/carried_out_as_agreed|agreed on/)
    await expect(town.sql`INSERT INTO demands (number, case_id, customer_id, principal, due_on, contents, contents_hash, proposed_by, approved_by, issued_at)
      VALUES ('R-x', ${caseId}, ${customer.id}, 1, now(), '[]', '', ${sato.id}, ${mori.id}, now())`).rejects.toThrow(/agreed on/)
  })

  test('one proposal is carried out once', { timeout: 120_000 }, async () => {
    const suspected = await suspicion(town)
    await demanded(town, [sato, mori], suspected)
    await expect(town.sql`INSERT INTO demands (number, case_id, customer_id, principal, due_on, contents, contents_hash, proposed_by, approved_by, issued_at)
      VALUES ('R-y', ${suspected.caseId}, ${suspected.customer.id}, 1, now(), '[]', '', ${sato.id}, ${mori.id}, now())`).rejects.toThrow(/demands_approval_id_key/)
  })

  test('an officer writes in their own name only, and what was proposed stays as it was', async () => {
    const { approvalId } = await waysToPropose.refund(town, sato)
    const now = town.clock.now()
    const decided = { state: 'approved' as const, decidedAt: now, decisionReason: 'x' }
    await expect(atTheDatabase(sato, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: { ...decided, decidedBy: mori.id } }))).rejects.toThrow(/in somebody else/)
    await expect(atTheDatabase(mori, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: { asked: { amount: '1280' } } }))).rejects.toThrow(/never changes/)
    await expect(atTheDatabase(mori, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: { proposedBy: mori.id } }))).rejects.toThrow(/never changes/)
    await expect(town.ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: { ...decided, decidedBy: mori.id } }))).rejects.toThrow(/in somebody else/)
    const row = { number: 'A-x', kind: 'refund' as const, subject: 'payment:01a21f18-92d3-7714-80a9-0e327b8c76b1', asked: {}, snapshot: {}, snapshotHash: '', reason: 'x', proposedAt: now, expiresAt: now }
    await expect(atTheDatabase(mori, (tx) => tx.approval.create({ data: { ...row, proposedBy: sato.id } }))).rejects.toThrow(/in somebody else/)
    expect(await decide(mori, approvalId)).toBe('approved')
    await expect(atTheDatabase(mori, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: { state: 'sent_back' } }))).rejects.toThrow(/decided once/)
  })
})

describe('a proposal whose snapshot somebody changed behind the programme’s back', () => {
  test.each(['confirm_freeze', 'refund'] as const)('%s: is refused, chiefs are told once, the audit log keeps it, and it can be sent back', async (kind) => {
    const { approvalId } = await waysToPropose[kind](town, sato)
    const field = kind === 'refund' ? '{amount}' : '{findings}'
    await town.sql`UPDATE approvals SET snapshot = jsonb_set(snapshot, ${field}::text[], ${kind === 'refund' ? '"1"' : '[]'}::jsonb) WHERE id = ${approvalId}`
    const seen = (await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${approvalId}`)).body
    expect(seen.mayDecide).toMatchObject({ allowed: false, reason: 'proposal-changed' })

    expect([await decide(mori, approvalId), await decide(mori, approvalId)]).toEqual(['proposal-changed', 'proposal-changed'])
    await town.settles()

    expect(await town.sql`SELECT state::text FROM approvals WHERE id = ${approvalId}`).toEqual([{ state: 'proposed' }])
    expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'approval.found-changed' AND object_id = ${approvalId}`).toHaveLength(2)
    expect(chief.chat.all().filter((text) => text.includes(`記録の不一致・${seen.number}`))).toHaveLength(1)
    expect(await decide(mori, approvalId, 'send-back')).toBe('sent_back')
  })

  test('also when nobody can read it any more', async () => {
    const suspected = await suspicion(town)
    await confirmed(town, sato, suspected)
    const approvalId = await act(sato, suspected.caseId, 'propose-freeze', { reason: '理由' })
    await town.sql`UPDATE approvals SET snapshot = '{}' WHERE id = ${approvalId}`
    expect(await decide(mori, approvalId)).toBe('proposal-changed')
    expect((await mori.get('/api/secretariat/approvals')).status).toBe(200)
  })
})
