import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile, CaseRow, DemandForCustomer } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, askAndAnswer, caseFileOf, confirmed, demanded, fortnightFrom, suspicion, twoStores, type Refused } from './cases-acts.ts'

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

const concernedAt = (file: CaseFile, store: StoreInTown) => file.payments.filter(({ concerned, storeId }) => concerned && storeId === store.id).map(({ id }) => id)
const concerned = (file: CaseFile) => file.payments.filter((paid) => paid.concerned).map(({ id }) => id)
const reason = { reason: '理由' }

describe('taking a case', () => {
  test('somebody else’s case needs a hand-over; one’s own press twice is the same as once', async () => {
    const { caseId } = await suspicion(town, stores)
    expect(await act(sato, caseId, 'take')).toBe('ok')
    expect(await act(sato, caseId, 'take')).toBe('ok')

    expect(await act(mori, caseId, 'take')).toBe('already-taken')
    expect(await act(mori, caseId, 'take', { handOver: true })).toBe('ok')

    const file = await caseFileOf(mori, caseId)
    expect(file.owner?.name).toBe('森')
    expect(file.timeline.map(({ kind }) => kind)).toEqual(['alert_raised', 'taken', 'handed_over'])
  })

  test('in LINE a second press says that it was taken, and a stranger’s press does nothing', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    await sato.chat.taps(`act=take&case=${caseId}`)
    await sato.chat.taps(`act=take&case=${caseId}`)
    expect(sato.chat.last()).toBe('すでに受け付けています。')
    await mori.chat.taps(`act=take&case=${caseId}`)
    expect(mori.chat.last()).toContain('佐藤さんが担当しています')
    await customer.chat.taps(`act=freeze-confirm&case=${caseId}`)
    expect(customer.chat.last()).toContain('事務局のサインインが必要です')
    await sato.chat.taps(`act=freeze-confirm&case=${caseId}`)
    await sato.chat.taps(`act=freeze-confirm&case=${caseId}`)
    expect(sato.chat.last()).toBe('すでに受け付けています。')
    await mori.chat.taps(`act=freeze-confirm&case=${caseId}`)
    expect(mori.chat.last()).toContain('すでに止めています')
    expect(await town.sql`SELECT 1 FROM freezes WHERE case_id = ${caseId}`).toHaveLength(1)
  })

  test('a case that doesn’t exist, and a button with nonsense, are not found', async () => {
    expect(await act(sato, '00000000-0000-7000-8000-000000000000', 'take')).toBe('not-found')
    await sato.chat.taps('act=take&case=nonsense')
    expect(sato.chat.last()).toContain('見つかりませんでした')
  })
})

describe('asking a store', () => {
  test('needs payments of that store and this case, and no open request', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId, electronics, bakery } = suspected
    const other = await suspicion(town, stores)
    const file = await caseFileOf(sato, caseId)
    const foreign = concernedAt(await caseFileOf(sato, other.caseId), electronics)
    const here = concernedAt(file, electronics)

    expect(await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds: [] })).toBe('no-payments-chosen')
    expect(await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds: foreign })).toBe('not-found')
    expect(await act(sato, caseId, 'ask-store', { storeId: bakery.id, paymentIds: here })).toBe('not-found')
    expect(await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds: here })).toBe('ok')
    expect(await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds: here })).toBe('awaiting-answer')
    expect(await act(sato, caseId, 'ask-store', { storeId: bakery.id, paymentIds: concernedAt(file, bakery) })).toBe('ok')
  })

  test('the store answers once, about every payment, and sees nothing of the customer', async () => {
    const suspected = await suspicion(town, stores)
    const { electronics, bakery, customer, caseId } = suspected
    const check = await askAndAnswer(town, sato, suspected)

    expect(JSON.stringify(check)).not.toMatch(new RegExp(`${customer.id}|${customer.code}|山田`))
    const again = await electronics.owner.post<Refused>(`/api/store/fact-checks/${check.id}/answer`, { answers: check.answers, sameCheckout: null, truthful: true })
    expect([again.status, again.body.error.reason]).toEqual([409, 'already-answered'])
    const strangers = await bakery.owner.get<Refused>(`/api/store/fact-checks/${check.id}`)
    expect([strangers.status, strangers.body.error.reason]).toEqual([404, 'not-found'])
    const file = await caseFileOf(sato, caseId)
    expect(file.factChecks).toEqual([expect.objectContaining({ state: 'answered', answers: check.answers })])
  })

  test('an answer that leaves a payment out, or adds one, is sent back', async () => {
    const { caseId, electronics } = await suspicion(town, stores)
    const paymentIds = concernedAt(await caseFileOf(sato, caseId), electronics)
    await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds })
    const [check] = await town.sql<{ id: string }>`SELECT id FROM fact_checks WHERE case_id = ${caseId}`
    const about = (paymentId: string) => ({ paymentId, recordFound: 'found', receiptNumber: '12', goods: null, staffOnDuty: null, acquaintance: 'unknown', note: null })
    const answering = (ids: string[], truthful = true) => electronics.owner.post<Refused>(`/api/store/fact-checks/${check!.id}/answer`, { answers: ids.map(about), sameCheckout: null, truthful })

    expect((await answering([check!.id])).body.error.reason).toBe('invalid-input')
    expect((await answering([...paymentIds, check!.id])).body.error.reason).toBe('invalid-input')
    expect((await answering(paymentIds, false)).body.error.reason).toBe('invalid-input')
    expect((await Promise.all([answering(paymentIds), answering(paymentIds)])).map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('staff who are the payer are neither told nor shown', async () => {
    const own = await town.store({ name: '自店', ownerPhone: '09055556666', latitude: 38.2688 })
    const payer = await town.customer({ phone: '090-5555-6666' })
    await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, (tx) => tx.$queryRaw`SELECT credit_top_up(${payer.id}::uuid, 5000, 0, 'test', ${payer.id}, now(), now())`)
    const paid = await payer.post<{ payment: { id: string } }>('/api/payments', { storeCode: own.number, amount: '300' }, { 'idempotency-key': 'own-store-lunch' })
    await town.settles()
    const [found] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${payer.id}`

    expect(await act(sato, found!.id, 'ask-store', { storeId: own.id, paymentIds: [paid.body.payment.id] })).toBe('ok')
    await town.settles()

    expect(own.owner.chat.all().join()).not.toContain('事実確認')
    expect((await own.owner.get<{ items: unknown[] }>('/api/store/fact-checks')).body.items).toEqual([])
  })
})

describe('verdict, freeze and demand', () => {
  test('a verdict of fraud needs a finding, payments of the case and a reason of its own kind', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId } = suspected
    const paymentIds = concerned(await caseFileOf(sato, caseId))
    const verdict = { verdict: 'confirmed', reason: 'simultaneous', paymentIds }

    expect(await act(sato, caseId, 'give-verdict', verdict)).toBe('finding-missing')
    await askAndAnswer(town, sato, suspected)
    expect(await act(sato, caseId, 'give-verdict', { ...verdict, paymentIds: [] })).toBe('no-payments-chosen')
    expect(await act(sato, caseId, 'give-verdict', { ...verdict, paymentIds: [caseId] })).toBe('no-payments-chosen')
    expect(await act(sato, caseId, 'give-verdict', { ...verdict, reason: 'family' })).toBe('invalid-input')
    expect((await caseFileOf(sato, caseId)).verdict).toBeNull()
    expect(await act(sato, caseId, 'give-verdict', verdict)).toBe('ok')
    expect(await act(sato, caseId, 'give-verdict', verdict)).toBe('not-in-this-state')
  })

  test('a store that lets its time pass doesn’t stop the case', async () => {
    const suspected = await suspicion(town)
    const { caseId, electronics } = suspected
    await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds: concernedAt(await caseFileOf(sato, caseId), electronics) })
    town.clock.forward({ hours: 2 })
    ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
    stores = await twoStores(town)

    expect(await act(sato, caseId, 'give-verdict', { verdict: 'confirmed', reason: 'simultaneous', paymentIds: concerned(await caseFileOf(sato, caseId)) })).toBe('ok')
    expect((await caseFileOf(sato, caseId)).factChecks[0]?.state).toBe('closed')
  })

  test('before the verdict nothing can be frozen for good or demanded', async () => {
    const { caseId } = await suspicion(town, stores)
    const demand = { amount: '9600', dueOn: fortnightFrom(town.clock.now()), ...reason }

    expect(await act(sato, caseId, 'propose-freeze', reason)).toBe('finding-missing')
    expect(await act(sato, caseId, 'propose-demand', demand)).toBe('amount-not-set')
    expect(await act(sato, caseId, 'propose-unfreeze', reason)).toBe('nothing-frozen')
    expect(await act(sato, caseId, 'close', reason)).toBe('not-in-this-state')
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'event' })
    expect(await act(sato, caseId, 'propose-freeze', reason)).toBe('verdict-not-confirmed')
    expect(await act(sato, caseId, 'propose-demand', demand)).toBe('verdict-not-confirmed')
  })

  test('a demand is at most what was confirmed, due in a fortnight or later, and proposed once', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId } = suspected
    await confirmed(town, sato, suspected)
    const now = town.clock.now()
    const propose = (amount: string, dueOn = fortnightFrom(now)) => act(sato, caseId, 'propose-demand', { amount, dueOn, ...reason })

    expect(await propose('9601')).toBe('amount-too-high')
    expect(await propose('0')).toBe('invalid-input')
    expect(await propose('9600', fortnightFrom(new Date(now.getTime() - 24 * 3_600_000)))).toBe('due-day-too-near')
    expect(await propose('9600')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await propose('9600')).toBe('proposal-pending')
  })

  test('while something is owed nothing is loosened or closed, and a repaid case waits for its stop', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId, customer } = suspected
    const { number, id } = await demanded(town, [sato, mori], suspected)

    expect(await act(sato, caseId, 'propose-unfreeze', reason)).toBe('repayment-outstanding')
    expect(await act(sato, caseId, 'close', reason)).toBe('not-repaid')
    expect(await act(sato, caseId, 'propose-freeze', reason)).toBe('already-stopped')
    expect(await act(sato, caseId, 'propose-demand', { amount: '1', dueOn: fortnightFrom(town.clock.now()), ...reason })).toBe('not-in-this-state')
    await town.notify({ kind: 'repayment', reference: number, amount: '9600' })
    await town.settles()
    expect(await act(sato, caseId, 'close', reason)).toBe('stop-remains')
    const { body } = await customer.get<DemandForCustomer>(`/api/repayments/${id}`)
    expect(body).toMatchObject({ state: 'repaid', left: '0', repayments: [{ amount: '9600', surplus: '0', method: 'konbini' }] })
  })
})

describe('who may look and act', () => {
  test('an auditor reads everything and changes nothing', async () => {
    const { caseId } = await suspicion(town, stores)
    expect(await caseFileOf(auditor, caseId)).toMatchObject({ id: caseId })
    const acts: [string, object][] = [
      ['take', {}], ['ask-store', { storeId: stores[0].id, paymentIds: [caseId] }], ['freeze-provisionally', reason], ['give-verdict', { verdict: 'cleared', reason: 'other' }],
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
