import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import { expireProposals } from '../../server/cases/approvals/expire-proposals.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { becomesInLine, waysToPropose } from './four-eyes-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let ito: OfficerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 10 })
  ;[sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
}, 60_000)
afterAll(() => town.close())

const stateOf = async (id: string) => (await town.sql<{ state: string }>`SELECT state::text FROM approvals WHERE id = ${id}`)[0]?.state
const freezesOf = (customerId: string | undefined) => town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customerId} AND state = 'confirmed'`

describe('of two decisions that cross, one counts', () => {
  test.each(['confirm_freeze', 'refund'] as const)('%s: approval and sending back', { timeout: 90_000 }, async (kind) => {
    const { approvalId, customer } = await waysToPropose[kind](town, sato)

    const answers = await Promise.all([decide(mori, approvalId), decide(ito, approvalId, 'send-back')])

    expect(answers.filter((answer) => answer === 'proposal-decided')).toHaveLength(1)
    const state = await stateOf(approvalId)
    expect(answers).toContain(state)
    if (kind === 'confirm_freeze') expect(await freezesOf(customer?.id)).toHaveLength(state === 'approved' ? 1 : 0)
    else expect(await town.sql`SELECT 1 FROM refunds WHERE approval_id = ${approvalId}`).toHaveLength(state === 'approved' ? 1 : 0)
  })

  test('the same officer’s second press', { timeout: 90_000 }, async () => {
    const twice = await waysToPropose.confirm_freeze(town, sato)
    expect((await Promise.all([decide(mori, twice.approvalId), decide(mori, twice.approvalId)])).sort()).toEqual(['approved', 'proposal-decided'])
    expect(await freezesOf(twice.customer?.id)).toHaveLength(1)
  })
})

describe('the forty-eighth hour', () => {
  test('a second before it a proposal can be approved, at it nobody can, whoever asks the database', { timeout: 90_000 }, async () => {
    const [first, second] = [await waysToPropose.refund(town, sato), await waysToPropose.refund(town, sato)]
    town.clock.forward({ hours: 47, minutes: 59, seconds: 59 })
    ;[sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
    expect(await decide(mori, first.approvalId)).toBe('approved')
    town.clock.forward({ seconds: 1 })

    const [answer] = await Promise.all([decide(mori, second.approvalId), expireProposals(town.ctx)])

    expect(answer).toBe('proposal-expired')
    expect(await stateOf(second.approvalId)).toBe('expired')
    const seen = (await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${second.approvalId}`)).body
    expect(seen.mayDecide.ja).toBe('48時間を過ぎたため、無効になりました。')
    const third = await waysToPropose.refund(town, sato)
    await expect(town.ctx.db.atomically({ kind: 'officer', officerId: mori.id, role: 'officer' }, (tx) => tx.approval.updateMany({
      where: { id: third.approvalId }, data: { state: 'approved', decidedBy: mori.id, decidedAt: new Date(town.clock.now().getTime() + 48 * 3_600_000), decisionReason: 'x' },
    }))).rejects.toThrow(/decided_in_own_name|too late/)
  })
})

describe('who may decide is asked at the moment of deciding', () => {
  test('not who has become an auditor, has left, or has become a party since it was proposed', { timeout: 90_000 }, async () => {
    const { approvalId, customer } = await waysToPropose.confirm_freeze(town, sato)
    const [reader, leaver, party] = await town.officers('読む人', '去る人', '当人')
    await town.sql`UPDATE officers SET role = 'auditor' WHERE id = ${reader.id}`
    await town.sql`UPDATE officers SET employment = 'stopped' WHERE id = ${leaver.id}`
    await becomesInLine(town, party, customer?.lineUserId ?? '')

    expect(await decide(reader, approvalId)).toBe('read-only-role')
    expect(await decide(leaver, approvalId)).toBe('not-signed-in')
    expect(await decide(party, approvalId)).toBe('conflict-of-interest')
    for (const { id } of [reader, leaver]) {
      await expect(town.sql`UPDATE approvals SET state = 'approved', decided_by = ${id}, decided_at = now(), decision_reason = 'x' WHERE id = ${approvalId}`).rejects.toThrow(/no part in proposals/)
    }
    expect(await freezesOf(customer?.id)).toEqual([])
    expect(await decide(ito, approvalId)).toBe('approved')
  })

  test('a proposer who left in between does not stop the second officer', async () => {
    const [leaver] = await town.officers('去る人')
    const { approvalId } = await waysToPropose.refund(town, leaver)
    await town.sql`UPDATE officers SET employment = 'stopped' WHERE id = ${leaver.id}`
    expect(await decide(ito, approvalId)).toBe('approved')
  })
})
