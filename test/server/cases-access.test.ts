import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseRow } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, demanded, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
})
afterAll(() => town.close())

const reason = { reason: '理由' }

describe('who may look and act', () => {
  test('an auditor reads everything and changes nothing', async () => {
    const { caseId } = await suspicion(town, stores)
    expect(await caseFileOf(auditor, caseId)).toMatchObject({ id: caseId })
    const acts: [string, object][] = [
      ['take', {}], ['ask-store', { storeId: stores[0].id, paymentIds: [caseId] }], ['ask-customer', { paymentId: caseId }], ['freeze-provisionally', reason], ['give-verdict', { verdict: 'cleared', reason: 'other' }],
      ['propose-freeze', reason], ['propose-demand', { amount: '1', dueOn: '2027-01-01', ...reason }], ['propose-unfreeze', reason], ['close', reason],
    ]
    for (const [name, body] of acts) expect([name, await act(auditor, caseId, name, body)]).toEqual([name, 'read-only-role'])
  })

  test('an officer connected to the customer or to a store of the case is kept out, by the database too', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    const [friend, shopkeeper] = await town.officers('友人', '店主')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${customer.id})`
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${shopkeeper.id}, ${stores[1].id})`

    for (const tied of [friend, shopkeeper]) {
      expect(await act(tied, caseId, 'take')).toBe('conflict-of-interest')
      expect(await act(tied, caseId, 'freeze-provisionally', reason)).toBe('conflict-of-interest')
      await expect(town.sql`UPDATE fraud_cases SET owner_id = ${tied.id}, taken_at = now() WHERE id = ${caseId}`).rejects.toThrow(/tied to a party/)
      await expect(
        town.sql`INSERT INTO freezes (case_id, customer_id, state, reason, started_at, started_by, lapses_at) VALUES (${caseId}, ${customer.id}, 'provisional', 'x', now(), ${tied.id}, now() + interval '1 hour')`,
      ).rejects.toThrow(/tied to a party/)
    }
  })

  test('a later hit at the owner’s own store is still recorded', async () => {
    const [keeper] = await town.officers('店主')
    const { caseId, customer } = await suspicion(town, stores)
    await act(keeper, caseId, 'take')
    const third = await town.store({ name: '三軒目', latitude: 38.2900 })
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${keeper.id}, ${third.id})`
    await customer.post('/api/payments', { storeCode: third.number, amount: '300' }, { 'idempotency-key': 'third-store' })
    await town.settles()

    expect(await town.sql`SELECT 1 FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${caseId} AND p.store_id = ${third.id}`).toHaveLength(1)
    expect(await act(keeper, caseId, 'freeze-provisionally', reason)).toBe('conflict-of-interest')
  })

  test('customers and staff see nothing of the secretariat’s pages', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    for (const person of [customer, stores[0].owner]) {
      for (const path of ['dashboard', 'cases', `cases/${caseId}`, 'approvals', 'audit', 'audit/verify']) {
        const { status, body } = await person.get<Refused>(`/api/secretariat/${path}`)
        expect([path, status, body.error.reason]).toEqual([path, 403, 'not-your-role'])
      }
    }
    expect((await sato.get('/api/repayments')).status).toBe(403)
    expect((await customer.get('/api/store/fact-checks')).status).toBe(403)
  })

  test('another customer’s demand is not found', async () => {
    const { id } = await demanded(town, [sato, mori], await suspicion(town, stores))
    const stranger = await town.customer()
    expect((await stranger.get(`/api/repayments/${id}`)).status).toBe(404)
    expect((await stranger.get<{ items: unknown[] }>('/api/repayments')).body.items).toEqual([])
  })
})

describe('the queue and the dashboard', () => {
  test('cases come page by page, each once, pinned ones first', async () => {
    const { caseId } = await suspicion(town, stores)
    await town.sql`UPDATE fraud_cases SET pinned = '担当または次の行動日がありません' WHERE id = ${caseId}`
    const seen: CaseRow[] = []
    let cursor: string | null = null
    do {
      const page: { body: { items: CaseRow[]; nextCursor: string | null; counts: Record<string, number> } } = await sato.get(`/api/secretariat/cases?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.body.items)
      cursor = page.body.nextCursor
      expect(page.body.counts.all).toBe(Number((await town.sql<{ n: string }>`SELECT count(*) AS n FROM fraud_cases WHERE state <> 'closed'`)[0]?.n))
    } while (cursor)

    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    expect(seen).toHaveLength(Number((await town.sql<{ n: string }>`SELECT count(*) AS n FROM fraud_cases WHERE state <> 'closed'`)[0]?.n))
    expect(seen.some(({ id }) => id === caseId)).toBe(true)
    expect(seen.map(({ pinned }) => pinned !== null)).toEqual([...seen.map(({ pinned }) => pinned !== null)].sort((a, b) => Number(b) - Number(a)))
    expect((await sato.get('/api/secretariat/cases?cursor=nonsense')).status).toBe(400)
    expect((await sato.get<{ items: CaseRow[] }>('/api/secretariat/cases?tab=mine')).body.items.every(({ ownerName }) => ownerName === '佐藤')).toBe(true)
  })

  test('the dashboard counts what there is', async () => {
    await town.settles()
    const { status, body } = await auditor.get<{ paymentsToday: { count: number }; cases: { state: string; count: number }[]; health: { unscreened: number } }>('/api/secretariat/dashboard')
    expect(status).toBe(200)
    expect(body.paymentsToday.count).toBe(Number((await town.sql<{ n: string }>`SELECT count(*) AS n FROM payments`)[0]?.n))
    expect(body.cases.reduce((sum, { count }) => sum + count, 0)).toBe(Number((await town.sql<{ n: string }>`SELECT count(*) AS n FROM fraud_cases`)[0]?.n))
    expect(body.health.unscreened).toBe(0)
  })
})
