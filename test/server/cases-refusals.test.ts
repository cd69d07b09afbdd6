import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile, DemandForCustomer } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, askAndAnswer, caseFileOf, confirmed, demanded, fortnightFrom, freezeConfirm, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
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
    const [owner] = await town.sql<{ number: string }>`SELECT number FROM officers WHERE id = ${sato.id}`
    expect(mori.chat.last()).toContain(`${owner?.number ?? ''}さんが担当しています`)
    await customer.chat.taps(freezeConfirm(town, caseId))
    expect(customer.chat.last()).toContain('事務局のサインインが必要です')
    await sato.chat.taps(freezeConfirm(town, caseId))
    await sato.chat.taps(freezeConfirm(town, caseId))
    expect(sato.chat.last()).toBe('すでに受け付けています。')
    await mori.chat.taps(freezeConfirm(town, caseId))
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

  test('a store that answers while the officer decides makes nobody wait in a circle', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId, electronics } = suspected
    const paymentIds = concernedAt(await caseFileOf(sato, caseId), electronics)
    await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds })
    const [check] = await town.sql<{ id: string }>`SELECT id FROM fact_checks WHERE case_id = ${caseId}`
    const answers = paymentIds.map((paymentId) => ({ paymentId, recordFound: 'found', receiptNumber: null, goods: null, staffOnDuty: null, acquaintance: 'regular', note: null }))

    const [answered, judged] = await Promise.all([
      electronics.owner.post(`/api/store/fact-checks/${check!.id}/answer`, { answers, sameCheckout: null, truthful: true }),
      act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' }),
    ])

    expect(judged).toBe('ok')
    expect([200, 409]).toContain(answered.status)
    expect((await caseFileOf(sato, caseId)).factChecks[0]?.state).toBe(answered.status === 200 ? 'answered' : 'closed')
  })

  test('staff who are the payer are neither told nor shown', async () => {
    const own = await town.store({ name: '自店', ownerPhone: '09055556666', latitude: 38.2688 })
    const payer = await town.customer({ phone: '090-5555-6666' })
    await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, (tx) => tx.$queryRaw`SELECT credit_top_up(${payer.id}::uuid, 5000, 0, 'test', ${payer.id}, now(), now(), '2027-01-31')`)
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
    ;[sato, mori] = await town.officers('佐藤', '森')
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
