import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, fortnightFrom, mustPay, suspicion, type Suspicion } from './cases-acts.ts'
import type { OfficerInTown } from '../support/officers.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const reason = { reason: '店舗の記録と一致しない' }

async function proposedFreeze(sato: OfficerInTown): Promise<Suspicion & { proposal: string }> {
  const suspected = await suspicion(town)
  await confirmed(town, sato, suspected)
  return { ...suspected, proposal: await act(sato, suspected.caseId, 'propose-freeze', reason) }
}

describe('四つの目', () => {
  test('nobody approves their own proposal: not the code, and not the database either', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { proposal, caseId, customer } = await proposedFreeze(sato)

    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await decide(sato, proposal, 'send-back')).toBe('own-proposal')
    await expect(
      town.sql`UPDATE approvals SET state = 'approved', decided_by = proposed_by, decided_at = now(), decision_reason = 'x' WHERE id = ${proposal}`,
    ).rejects.toThrow(/approval_four_eyes/)
    const freeze = (approver: string) => town.sql`INSERT INTO freezes (case_id, customer_id, state, reason, started_at, confirmed_at, proposed_by, approved_by)
      VALUES (${caseId}, ${customer.id}, 'confirmed', 'x', now(), now(), ${sato.id}, ${approver})`
    await expect(freeze(sato.id)).rejects.toThrow(/confirmed_by_two/)
    await expect(
      town.sql`INSERT INTO demands (number, case_id, customer_id, principal, due_on, contents, contents_hash, proposed_by, approved_by, issued_at)
        VALUES ('R-x', ${caseId}, ${customer.id}, 1, now(), '[]', '', ${sato.id}, ${sato.id}, now())`,
    ).rejects.toThrow(/demand_four_eyes/)
    expect(await decide(mori, proposal)).toBe('approved')
    await expect(
      town.sql`UPDATE freezes SET state = 'lifted', ended_at = now(), lift_proposed_by = ${sato.id}, lift_approved_by = ${sato.id} WHERE customer_id = ${customer.id}`,
    ).rejects.toThrow(/lifted_by_two/)
  })

  test('two officers who decide at the same moment: one decides, the other is told who', async () => {
    const [sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
    const { proposal, customer } = await proposedFreeze(sato)

    const answers = await Promise.all([decide(mori, proposal), decide(ito, proposal)])

    expect(answers.sort()).toEqual(['approved', 'proposal-decided'])
    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer.id}`).toHaveLength(1)
    const { body } = await sato.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(body).toMatchObject({ state: 'approved', decisionReason: '内容を確認した', mayDecide: { allowed: false, reason: 'proposal-decided' } })
    expect(body.mayDecide.ja).toMatch(/^(森|伊藤)さんが\d\d:\d\dに承認しました。$/)
  })

  test('what is sent back has no effect and can be proposed again', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { proposal, caseId, customer } = await proposedFreeze(sato)

    expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')

    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer.id}`).toEqual([])
    expect(await act(sato, caseId, 'propose-freeze', reason)).toMatch(/^[0-9a-f-]{36}$/)
    const { body } = await sato.get<{ items: ApprovalSeen[] }>('/api/secretariat/approvals?state=decided')
    expect(body.items.some(({ id }) => id === proposal)).toBe(true)
  })

  test('after 48 hours a proposal is void, its case says so, and it can be proposed again', async () => {
    const [sato] = await town.officers('佐藤')
    const { proposal, caseId } = await proposedFreeze(sato)
    town.clock.forward({ hours: 48 })
    const [mori] = await town.officers('森')

    expect(await decide(mori, proposal)).toBe('proposal-expired')
    await town.settles()
    const file = await caseFileOf(mori, caseId)
    expect(file.pinned).toContain('承認の期限が過ぎた起案があります')
    expect(file.timeline.at(-1)?.kind).toBe('proposal_expired')
    expect(await decide(mori, proposal)).toBe('proposal-expired')
    expect(await act(mori, caseId, 'propose-freeze', reason)).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the approver sees what the proposer saw, and what has changed since', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { proposal, customer, bakery } = await proposedFreeze(sato)
    const before = (await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)).body
    town.clock.forward({ minutes: 5 })

    await mustPay(customer, bakery, 700)
    await town.settles()

    const { body } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(body.snapshot).toEqual(before.snapshot)
    expect(before.changedSince).toEqual([])
    expect(body.changedSince.map(({ ja }) => ja)).toContain('起案のあとに新しい支払いが1件あります')
  })

  test('a demand that is approved a day later gives its debtor the missing day, and the approver reads that first', async () => {
    const [sato] = await town.officers('佐藤')
    const suspected = await suspicion(town)
    await confirmed(town, sato, suspected)
    const proposal = await act(sato, suspected.caseId, 'propose-demand', { amount: '9600', dueOn: fortnightFrom(town.clock.now()), ...reason })
    town.clock.forward({ hours: 24 })
    const [mori] = await town.officers('森')

    const { body } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(body.changedSince.map(({ ja }) => ja).join()).toContain('いま承認すると、期限は')
    expect(await decide(mori, proposal)).toBe('approved')
    expect(await town.sql`SELECT due_on::text FROM demands WHERE case_id = ${suspected.caseId}`).toEqual([{ due_on: fortnightFrom(town.clock.now()) }])
  })

  test('a snapshot that somebody changed behind the programme’s back is not approved', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { proposal, customer } = await proposedFreeze(sato)
    await town.sql`UPDATE approvals SET snapshot = jsonb_set(snapshot, '{evidence}', '[]') WHERE id = ${proposal}`

    expect(await decide(mori, proposal)).toBe('proposal-changed')
    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer.id}`).toEqual([])
  })

  test('auditors and officers connected to the case may not decide, and are not asked', async () => {
    const [sato, friend, auditor] = await town.officers('佐藤', '友人', '監査 (auditor)')
    const suspected = await suspicion(town)
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${suspected.customer.id})`
    await confirmed(town, sato, suspected)
    const proposal = await act(sato, suspected.caseId, 'propose-freeze', reason)
    await town.settles()

    expect(await decide(auditor, proposal)).toBe('read-only-role')
    expect(await decide(friend, proposal)).toBe('conflict-of-interest')
    const { number } = (await sato.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)).body
    for (const officer of [friend, auditor, sato]) expect(officer.chat.all().join()).not.toContain(number)
  })
})
