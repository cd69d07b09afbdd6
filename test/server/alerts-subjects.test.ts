import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseRow } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { alertsAbout, caseAbout, casesAbout, found, payment, paysMore, raise } from './alerts-acts.ts'
import { act, caseFileOf, mustBe, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const reason = { reason: '理由' }

/** A store with two customers whose payments a store alert names, and the store's case. */
async function storeCase() {
  const store = await town.store({ name: '共謀の店' })
  const [one, two] = [await payment(town, store, 9_000), await payment(town, store, 7_000)]
  await raise(town, found(town, { kind: 'store', id: store.id }, [one.id, two.id]))
  const { id } = await caseAbout(town, { kind: 'store', id: store.id })
  return { store, one, two, caseId: id }
}

describe('a case about a store', () => {
  test('shows the store, its staff and the customers, and says why nobody can be stopped in it', async () => {
    const { store, one, two, caseId } = await storeCase()
    const file = await caseFileOf(sato, caseId)

    expect(file).toMatchObject({ customer: null, subject: { kind: 'store', label: `${store.code} 共謀の店` }, store: { id: store.id, code: store.code, name: '共謀の店' }, amountAtRisk: '16000' })
    expect(file.store?.staff.map(({ role, active }) => [role, active])).toEqual([['owner', true]])
    expect(file.people.map(({ code, payments, amount, openCase }) => [code, payments, amount, openCase])).toEqual([[one.customer.code, 1, '9000', null], [two.customer.code, 1, '7000', null]])
    const whyNot = Object.fromEntries(file.moves.map(({ name, disabled }) => [name, disabled?.reason ?? null]))
    expect(whyNot).toMatchObject({ 'ask-store': null, 'give-verdict': null, 'open-linked-case': null, 'freeze-provisionally': 'case-has-no-customer', 'propose-demand': 'case-has-no-customer' })
    const row = (await sato.get<{ items: CaseRow[] }>('/api/secretariat/cases')).body.items.find(({ id }) => id === caseId)
    expect(row?.subject).toEqual({ kind: 'store', name: { ja: '店舗', en: 'store' }, label: `${store.code} 共謀の店` })
  })

  test('refuses what needs a customer, and the database refuses it too', async () => {
    const { caseId, one } = await storeCase()
    for (const [name, body] of [['freeze-provisionally', reason], ['propose-freeze', reason], ['propose-demand', { amount: '1000', dueOn: '2027-01-31', ...reason }], ['propose-unfreeze', reason]] as const) {
      expect([name, await act(sato, caseId, name, body)]).toEqual([name, 'case-has-no-customer'])
    }
    await expect(
      town.sql`INSERT INTO freezes (case_id, customer_id, state, reason, started_at, lapses_at) VALUES (${caseId}, ${one.customer.id}, 'provisional', 'x', now(), now() + interval '1 hour')`,
    ).rejects.toThrow(/not about this customer/)
    await expect(town.sql`UPDATE fraud_cases SET customer_id = ${one.customer.id} WHERE id = ${caseId}`).rejects.toThrow(/case_names_its_subject/)
  })

  test('opens a customer’s case with chosen payments, linked both ways, which goes on where the store’s cannot', async () => {
    const { store, one, two, caseId } = await storeCase()
    expect(await act(sato, caseId, 'open-linked-case', { customerId: one.customer.id, paymentIds: [], ...reason })).toBe('no-payments-chosen')
    expect(await act(sato, caseId, 'open-linked-case', { customerId: one.customer.id, paymentIds: [two.id], ...reason })).toBe('not-found')
    await mustBe('ok', act(sato, caseId, 'open-linked-case', { customerId: one.customer.id, paymentIds: [one.id], ...reason }))

    const opened = await caseAbout(town, { kind: 'customer', id: one.customer.id })
    const [from, to] = [await caseFileOf(sato, caseId), await caseFileOf(sato, opened.id)]
    expect(from.links.map(({ number, subject, by }) => [number, subject.label, by])).toEqual([[opened.number, one.customer.code, '佐藤']])
    expect(from.people[0]?.openCase).toEqual({ id: opened.id, number: opened.number, state: 'checking_facts' })
    expect(to).toMatchObject({ owner: { name: '佐藤' }, amountAtRisk: '9000', links: [{ number: from.number, subject: { label: `${store.code} 共謀の店` } }] })
    // Why it exists is what the store's alert said about its payment.
    expect(to.evidence.map(({ rule }) => rule)).toEqual(['collusive-ring'])
    expect(to.payments.filter(({ concerned }) => concerned).map(({ id }) => id)).toEqual([one.id])
    expect(await act(sato, opened.id, 'open-linked-case', { customerId: one.customer.id, paymentIds: [one.id], ...reason })).toBe('case-has-customer')
    expect(await act(sato, opened.id, 'freeze-provisionally', reason)).toBe('ok')
    await expect(town.sql`INSERT INTO case_payments (case_id, payment_id) VALUES (${opened.id}, ${two.id})`).rejects.toThrow(/not of case/)
  })

  test('counts what its store answered for the customer’s case too, and closes when each confirmed payment has one', async () => {
    const { store, one, two, caseId } = await storeCase()
    await mustBe('ok', act(sato, caseId, 'ask-store', { storeId: store.id, paymentIds: [one.id, two.id] }))
    await town.settles()
    const { body } = await store.owner.get<{ items: { id: string }[] }>('/api/store/fact-checks')
    const answers = [one.id, two.id].map((paymentId) => ({ paymentId, recordFound: 'missing', receiptNumber: null, goods: null, staffOnDuty: null, acquaintance: 'regular', note: null }))
    expect((await store.owner.post(`/api/store/fact-checks/${body.items[0]?.id ?? ''}/answer`, { answers, sameCheckout: null, truthful: true })).status).toBe(200)
    await mustBe('ok', act(sato, caseId, 'give-verdict', { verdict: 'confirmed', reason: 'collusion', paymentIds: [one.id] }))
    expect(await act(sato, caseId, 'close', reason)).toBe('customer-cases-missing')

    await mustBe('ok', act(sato, caseId, 'open-linked-case', { customerId: one.customer.id, paymentIds: [one.id], ...reason }))
    const linked = await caseAbout(town, { kind: 'customer', id: one.customer.id })
    expect((await caseFileOf(sato, linked.id)).factChecks).toHaveLength(1)
    expect(await act(sato, linked.id, 'give-verdict', { verdict: 'confirmed', reason: 'collusion', paymentIds: [one.id] })).toBe('ok')
    expect(await act(sato, caseId, 'close', reason)).toBe('ok')
  })

  test('keeps out an officer who is tied to the store or to one of its customers', async () => {
    const { store, two, caseId } = await storeCase()
    const [friend, shopkeeper] = await town.officers('友人', '店主')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${two.customer.id})`
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${shopkeeper.id}, ${store.id})`
    for (const tied of [friend, shopkeeper]) expect(await act(tied, caseId, 'take')).toBe('conflict-of-interest')
  })
})

describe('an alert about a device', () => {
  test('with one customer’s payments is that customer’s case; a second customer takes it to a case of its own', async () => {
    const device = { kind: 'device', id: 'a-device-that-two-share' } as const
    const one = await payment(town, stores[0])
    await raise(town, found(town, device, [one.id], { typology: 'multi-account', rule: 'several-accounts' }))
    const first = await caseAbout(town, { kind: 'customer', id: one.customer.id })
    expect(await casesAbout(town, device)).toEqual([])

    const two = await payment(town, stores[1])
    await raise(town, found(town, device, [one.id, two.id], { act: 'join', newPaymentIds: [two.id], typology: 'multi-account', rule: 'several-accounts' }))
    const wider = await caseAbout(town, device)
    expect(await alertsAbout(town, device)).toMatchObject([{ case_id: wider.id, payments: 2 }])
    expect((await caseFileOf(sato, wider.id)).people.map(({ code }) => code).sort()).toEqual([one.customer.code, two.customer.code].sort())
    expect((await caseFileOf(sato, first.id)).links.map(({ id }) => id)).toEqual([wider.id])
    expect((await caseFileOf(sato, first.id)).payments.filter(({ concerned }) => concerned).map(({ id }) => id)).toEqual([one.id])
  })

  test('with payments at one store only is that store’s case, and with none at all its own', async () => {
    const store = await town.store({ name: '一軒だけ' })
    const [one, two] = [await payment(town, store), await payment(town, store)]
    await raise(town, found(town, { kind: 'card', id: 'card-1' }, [one.id, two.id]), found(town, { kind: 'ip', id: '203.0.113.7' }, [], { typology: 'code-abuse', rule: 'code-guessing', urgency: 'immediate' }))
    await town.settles()
    expect(await caseAbout(town, { kind: 'store', id: store.id })).toMatchObject({ customer_id: null, store_id: store.id })
    expect(await caseAbout(town, { kind: 'ip', id: '203.0.113.7' })).toMatchObject({ customer_id: null, store_id: null })
    // Where an alert is once its subject's own, it stays, whoever joins.
    await raise(town, found(town, { kind: 'ip', id: '203.0.113.7' }, [one.id], { act: 'join', typology: 'code-abuse', rule: 'code-guessing', urgency: 'immediate' }))
    expect((await caseFileOf(sato, (await caseAbout(town, { kind: 'ip', id: '203.0.113.7' })).id)).payments.map(({ id, concerned }) => [id, concerned])).toEqual([[one.id, true]])
    // The address is told on the screen, never in LINE.
    expect(sato.chat.last()).toContain('対象 通信元')
    expect(sato.chat.last()).not.toMatch(/203\.0|仮に止める/)
  })

  test('two subjects that are one customer’s share their case', async () => {
    const { customer, id } = await payment(town, stores[0])
    const more = await paysMore(town, customer, stores[0])
    await raise(town, found(town, { kind: 'customer', id: customer.id }, [id]), found(town, { kind: 'home', id: 'home-1' }, [more], { typology: 'multi-account' }))
    expect(await caseAbout(town, { kind: 'customer', id: customer.id })).toMatchObject({ subject_kind: 'customer' })
    expect((await caseFileOf(sato, (await caseAbout(town, { kind: 'customer', id: customer.id })).id)).evidence).toHaveLength(2)
  })
})
