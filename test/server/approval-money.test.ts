import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { paidAt, proposesRefund } from './money-back-acts.ts'

let town: Town
let store: StoreInTown
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
  ;[sato, mori] = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

async function waiting(): Promise<{ proposal: string; paymentId: string; customerCode: string }> {
  const hana = await town.customer({ balance: yen(5_000) })
  // A store of its own: customers who are all new at one store are a wave, and a case.
  const { id } = await paidAt(hana, await town.store(), 1_280)
  return { proposal: await proposesRefund(sato, id, 280), paymentId: id, customerCode: hana.code }
}
const seenBy = async (officer: OfficerInTown, proposal: string) => (await officer.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)).body

test('a proposal without a case says in words what it is, how much, about what, and what follows', async () => {
  const { proposal, customerCode } = await waiting()
  await town.settles()

  const seen = await seenBy(mori, proposal)

  expect(seen).toMatchObject({ kind: 'refund', state: 'proposed', caseId: null, caseNumber: null, customerCode: null, amount: '280', mayDecide: { allowed: true } })
  expect(seen.about.ja).toMatch(/^お支払い \d{4} \d{4} \d{4}$/)
  expect(seen.snapshot.facts.map(({ name, value }) => `${name.ja} ${value.ja}`)).toEqual(expect.arrayContaining([`利用者 ${customerCode}`, '支払いの金額 ¥1,280', '返金できる残り ¥1,280']))
  expect(seen.snapshot.consequences[0]?.ja).toContain('¥280')
  expect(seen.messagePreview.join()).toContain('¥280 を残高に戻しました')
  expect(seen.messagePreview.join()).toContain('残り ¥4,000')
  const { body: list } = await mori.get<{ items: ApprovalSeen[] }>('/api/secretariat/approvals')
  expect(list.items.map(({ id }) => id)).toContain(proposal)
  expect(mori.chat.last()).toContain(`返金・${seen.about.ja}`)
  expect(mori.chat.last()).toContain('金額 ¥280')
})

test('a decision keeps its reason, and sending back leaves the money where it is', async () => {
  const { proposal, paymentId } = await waiting()

  expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')

  expect(await seenBy(sato, proposal)).toMatchObject({ state: 'sent_back', decidedBy: '森', decisionReason: '内容を確認した', changedSince: [] })
  expect(await town.sql`SELECT state FROM payments WHERE id = ${paymentId}`).toEqual([{ state: 'paid' }])
  expect(await town.sql`SELECT action FROM audit_entries WHERE object_id = ${proposal} ORDER BY recorded_at, id`).toEqual([{ action: 'approval.propose' }, { action: 'approval.send-back' }])
  expect(await proposesRefund(mori, paymentId, 280)).toMatch(/^[0-9a-f-]{36}$/)
})

test('two officers who propose the same at the same moment: one proposal, the other is told its number', async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  const { id } = await paidAt(hana, store, 500)

  const outcomes = await Promise.all([proposesRefund(sato, id, 100), proposesRefund(mori, id, 100)])

  expect(outcomes.filter((outcome) => outcome === 'proposal-pending')).toHaveLength(1)
  expect(await town.sql`SELECT 1 FROM approvals WHERE subject = ${`payment:${id}`}`).toHaveLength(1)
})

test('a snapshot that somebody changed is not approved, and returns no money', async () => {
  const { proposal, paymentId } = await waiting()
  await town.sql`UPDATE approvals SET snapshot = jsonb_set(snapshot, '{amount}', '"1"') WHERE id = ${proposal}`

  expect(await decide(mori, proposal)).toBe('proposal-changed')
  expect(await town.sql`SELECT 1 FROM refunds WHERE payment_id = ${paymentId}`).toEqual([])
})

test('after 48 hours it is void, whoever looks, and can be proposed again', async () => {
  const { proposal, paymentId } = await waiting()
  town.clock.forward({ hours: 48 })
  const [ito, kato] = await town.officers('伊藤', '加藤')

  expect(await decide(ito, proposal)).toBe('proposal-expired')
  await town.settles()
  expect((await seenBy(ito, proposal)).state).toBe('expired')
  expect(await town.sql`SELECT action FROM audit_entries WHERE object_id = ${proposal} AND action = 'approval.expire'`).toHaveLength(1)
  expect(await decide(kato, await proposesRefund(ito, paymentId, 280))).toBe('approved')
})
