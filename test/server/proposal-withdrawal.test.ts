import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import { expireProposals } from '../../server/cases/approvals/expire-proposals.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, type Refused } from './cases-acts.ts'
import { waysToPropose } from './four-eyes-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 10 })
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
}, 180_000)
afterAll(() => town.close())

async function withdraws(officer: OfficerInTown, id: string, reason = '金額を直すため'): Promise<string> {
  const { status, body } = await officer.post<Refused & ApprovalSeen>(`/api/secretariat/approvals/${id}/withdraw`, { reason })
  return status === 200 ? body.state : body.error.reason
}
const seenBy = async (officer: OfficerInTown, id: string) => (await officer.get<ApprovalSeen>(`/api/secretariat/approvals/${id}`)).body
const caseOf = async (id: string) => (await seenBy(sato, id)).caseId ?? ''

describe('a proposer takes back what they proposed', () => {
  test('about a case: nobody else, once, with a reason that the case keeps; whoever opens the message reads that it is over', { timeout: 120_000 }, async () => {
    const { approvalId } = await waysToPropose.confirm_freeze(town, sato)
    await town.settles()
    const { number } = await seenBy(mori, approvalId)
    expect(mori.chat.all().some((text) => text.includes('承認のお願い'))).toBe(true)
    expect([(await seenBy(sato, approvalId)).mayWithdraw, (await seenBy(mori, approvalId)).mayWithdraw]).toEqual([true, false])
    expect([await withdraws(mori, approvalId), await withdraws(auditor, approvalId), await withdraws(sato, approvalId, ' ')]).toEqual(['not-your-proposal', 'read-only-role', 'invalid-input'])

    expect(await withdraws(sato, approvalId)).toBe('withdrawn')
    expect(await withdraws(sato, approvalId, 'もう一度')).toBe('withdrawn')

    expect(await seenBy(mori, approvalId)).toMatchObject({ state: 'withdrawn', withdrawal: { reason: '金額を直すため' }, decidedBy: null, mayWithdraw: false, mayDecide: { allowed: false, reason: 'proposal-withdrawn' } })
    const { body } = await mori.post<Refused>(`/api/secretariat/approvals/${approvalId}/approve`, { reason: '確認した' })
    expect(body.error.reason).toBe('proposal-withdrawn')
    expect(body.error.message).toContain('佐藤さん')
    const told = (await caseFileOf(sato, await caseOf(approvalId))).timeline.filter(({ kind }) => kind === 'proposal_withdrawn')
    expect(told.map(({ who, ja }) => [who, ja])).toEqual([['佐藤', `起案の取り下げ：凍結の確定 ${number}（金額を直すため）`]])
    expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'approval.withdraw' AND object_id = ${approvalId}`).toHaveLength(1)
    expect(await act(sato, await caseOf(approvalId), 'propose-freeze', { reason: '理由を改めて' })).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each(['refund', 'put_rule_in_force'] as const)('%s: without a case, and the same can be proposed again', { timeout: 60_000 }, async (kind) => {
    const { approvalId } = await waysToPropose[kind](town, sato)
    expect(await withdraws(sato, approvalId)).toBe('withdrawn')
    expect(await decide(mori, approvalId)).toBe('proposal-withdrawn')
    const { items } = (await mori.get<{ items: ApprovalSeen[] }>('/api/secretariat/approvals?state=decided')).body
    expect(items.find(({ id }) => id === approvalId)?.state).toBe('withdrawn')
    expect(await town.sql`SELECT 1 FROM approvals WHERE subject = (SELECT subject FROM approvals WHERE id = ${approvalId}) AND state = 'proposed'`).toEqual([])
  })

  test('not what was decided, and not what is void', { timeout: 60_000 }, async () => {
    const { approvalId } = await waysToPropose.refund(town, sato)
    await decide(mori, approvalId, 'send-back')
    expect(await withdraws(sato, approvalId)).toBe('proposal-decided')
    const late = (await waysToPropose.refund(town, sato)).approvalId
    town.clock.forward({ hours: 48 })
    ;[sato, mori] = await town.officers('佐藤', '森')
    await town.sql`UPDATE approvals SET proposed_by = ${sato.id} WHERE id = ${late}`
    expect(await withdraws(sato, late)).toBe('proposal-expired')
    await expireProposals(town.ctx)
    expect(await withdraws(sato, late)).toBe('proposal-expired')
  })
})

describe('taking back and approving that cross', () => {
  test.each(['confirm_freeze', 'refund'] as const)('%s: exactly one wins, and only what was approved is carried out', { timeout: 90_000 }, async (kind) => {
    const { approvalId, customer } = await waysToPropose[kind](town, sato)

    const [taken, approved] = await Promise.all([withdraws(sato, approvalId), decide(mori, approvalId)])

    const [row] = await town.sql<{ state: string }>`SELECT state::text FROM approvals WHERE id = ${approvalId}`
    expect([taken, approved]).toEqual(row?.state === 'approved' ? ['proposal-decided', 'approved'] : ['withdrawn', 'proposal-withdrawn'])
    const carried = kind === 'refund' ? await town.sql`SELECT 1 FROM refunds WHERE approval_id = ${approvalId}` : await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer?.id} AND state = 'confirmed'`
    expect(carried).toHaveLength(row?.state === 'approved' ? 1 : 0)
  })
})

test('the database holds it too: the proposer alone, with a reason, in time, and never what has ended', { timeout: 60_000 }, async () => {
  const atTheDatabase = (officer: OfficerInTown, approvalId: string, data: object) =>
    town.ctx.db.atomically({ kind: 'officer', officerId: officer.id, role: 'officer' }, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data }))
  const { approvalId } = await waysToPropose.refund(town, sato)
  const back = { state: 'withdrawn', withdrawnAt: town.clock.now(), withdrawalReason: 'x' } as const

  await expect(atTheDatabase(mori, approvalId, back)).rejects.toThrow(/by its proposer/)
  await expect(atTheDatabase(sato, approvalId, { ...back, withdrawalReason: null })).rejects.toThrow(/withdrawal_is_whole/)
  await expect(atTheDatabase(sato, approvalId, { ...back, withdrawnAt: new Date(town.clock.now().getTime() + 49 * 3_600_000) })).rejects.toThrow(/in time/)
  await expect(town.ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, (tx) => tx.approval.updateMany({ where: { id: approvalId }, data: back }))).rejects.toThrow(/by its proposer/)
  expect(await withdraws(sato, approvalId)).toBe('withdrawn')
  await expect(atTheDatabase(mori, approvalId, { state: 'approved', decidedBy: mori.id, decidedAt: town.clock.now(), decisionReason: 'x' })).rejects.toThrow(/decided once/)
})
