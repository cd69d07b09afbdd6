import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseRow } from '../../server/cases/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { found, payment, paysMore, raise } from './alerts-acts.ts'
import { act, caseFileOf, decide, mustBe, twoStores } from './cases-acts.ts'
import { order } from './rules-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
}, 60_000)
afterAll(() => town.close())

const reason = { reason: '理由' }
const cashOut = { typology: 'cash-out', rule: 'cash-out' } as const
const takeover = { typology: 'takeover', rule: 'takeover-drain' } as const
const about = ({ id }: CustomerInTown) => ({ kind: 'customer', id }) as const
const openCases = (customer: CustomerInTown) =>
  town.sql<{ id: string; kind: string; store_id: string | null }>`SELECT id, subject_kind::text AS kind, store_id FROM fraud_cases WHERE customer_id = ${customer.id} AND state <> 'closed' ORDER BY opened_at`

/** A customer who cashed out at the first store, and the case about the two. */
async function pair() {
  const { customer, id } = await payment(town, stores[0], 9_000)
  await raise(town, found(town, about(customer), [id], { ...cashOut, urgency: 'immediate' }))
  await town.settles()
  const [only] = await openCases(customer)
  if (!only) throw new Error('no case was opened')
  return { customer, paymentId: id, caseId: only.id }
}

describe('a case about a customer at one store', () => {
  test('names both by their codes, on the screen and in LINE, and offers everything that could be stopped', async () => {
    const { customer, paymentId, caseId } = await pair()
    const file = await caseFileOf(sato, caseId)
    const [store] = stores

    expect(file.subject).toEqual({ kind: 'pair', name: { ja: '利用者と店舗', en: 'customer and store' }, label: `${customer.code} × ${store.code} みどり青果店` })
    expect(file).toMatchObject({ customer: { code: customer.code }, store: { code: store.code, staff: [{ role: 'owner' }] }, people: [] })
    expect(file.payments.filter(({ concerned }) => concerned).map(({ id }) => id)).toEqual([paymentId])
    expect(new Set(file.targets.map(({ target }) => target))).toEqual(new Set(['line_account', 'acceptance', 'payouts', ...(file.targets.some(({ target }) => target === 'device') ? ['device'] : [])]))
    expect(file.moves.find(({ name }) => name === 'freeze-provisionally')?.disabled).toBeNull()
    expect(file.moves.map(({ name }) => name)).not.toContain('open-linked-case')
    const row = (await sato.get<{ items: CaseRow[] }>('/api/secretariat/cases?limit=100')).body.items.find(({ id }) => id === caseId)
    expect(row?.subject).toEqual(file.subject)
    expect(sato.chat.last()).toContain(`対象 ${customer.code}/${store.code}`)
    expect(sato.chat.last()).toContain('仮に止める')
    expect(sato.chat.last()).not.toContain('みどり青果店')
  })

  test('keeps out who is tied to either, and the store hears of no question from who is close to the customer', async () => {
    const { customer, paymentId, caseId } = await pair()
    const [friend, shopkeeper] = await town.officers('友人', '店主')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${customer.id})`
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${shopkeeper.id}, ${stores[0].id})`
    for (const tied of [friend, shopkeeper]) expect(await act(tied, caseId, 'take')).toBe('conflict-of-interest')
    await town.sql`UPDATE staff SET phone = (SELECT phone FROM customers WHERE id = ${customer.id}) WHERE id = ${stores[0].owner.id}`

    await mustBe('ok', act(sato, caseId, 'ask-store', { storeId: stores[0].id, paymentIds: [paymentId] }))
    await town.settles()
    expect(await town.sql`SELECT hidden_from::text[] AS hidden FROM fact_checks WHERE case_id = ${caseId}`).toEqual([{ hidden: [stores[0].owner.id] }])
    expect((await stores[0].owner.get<{ items: object[] }>('/api/store/fact-checks')).body.items).toEqual([])
    await town.sql`UPDATE staff SET phone = NULL WHERE id = ${stores[0].owner.id}`
  })

  test('is read together with the store’s own case, whichever was first', async () => {
    const store = await town.store({ name: '両方の店' })
    const [one, two] = [await payment(town, store), await payment(town, store)]
    await raise(town, found(town, { kind: 'store', id: store.id }, [one.id, two.id]), found(town, about(one.customer), [one.id], cashOut))
    const [own] = await openCases(one.customer)
    const file = await caseFileOf(sato, own?.id ?? '')
    expect(file.links.map(({ subject }) => subject.kind)).toEqual(['store'])
    expect(file.timeline.map(({ ja }) => ja)).toContain(`同じ店舗の案件 ${file.links[0]?.number ?? ''} があります`)
    expect((await caseFileOf(sato, file.links[0]?.id ?? '')).people.find(({ code }) => code === one.customer.code)?.openCase).toMatchObject({ id: own?.id })
  })
})

describe('a customer has one open case', () => {
  test('a pair’s takes what fits, and becomes the customer’s when they are suspected elsewhere too', async () => {
    const { customer, caseId } = await pair()
    const more = await paysMore(town, customer, stores[0])
    await raise(town, found(town, about(customer), [more], takeover))
    expect(await openCases(customer)).toEqual([{ id: caseId, kind: 'pair', store_id: stores[0].id }])
    const there = await paysMore(town, customer, stores[1])
    await mustBe('ok', act(sato, caseId, 'freeze-provisionally', reason))

    const other = await town.customer()
    await expect(town.sql`UPDATE fraud_cases SET subject_kind = 'customer', subject_id = ${other.id}, customer_id = ${other.id}, store_id = NULL WHERE id = ${caseId}`).rejects.toThrow(/about somebody else/)
    await raise(town, found(town, about(customer), [more, there], { ...takeover, act: 'join', newPaymentIds: [there] }))

    expect(await openCases(customer)).toEqual([{ id: caseId, kind: 'customer', store_id: null }])
    const file = await caseFileOf(sato, caseId)
    expect(file).toMatchObject({ subject: { kind: 'customer', label: customer.code }, store: null, freeze: { state: 'provisional' } })
    expect(file.payments.filter(({ concerned }) => concerned)).toHaveLength(3)
    expect(file.timeline.map(({ ja }) => ja)).toContain(`店舗 ${stores[0].code} のほかでも検知があったため、対象を利用者に広げました`)
    await expect(town.sql`UPDATE fraud_cases SET subject_kind = 'pair', subject_id = ${`${customer.id}:${stores[0].id}`}, store_id = ${stores[0].id} WHERE id = ${caseId}`).rejects.toThrow(/about somebody else/)
  })

  test('that is already about all they do takes what they did at one store, and two workers make one', async () => {
    const { customer, id } = await payment(town, stores[0])
    const there = await paysMore(town, customer, stores[1])
    const batch = [found(town, about(customer), [id], cashOut), found(town, about(customer), [id, there], takeover)]
    await Promise.all([raise(town, ...batch), raise(town, ...[...batch].reverse())])
    expect((await openCases(customer)).map(({ kind }) => kind)).toEqual(['customer'])
    const [only] = await openCases(customer)
    expect((await caseFileOf(sato, only?.id ?? '')).evidence).toHaveLength(2)
    await expect(town.sql`INSERT INTO fraud_cases (number, urgency, subject_kind, subject_id, customer_id, store_id, amount_at_risk, opened_at, acknowledge_by, next_on)
      VALUES ('K-x', 'daily', 'pair', ${`${customer.id}:${stores[0].id}`}, ${customer.id}, ${stores[0].id}, 0, now(), now(), now())`).rejects.toThrow(/one_open_case_of_a_customer/)
  })
})

describe('通知を休む, about a customer at one store', () => {
  const ofPair = (customer: CustomerInTown, store: StoreInTown) => ({ subject: { kind: 'pair', code: customer.code, storeCode: store.code } })

  test('is ordered by the two codes, and by nobody who is tied to one of them', async () => {
    const hana = await town.customer()
    expect(await order(sato, 'snooze', hana.code, ofPair(hana, stores[0]))).toBe('done')
    expect(await order(sato, 'snooze', hana.code, { subject: { kind: 'pair', code: hana.code, storeCode: 'S-9999' } })).toBe('subject-not-found')
    expect(await order(sato, 'watch', hana.code, ofPair(hana, stores[0]))).toBe('invalid-input')
    const { items } = (await mori.get<{ items: { subject: string; subjectKind: string }[] }>('/api/secretariat/rule-orders')).body
    expect(items[0]).toMatchObject({ subject: `${hana.code} × ${stores[0].code}`, subjectKind: 'pair' })

    const [shopkeeper] = await town.officers('店主')
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${shopkeeper.id}, ${stores[1].id})`
    expect(await order(shopkeeper, 'snooze', hana.code, ofPair(hana, stores[1]))).toBe('conflict-of-interest')
    const proposal = await order(sato, 'allow', hana.code, ofPair(hana, stores[1]))
    expect(await decide(shopkeeper, proposal)).toBe('conflict-of-interest')
    expect(await decide(mori, proposal)).toBe('approved')
  })
})
