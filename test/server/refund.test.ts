import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { yen } from '../../server/core/yen.ts'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import type { receipt as receiptShape } from '../../server/payments/contract.ts'
import type { StorePaymentSeen } from '../../server/payments/refunds/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, suspicion } from './cases-acts.ts'
import { balanceOf, brokenPromises, paidAt, proposesRefund, voids } from './money-back-acts.ts'

let town: Town
let store: StoreInTown
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
  ;[sato, mori] = await town.officers('佐藤', '森')
})
afterAll(async () => {
  expect(await brokenPromises(town)).toEqual([])
  await town.close()
})

const payableOf = async (storeId: string) => (await town.sql<{ owed: string }>`SELECT coalesce(sum(amount), 0)::text AS owed FROM journal_entries WHERE ledger = 'store_payable' AND owner_id = ${storeId}`)[0]?.owed
const proposed = async (paymentId: string, amount: number) => {
  const id = await proposesRefund(sato, paymentId, amount)
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`the proposal was refused: ${id}`)
  return id
}

describe('返金', () => {
  test('one officer proposes, another approves: part of the money is back, then the rest, and everybody is told', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_280)
    await town.settles()
    const owed = BigInt((await payableOf(store.id)) ?? 0)

    expect(await decide(mori, await proposed(payment.id, 280))).toBe('approved')
    await town.settles()

    expect(await balanceOf(hana)).toBe('4000')
    expect(hana.chat.last()).toContain('返金がありました ¥280')
    expect(hana.chat.last()).toContain('残り ¥4,000')
    expect(store.owner.chat.last()).toContain('事務局が返金しました ¥280')
    expect(store.owner.chat.last()).not.toContain(hana.code)
    expect(BigInt((await payableOf(store.id)) ?? 0)).toBe(owed - 280n)
    expect(await decide(mori, await proposed(payment.id, 1_000))).toBe('approved')
    const { body: receipt } = await hana.get<z.infer<typeof receiptShape>>(`/api/payments/${payment.id}`)
    expect(receipt).toMatchObject({ payment: { state: 'refunded' }, returned: [{ kind: 'refund', amount: '280' }, { kind: 'refund', amount: '1000' }] })
    expect(await balanceOf(hana)).toBe('5000')
    const { body: seen } = await store.owner.get<StorePaymentSeen>(`/api/store/payments/${payment.id}`)
    expect(seen).toMatchObject({ payment: { state: 'refunded', refunded: '1280' }, voidable: false, whyNot: { reason: 'already-refunded' }, returned: [{ by: null, reason: null }, { by: null }] })
    expect(await town.sql`SELECT action FROM audit_entries WHERE object_id = ${payment.id} ORDER BY recorded_at, id`).toEqual([{ action: 'payment.refund' }, { action: 'payment.refund' }])
  })

  test('never more than was paid: not in a proposal, not in two that were approved at once', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)

    expect(await proposesRefund(sato, payment.id, 1_001)).toBe('refund-too-high')
    const first = await proposed(payment.id, 700)
    expect(await proposesRefund(mori, payment.id, 700)).toBe('proposal-pending')
    expect(await decide(mori, first)).toBe('approved')
    expect(await proposesRefund(sato, payment.id, 301)).toBe('refund-too-high')
    expect(await balanceOf(hana)).toBe('4700')
  })

  test('two proposals over one payment that are approved at the same moment return it once', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    // The index lets one proposal wait for a payment; a second one is written as a fault of ours would write it.
    const first = await proposed(payment.id, 700)
    await town.sql`DROP INDEX one_pending_proposal`
    await town.sql`INSERT INTO approvals (number, kind, subject, asked, snapshot, snapshot_hash, reason, proposed_by, proposed_at, expires_at)
      SELECT 'A-TWICE', kind, subject, asked, snapshot, snapshot_hash, reason, proposed_by, proposed_at, expires_at FROM approvals WHERE id = ${first}`
    const [second] = await town.sql<{ id: string }>`SELECT id FROM approvals WHERE number = 'A-TWICE'`

    const outcomes = await Promise.all([decide(mori, first), decide(mori, second!.id)])

    expect(outcomes.sort()).toEqual(['approved', 'refund-too-high'])
    expect(await balanceOf(hana)).toBe('4700')
    expect(await town.sql`SELECT amount FROM refunds WHERE payment_id = ${payment.id}`).toEqual([{ amount: '700' }])
    await town.sql`UPDATE approvals SET state = 'expired' WHERE state = 'proposed'`
    await town.sql`CREATE UNIQUE INDEX one_pending_proposal ON approvals (subject, kind) WHERE state = 'proposed'`
  })

  test('two officers who approve one proposal at the same moment return the money once', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const [ito] = await town.officers('伊藤')
    const payment = await paidAt(hana, store, 1_000)
    const proposal = await proposed(payment.id, 1_000)

    const outcomes = await Promise.all([decide(mori, proposal), decide(ito, proposal)])

    expect(outcomes.sort()).toEqual(['approved', 'proposal-decided'])
    expect(await balanceOf(hana)).toBe('5000')
  })

  test('a void by the store and an approval at the same moment: one of them gives the money back', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    const proposal = await proposed(payment.id, 1_000)

    const outcomes = await Promise.all([voids(store.owner, payment.id), decide(mori, proposal)])

    expect([['voided', 'already-voided'], ['already-refunded', 'approved']]).toContainEqual(outcomes)
    expect(await balanceOf(hana)).toBe('5000')
  })

  test('what was voided in the meantime is not refunded too, and the approver reads that first', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    const proposal = await proposed(payment.id, 1_000)
    await voids(store.owner, payment.id)

    const { body } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(body.changedSince.map(({ ja }) => ja)).toEqual(['いま承認しても返金されません。すでに取り消されています。'])
    expect(await decide(mori, proposal)).toBe('already-voided')
    expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')
    expect(await proposesRefund(sato, payment.id, 1)).toBe('already-voided')
  })

  test('nothing is refunded while a case decides about the payment, and nothing to somebody who has left', async () => {
    const suspected = await suspicion(town)
    const [inCase] = await town.sql<{ payment_id: string }>`SELECT payment_id FROM case_payments WHERE case_id = ${suspected.caseId} LIMIT 1`
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    await town.sql`UPDATE wallets SET standing = 'closed' WHERE customer_id = ${hana.id}`

    expect(await proposesRefund(sato, inCase!.payment_id, 100)).toBe('refund-in-case')
    expect(await proposesRefund(sato, payment.id, 100)).toBe('payer-left')
    expect(await proposesRefund(sato, '00000000-0000-7000-8000-000000000000', 100)).toBe('not-found')
  })

  test('a case that opened after the proposal is named when it is approved', async () => {
    const suspected = await suspicion(town)
    const fresh = await paidAt(suspected.customer, store, 300)
    const proposal = await proposed(fresh.id, 300)
    await town.sql`INSERT INTO case_payments (case_id, payment_id) VALUES (${suspected.caseId}, ${fresh.id}) ON CONFLICT DO NOTHING`
    const [{ number } = { number: '' }] = await town.sql<{ number: string }>`SELECT number FROM fraud_cases WHERE id = ${suspected.caseId}`

    const { body } = await mori.post<{ error: { reason: string; message: string } }>(`/api/secretariat/approvals/${proposal}/approve`, { reason: '確認' })

    expect(body.error).toMatchObject({ reason: 'refund-in-case', message: `この支払いは案件${number}で確認中です。` })
  })
})

describe('who may take part', () => {
  test('officers tied to the customer or the store neither propose nor approve, in the code and in the database', async () => {
    const [friend, owner, auditor] = await town.officers('友人', '店主の家族', '監査 (auditor)')
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${hana.id})`
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${owner.id}, ${store.id})`

    for (const tied of [friend, owner]) expect(await proposesRefund(tied, payment.id, 100)).toBe('conflict-of-interest')
    expect(await proposesRefund(auditor, payment.id, 100)).toBe('read-only-role')
    const proposal = await proposed(payment.id, 100)
    await town.settles()
    for (const tied of [friend, owner]) expect(await decide(tied, proposal)).toBe('conflict-of-interest')
    expect(await decide(auditor, proposal)).toBe('read-only-role')
    expect(await decide(sato, proposal)).toBe('own-proposal')
    const { number } = (await sato.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)).body
    for (const untold of [friend, owner, auditor, sato]) expect(untold.chat.all().join()).not.toContain(number)
    expect(mori.chat.all().join()).toContain(number)
    await expect(town.sql`UPDATE approvals SET state = 'approved', decided_by = ${friend.id}, decided_at = now(), decision_reason = 'x' WHERE id = ${proposal}`).rejects.toThrow(/tied to a party/)
    await expect(town.sql`UPDATE approvals SET proposed_by = ${owner.id} WHERE id = ${proposal}`).rejects.toThrow(/tied to a party/)
    await expect(town.sql`INSERT INTO refunds (payment_id, customer_id, store_id, amount, kind, reason, proposed_by, approved_by, approval_id, returned_at, balance_after)
      VALUES (${payment.id}, ${hana.id}, ${store.id}, 1, 'refund', 'x', ${sato.id}, ${friend.id}, ${proposal}, now(), 0)`).rejects.toThrow(/tied to a party/)
    await expect(town.sql`INSERT INTO refunds (payment_id, customer_id, store_id, amount, kind, reason, proposed_by, approved_by, approval_id, returned_at, balance_after)
      VALUES (${payment.id}, ${hana.id}, ${store.id}, 1, 'refund', 'x', ${sato.id}, ${sato.id}, ${proposal}, now(), 0)`).rejects.toThrow(/void_by_staff_refund_by_two/)
  })

  test('no officer refunds without a proposal that they approved', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const payment = await paidAt(hana, store, 1_000)
    const proposal = await proposed(payment.id, 100)
    const alone = (officer: OfficerInTown) => town.ctx.db.atomically({ kind: 'officer', officerId: officer.id, role: 'officer' }, (tx) => tx.$queryRaw`SELECT * FROM refund_payment(${proposal}::uuid, now())`)

    await expect(alone(mori)).rejects.toThrow(/not approved by this officer/)
    expect(await decide(mori, proposal)).toBe('approved')
    await expect(alone(sato)).rejects.toThrow(/not approved by this officer/)
    await expect(alone(mori)).rejects.toThrow(/refunds_approval_id_key/)
  })
})

test('money never goes into vouchers that have expired: what is left of the others can be refunded', async () => {
  const hana = await town.customer({ balance: yen(1_000) })
  await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, (tx) => tx.$queryRaw`SELECT credit_top_up(${hana.id}::uuid, 600, 0, 'test', ${hana.id}, now(), now(), '2026-11-24')`)
  const payment = await paidAt(hana, store, 1_000)
  const waiting = await proposed(payment.id, 1_000)
  town.clock.forward({ hours: 40 })
  const [later] = await town.officers('夜勤')
  await town.settles()

  expect(await decide(later, waiting)).toBe('refund-after-expiry')
  const { body } = await later.post<{ error: { reason: string; message: string } }>(`/api/secretariat/payments/${payment.id}/propose-refund`, { amount: '401', reason: '返品' })
  expect(body.error.message).toBe('支払いに使った券の有効期限が過ぎたため、返金できるのは¥400までです。')
  expect(await decide(later, waiting, 'send-back')).toBe('sent_back')
  const smaller = await proposesRefund(later, payment.id, 400)
  const [second] = await town.officers('交代')
  expect(await decide(second, smaller)).toBe('approved')
  expect(await town.sql`SELECT expires_on::text, amount FROM pockets WHERE customer_id = ${hana.id} ORDER BY 1`).toEqual([{ expires_on: '2026-11-24', amount: '0' }, { expires_on: '2027-01-31', amount: '1000' }])
})
