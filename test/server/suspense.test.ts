import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { jobHandlers } from '../../server/jobs.ts'
import type { SuspenseList } from '../../server/payments/money-in/contract.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, demanded, suspicion, type Refused } from './cases-acts.ts'
import { booksOf, moneyOf, newsTo } from './money-in-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
})
afterAll(() => town.close())

type Item = SuspenseList['items'][number]
const listed = async (query = '', officer = sato) => (await officer.get<SuspenseList>(`/api/secretariat/suspense${query}`)).body
const itemOf = async (pspRef: string): Promise<Item> => {
  const items = [...(await listed('?limit=100')).items, ...(await listed('?state=settled&limit=100')).items]
  return items.find((one) => one.pspRef === pspRef)!
}
const balanceOf = async (id: string) => Number((await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${id}`)[0]!.balance)

/** Money that somebody paid in under a number that nobody has. */
async function lostMoney(amount: number, reference = 'C-0000'): Promise<{ id: string; pspRef: string; told: ReturnType<typeof moneyOf>['told'] }> {
  const lost = moneyOf(town, reference)
  await lost.told('paid', amount)
  return { ...lost, id: (await itemOf(lost.pspRef)).id }
}

async function propose(officer: OfficerInTown, id: string, how: 'assign' | 'return', reference?: string): Promise<{ id: string } & { refusal: string | null }> {
  const answer = await officer.post<{ approval: { id: string } } & Refused>(`/api/secretariat/suspense/${id}/propose-${how}`, { reason: '通帳と照合しました。', ...(reference === undefined ? {} : { reference }) })
  return answer.status === 201 ? { id: answer.body.approval.id, refusal: null } : { id: '', refusal: answer.body.error.reason }
}
const refusalOf = async (...asked: Parameters<typeof propose>) => (await propose(...asked)).refusal

describe('money that matches nothing', () => {
  test('is listed for officers and auditors, with why it waits, and for nobody else', async () => {
    const { pspRef } = await lostMoney(12_000)
    const item = await itemOf(pspRef)

    expect(item).toMatchObject({ amount: '12000', state: 'open', why: { reason: 'unknown-reference' }, reference: 'C-0000', kind: 'top_up', provider: 'standard-webhooks', method: 'konbini', pending: null })
    expect((await listed('', auditor)).items.map(({ id }) => id)).toContain(item.id)
    const hana = await town.customer()
    expect((await hana.get('/api/secretariat/suspense')).status).toBe(403)
    expect((await hana.get('/api/secretariat/reconciliations')).status).toBe(403)
  })

  test('is listed page by page, each item once', async () => {
    for (let at = 0; at < 5; at += 1) await moneyOf(town, 'C-0000').tell('paid', 100 + at)
    await town.settles()
    const all = (await listed('?limit=100')).items.map(({ id }) => id)
    const paged: string[] = []
    for (let query: string | null = '?limit=2'; query !== null;) {
      const page: SuspenseList = await listed(query)
      paged.push(...page.items.map(({ id }) => id))
      query = page.nextCursor === null ? null : `?limit=2&cursor=${page.nextCursor}`
    }
    expect(paged).toEqual(all)
    expect((await sato.get<Refused>('/api/secretariat/suspense?cursor=nonsense')).body.error.reason).toBe('invalid-input')
  })

  test('shows who paid, as the bank wrote it, and the audit log says who looked', async () => {
    await town.sql`SELECT suspend_money('standard-webhooks', 'psp-with-name', NULL, 'top_up', 'C-0000', 700, 'unknown-reference', 'bank-transfer', now(), 'ヤマダ ハナコ', false, now())`
    expect((await itemOf('psp-with-name')).payerNameKana).toBe('ヤマダ ハナコ')
    expect(await town.sql`SELECT DISTINCT actor_id, purpose FROM audit_entries WHERE action = 'suspense.read-names'`).toEqual([{ actor_id: sato.id, purpose: 'find-whose-money-it-is' }])
  })
})

describe('assigning it to a customer', () => {
  test('takes two officers, and then is credited as if it had come with the right number', async () => {
    const hana = await town.customer()
    const { id, pspRef } = await lostMoney(5_000)
    const before = await booksOf(town)

    const proposal = await propose(sato, id, 'assign', hana.code)
    expect((await itemOf(pspRef)).pending).toMatchObject({ id: proposal.id, kind: 'assign_suspense' })
    expect(await decide(sato, proposal.id)).toBe('own-proposal')
    expect(await decide(auditor, proposal.id)).toBe('read-only-role')
    expect(await balanceOf(hana.id)).toBe(0)
    expect(await decide(mori, proposal.id)).toBe('approved')
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(6_000)
    expect(await itemOf(pspRef)).toMatchObject({ state: 'assigned', assignedReference: hana.code, settledBy: ['佐藤', '森'] })
    const after = await booksOf(town)
    expect([after.suspense! - before.suspense!, after.psp_clearing! - before.psp_clearing!]).toEqual([-5_000, 0])
  })

  test('is booked once although its job runs twice, also at the same time', async () => {
    const hana = await town.customer()
    const { id } = await lostMoney(1_000)
    await decide(mori, (await propose(sato, id, 'assign', hana.code)).id)
    const book = () => jobHandlers.find(({ queue }) => queue === 'book-assigned')!.run(town.ctx, { suspenseId: id })
    await Promise.all([book(), book()])
    await book()
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(1_200)
  })

  test('goes back like any other top-up when the provider takes it back', async () => {
    const hana = await town.customer()
    const lost = await lostMoney(1_000)
    await decide(mori, (await propose(sato, lost.id, 'assign', hana.code)).id)
    await town.settles()
    await lost.told('reversed', 1_000)

    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('is refused for numbers that nobody has, people who left, and whatever a limit forbids', async () => {
    const { id } = await lostMoney(9_000)
    const [full, gone] = [await town.customer({ balance: yen(95_000) }), await town.customer()]
    await town.sql`UPDATE wallets SET standing = 'closed' WHERE customer_id = ${gone.id}`
    const richBefore = await town.customer({ balance: yen(90_000) })
    // Bought long ago and spent since: what one holds is small, what one bought is not.
    await town.sql`INSERT INTO top_ups (customer_id, amount, premium, state, provider, psp_ref, paid_at) VALUES (${richBefore.id}, 105000, 0, 'paid', 'history', ${randomUUID()}, now())`

    expect(await refusalOf(sato, id, 'assign', 'C-9999')).toBe('reference-not-found')
    expect(await refusalOf(sato, id, 'assign', 'R-2026-999999')).toBe('reference-not-found')
    expect(await refusalOf(sato, id, 'assign', full.code)).toBe('holding-limit')
    expect(await refusalOf(sato, id, 'assign', richBefore.code)).toBe('purchase-cap')
    expect(await refusalOf(sato, id, 'assign', gone.code)).toBe('payer-left')
    expect(await refusalOf(auditor, id, 'assign', full.code)).toBe('read-only-role')
    expect(await refusalOf(sato, randomUUID(), 'assign', full.code)).toBe('not-found')
    await town.sql`DELETE FROM top_ups WHERE provider = 'history'`

    const hana = await town.customer()
    await town.sql`INSERT INTO function_stops (function, stopped_at, stopped_by, reason) VALUES ('top_up', ${town.clock.now()}, ${sato.id}, '訓練')`
    expect(await refusalOf(sato, id, 'assign', hana.code)).toBe('programme-stopped')
    await town.sql`DELETE FROM function_stops`
  })

  test('is refused when nobody knows how much it is', async () => {
    const pspRef = `psp_${randomUUID()}`
    await town.sql`SELECT suspend_money('standard-webhooks', ${pspRef}, NULL, 'top_up', 'C-0000', NULL, 'wrong-currency', 'card', now(), NULL, false, now())`
    const hana = await town.customer()
    const { id } = await itemOf(pspRef)
    expect(await refusalOf(sato, id, 'assign', hana.code)).toBe('amount-not-set')
    // What is not on the books can be closed all the same.
    expect(await decide(mori, (await propose(sato, id, 'return')).id)).toBe('approved')
    expect(await itemOf(pspRef)).toMatchObject({ state: 'returned', amount: null })
  })

  test('has no part for officers connected to the customer, neither to propose nor to approve', async () => {
    const hana = await town.customer()
    const { id } = await lostMoney(800)
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${mori.id}, ${hana.id})`

    expect(await refusalOf(mori, id, 'assign', hana.code)).toBe('conflict-of-interest')
    const proposal = await propose(sato, id, 'assign', hana.code)
    expect(await decide(mori, proposal.id)).toBe('conflict-of-interest')
    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('waits again when a limit is reached between the approval and the booking, and officers hear why', async () => {
    const hana = await town.customer({ balance: yen(90_000) })
    const { id, pspRef } = await lostMoney(8_000)
    expect(await decide(mori, (await propose(sato, id, 'assign', hana.code)).id)).toBe('approved')
    const quicker = moneyOf(town, hana.code)
    await quicker.tell('paid', 1_000)
    const [notification] = await town.sql<{ id: string }>`SELECT id FROM payment_notifications WHERE raw LIKE ${`%${quicker.pspRef}%`}`
    await jobHandlers.find(({ queue }) => queue === 'book-notification')!.run(town.ctx, { notificationId: notification!.id })
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(91_200)
    expect(await itemOf(pspRef)).toMatchObject({ state: 'open', why: { reason: 'over-holding-limit' }, assignedReference: null })
    expect((await newsTo(town, mori)).filter((title) => title.includes('¥8,000')).length).toBeGreaterThan(0)
  })
})

describe('assigning it to a demand', () => {
  test('is a repayment like any other; what is left over of one may go to a customer', async () => {
    const suspected = await suspicion(town)
    const { number } = await demanded(town, [sato, mori], suspected)
    const lost = await lostMoney(9_000, 'R-2026-999999')
    await decide(mori, (await propose(sato, lost.id, 'assign', number)).id)
    await town.settles()
    expect(await town.sql`SELECT repaid_total::text AS repaid FROM demands WHERE number = ${number}`).toEqual([{ repaid: '9000' }])

    const tooMuch = moneyOf(town, number, { kind: 'repayment' })
    await tooMuch.told('paid', 1_000)
    const surplus = await itemOf(tooMuch.pspRef)
    expect(surplus).toMatchObject({ amount: '400', why: { reason: 'surplus' }, reference: number })
    const hana = await town.customer()
    await decide(mori, (await propose(sato, surplus.id, 'assign', hana.code)).id)
    await town.settles()
    expect(await balanceOf(hana.id)).toBe(480)

    await tooMuch.told('reversed', 1_000)
    expect(await balanceOf(hana.id)).toBe(0)
    expect(await town.sql`SELECT sum(claimed)::text AS claimed FROM reversals WHERE psp_ref LIKE ${`${tooMuch.pspRef}%`}`).toEqual([{ claimed: '600' }])
  })
})

describe('returning it to whoever paid', () => {
  test('takes two officers, and then it has left suspense', async () => {
    const { id, pspRef } = await lostMoney(3_000)
    const before = await booksOf(town)
    const proposal = await propose(sato, id, 'return')
    expect(await decide(mori, proposal.id)).toBe('approved')

    const after = await booksOf(town)
    expect([after.suspense! - before.suspense!, after.psp_clearing! - before.psp_clearing!]).toEqual([-3_000, 3_000])
    expect(await itemOf(pspRef)).toMatchObject({ state: 'returned', settledBy: ['佐藤', '森'] })
    expect(await refusalOf(sato, id, 'return')).toBe('not-in-this-state')
    expect(await refusalOf(sato, id, 'assign', 'C-0000')).toBe('not-in-this-state')
  })

  test('and assigning it cannot both be proposed, and what is sent back has no effect', async () => {
    const hana = await town.customer()
    const { id, pspRef } = await lostMoney(600)
    const proposal = await propose(sato, id, 'return')
    expect(await refusalOf(mori, id, 'assign', hana.code)).toBe('proposal-pending')
    expect(await refusalOf(mori, id, 'return')).toBe('proposal-pending')
    expect(await decide(mori, proposal.id, 'send-back')).toBe('sent_back')

    expect(await itemOf(pspRef)).toMatchObject({ state: 'open', pending: null })
    expect((await propose(mori, id, 'assign', hana.code)).refusal).toBeNull()
    expect(await refusalOf(sato, id, 'return')).toBe('proposal-pending')
  })

  test('comes too late when the provider has taken it back by itself', async () => {
    const lost = await lostMoney(600)
    const proposal = await propose(sato, lost.id, 'return')
    await lost.told('reversed', 600)
    expect(await decide(mori, proposal.id)).toBe('not-in-this-state')
    expect(await itemOf(lost.pspRef)).toMatchObject({ state: 'reversed' })
  })

  test('approved by two at once happens once', async () => {
    const third = (await town.officers('加藤'))[0]
    const { id } = await lostMoney(600)
    const before = (await booksOf(town)).suspense!
    const proposal = await propose(sato, id, 'return')
    const answers = await Promise.all([decide(mori, proposal.id), decide(third, proposal.id)])

    expect(answers.sort()).toEqual(['approved', 'proposal-decided'])
    expect((await booksOf(town)).suspense).toBe(before - 600)
  })
})

test('after the programme’s last day money is assigned to nobody', async () => {
  const later = await openTown()
  try {
    const hana = await later.customer()
    await later.sql`SELECT suspend_money('standard-webhooks', 'psp-too-late', NULL, 'top_up', 'C-0000', 900, 'unknown-reference', 'card', now(), NULL, false, ${later.clock.now()})`
    const [item] = await later.sql<{ id: string }>`SELECT id FROM suspense_items`
    later.clock.goTo('2027-02-01T10:00:00+09:00')
    const [officer] = await later.officers('遅番')
    expect(await refusalOf(officer, item!.id, 'assign', hana.code)).toBe('voucher-expired')
  } finally {
    await later.close()
  }
})

describe('the database', () => {
  test('settles nothing that two officers did not agree on', async () => {
    const { id } = await lostMoney(100)
    const proposal = await propose(sato, id, 'return')
    const as = (officerId: string) => ({ kind: 'officer', officerId, role: 'officer' }) as const
    await expect(town.ctx.db.atomically(as(mori.id), (tx) => tx.$queryRaw`SELECT decide_suspense(${proposal.id}::uuid, now())`)).rejects.toThrow(/not approved by this officer/)
    await expect(town.ctx.db.atomically(as(mori.id), (tx) => tx.$queryRaw`SELECT FROM settle_suspense(${id}::uuid, now())`)).rejects.toThrow(/permission denied/)
    await expect(town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => tx.$queryRaw`SELECT FROM settle_suspense(${id}::uuid, now())`)).rejects.toThrow(/nobody agreed/)
    await expect(town.sql`UPDATE suspense_items SET state = 'returned', settled_at = now() WHERE id = ${id}`).rejects.toThrow(/settled_by_two/)
  })

  test('is whole after all of this', async () => {
    const findings = await selfCheck(town.ctx.db, town.clock.now())
    expect(findings.filter(({ brokenCount }) => brokenCount > 0)).toEqual([])
  })
})
