import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseKinds, moneyKinds } from '../../server/approval/contract.ts'
import { selfStopVerbs } from '../../server/cases/self-stop/release-own-stop.ts'
import { ruleVerbs } from '../../server/fraud/settings/verbs.ts'
import { verbsOf } from '../../server/payments/decide-money.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, decide, suspicion } from './cases-acts.ts'
import { becomesInLine, proposable, waysToPropose, type Waiting } from './four-eyes-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori, auditor] = await town.officers('佐藤 (chief)', '森', '監査 (auditor)')
}, 60_000)
afterAll(() => town.close())

const stateOf = async ({ approvalId }: Waiting) => (await town.sql<{ state: string }>`SELECT state::text FROM approvals WHERE id = ${approvalId}`)[0]?.state

/** Whether somebody carries a kind out: asking for its verb throws otherwise. */
function exists(verb: () => object): boolean {
  try {
    return Boolean(verb())
  } catch {
    return false
  }
}

test('every kind of proposal that somebody carries out has its line in the table of these tests', () => {
  const carriedOut = [...caseKinds, ...moneyKinds.filter((kind) => exists(() => verbsOf(kind, { ...ruleVerbs, ...selfStopVerbs })))]
  expect([...proposable].sort()).toEqual(carriedOut.sort())
})

describe.each(proposable)('%s: one person with two roles is one person', (kind) => {
  test('neither who proposed it, nor a reader, nor who is its customer or works in its store decides it; a second officer does', { timeout: 180_000 }, async () => {
    const waiting = await waysToPropose[kind](town, sato)
    const { approvalId, customer, store } = waiting
    expect(await decide(sato, approvalId)).toBe('own-proposal')
    expect(await decide(sato, approvalId, 'send-back')).toBe('own-proposal')
    expect(await decide(auditor, approvalId)).toBe('read-only-role')

    const itself = sato.lineUserId
    for (const party of [customer?.lineUserId, store?.owner.lineUserId]) {
      if (party === undefined) continue
      const [friend] = await town.officers('知人')
      await becomesInLine(town, friend, party)
      expect(await decide(friend, approvalId)).toBe('conflict-of-interest')
      expect(await decide(friend, approvalId, 'send-back')).toBe('conflict-of-interest')
      await expect(town.sql`UPDATE approvals SET state = 'approved', decided_by = ${friend.id}, decided_at = now(), decision_reason = 'x' WHERE id = ${approvalId}`).rejects.toThrow(/tied to a party/)
    }
    await expect(becomesInLine(town, mori, itself)).rejects.toThrow(/officers_line_user_id_key/)
    await expect(town.sql`UPDATE approvals SET state = 'approved', decided_by = proposed_by, decided_at = now(), decision_reason = 'x' WHERE id = ${approvalId}`).rejects.toThrow(/approval_four_eyes/)
    await expect(town.sql`UPDATE approvals SET state = 'approved', decided_by = ${auditor.id}, decided_at = now(), decision_reason = 'x' WHERE id = ${approvalId}`).rejects.toThrow(/no part in proposals/)
    expect(await stateOf(waiting)).toBe('proposed')

    expect(await decide(mori, approvalId)).toBe('approved')
  })
})

describe('who an officer is besides', () => {
  test('an officer whose own customer account has the telephone of a store’s staff is tied to that store', async () => {
    const [shopkeeper] = await town.officers('店主')
    const waiting = await waysToPropose.release_payout(town, sato)
    const own = await town.customer({ phone: '09011112222' })
    await becomesInLine(town, shopkeeper, own.lineUserId)
    await town.sql`UPDATE staff SET phone = '09011112222' WHERE id = ${waiting.store?.owner.id}`

    expect(await decide(shopkeeper, waiting.approvalId)).toBe('conflict-of-interest')
    expect(await decide(mori, waiting.approvalId)).toBe('approved')
  })

  test('who is a party proposes nothing, takes nothing and is not asked', async () => {
    const [debtor] = await town.officers('当人')
    const { caseId, customer } = await suspicion(town)
    await becomesInLine(town, debtor, customer.lineUserId)

    for (const [name, body] of [['take', {}], ['freeze-provisionally', { reason: 'あ' }], ['propose-freeze', { reason: 'あ' }], ['propose-unfreeze', { reason: 'あ' }]] as const) {
      expect(await act(debtor, caseId, name, body)).toBe('conflict-of-interest')
    }
    await expect(town.sql`UPDATE fraud_cases SET owner_id = ${debtor.id} WHERE id = ${caseId}`).rejects.toThrow(/tied to a party/)
  })

  test('an officer who works in another store, or is another customer, is nobody’s party here', async () => {
    const [neighbour] = await town.officers('隣人')
    await becomesInLine(town, neighbour, (await town.store()).owner.lineUserId)
    const { approvalId } = await waysToPropose.refund(town, sato)
    expect(await decide(neighbour, approvalId)).toBe('approved')
  })
})

test('a case’s own tie by hand still counts', async () => {
  const [friend] = await town.officers('友人')
  const { approvalId, customer } = await waysToPropose.refund(town, sato)
  await town.sql`INSERT INTO officer_ties (id, officer_id, customer_id) VALUES (${randomUUID()}, ${friend.id}, ${customer?.id})`
  expect(await decide(friend, approvalId)).toBe('conflict-of-interest')
})
