import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Subject } from '../../server/cases/subject.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { alertsAbout, caseAbout, casesAbout, found, payment, paysMore, raise } from './alerts-acts.ts'
import { act, caseFileOf, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

/** Without those that come when nobody has taken a case in time. */
const calls = () => sato.chat.all().filter((text) => text.includes('即時・') && !text.includes('まだ担当がいません')).length
const about = (id: string): Subject => ({ kind: 'customer', id })

describe('an alert', () => {
  test('pins rule, version, settings, facts, signals and sentence, and shows them on its case', async () => {
    const { customer, id } = await payment(town, stores[0])
    await raise(town, found(town, about(customer.id), [id], { signals: [{ rule: 'round-repeat', points: 40 }, { rule: 'cash-out', points: 60 }] }))

    const file = await caseFileOf(sato, (await caseAbout(town, about(customer.id))).id)
    expect(file.evidence).toEqual([
      expect.objectContaining({
        typology: { ja: '店舗と利用者の共謀', en: 'Collusion' }, rule: 'collusive-ring', ruleVersion: 3, settings: [{ name: 'customers', value: '5' }], paymentIds: [id],
        subject: { kind: 'customer', name: { ja: '利用者', en: 'customer' }, label: customer.code },
        signals: [expect.objectContaining({ rule: 'round-repeat', points: 40 }), expect.objectContaining({ rule: 'cash-out', points: 60 })],
      }),
    ])
    const [alert] = await alertsAbout(town, about(customer.id))
    await expect(town.sql`UPDATE alerts SET rule_version = 9 WHERE id = ${alert?.id}`).rejects.toThrow(/keeps what it was raised for/)
    await expect(town.sql`UPDATE alerts SET payment_ids = '{}' WHERE id = ${alert?.id}`).rejects.toThrow(/keeps what it was raised for/)
  })

  test('is one per typology, subject and window: what comes later joins and tells nobody', async () => {
    const { customer, id } = await payment(town, stores[0])
    const before = calls()
    await raise(town, found(town, about(customer.id), [id], { urgency: 'immediate' }))
    await town.settles()
    expect(calls()).toBe(before + 1)

    const second = await paysMore(town, customer, stores[0])
    await raise(town, found(town, about(customer.id), [id, second], { act: 'join', urgency: 'immediate', newPaymentIds: [second], rule: 'cash-out', ruleVersion: 1, signals: [{ rule: 'cash-out', points: 30 }] }))
    await town.settles()

    const { id: caseId } = await caseAbout(town, about(customer.id))
    expect(await alertsAbout(town, about(customer.id))).toEqual([
      expect.objectContaining({ payments: 2, rule: 'collusive-ring', rule_version: 3, signals: [{ rule: 'collusive-ring', points: 100 }, { rule: 'cash-out', points: 30 }] }),
    ])
    expect(calls()).toBe(before + 1)
    expect((await caseFileOf(sato, caseId)).timeline.map(({ kind }) => kind)).toEqual(['alert_raised', 'alert_joined'])
    const [joined] = await town.sql<{ details: object }>`SELECT details FROM case_events WHERE case_id = ${caseId} AND kind = 'alert_joined'`
    expect(joined?.details).toMatchObject({ rule: 'cash-out', payments: 1, pinned: { version: 1, settings: { customers: 5 }, facts: { customers: 5 } } })
  })

  test('that becomes more urgent makes its case more urgent and calls once, with the hit that did it', async () => {
    const { customer, id } = await payment(town, stores[0])
    const before = calls()
    await raise(town, found(town, about(customer.id), [id]))
    await town.settles()
    expect([calls(), (await caseAbout(town, about(customer.id))).urgency]).toEqual([before, 'daily'])

    const worse = found(town, about(customer.id), [id], { act: 'escalate', urgency: 'immediate', rule: 'own-store-payment', ruleVersion: 2, newPaymentIds: [] })
    await raise(town, worse)
    await raise(town, worse)
    await raise(town, found(town, about(customer.id), [id]))
    await town.settles()

    expect(calls()).toBe(before + 1)
    expect(await caseAbout(town, about(customer.id))).toMatchObject({ urgency: 'immediate', state: 'opened' })
    expect(await alertsAbout(town, about(customer.id))).toEqual([expect.objectContaining({ urgency: 'immediate', rule: 'own-store-payment', rule_version: 2 })])
    await expect(town.sql`UPDATE alerts SET urgency = 'monthly' WHERE subject_id = ${customer.id}`).rejects.toThrow(/keeps what it was raised for/)
  })

  test('that an engine forgot to raise is raised when it joins, and told', async () => {
    const { customer, id } = await payment(town, stores[0])
    const before = calls()
    await raise(town, found(town, about(customer.id), [id], { act: 'join', urgency: 'immediate' }))
    await town.settles()
    expect(calls()).toBe(before + 1)
  })

  test('whose case was closed begins another round when something new comes, and nothing when nothing does', async () => {
    const { customer, id } = await payment(town, stores[0])
    await raise(town, found(town, about(customer.id), [id]))
    const first = await caseAbout(town, about(customer.id))
    await act(sato, first.id, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    await act(sato, first.id, 'close', { reason: '確認済み' })
    await raise(town, found(town, about(customer.id), [id]))
    expect(await casesAbout(town, about(customer.id))).toHaveLength(1)

    const later = await paysMore(town, customer, stores[0])
    await raise(town, found(town, about(customer.id), [id, later], { act: 'join', newPaymentIds: [later] }))
    expect(await casesAbout(town, about(customer.id))).toMatchObject([{ state: 'closed' }, { state: 'opened' }])
    expect(await alertsAbout(town, about(customer.id))).toMatchObject([{ round: 1, payments: 1 }, { round: 2, payments: 1 }])
  })

  test('reopens a case that was found harmless, pinned on top of the queue', async () => {
    const { customer, id } = await payment(town, stores[0])
    await raise(town, found(town, about(customer.id), [id]))
    const { id: caseId } = await caseAbout(town, about(customer.id))
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    const later = await paysMore(town, customer, stores[0])
    await raise(town, found(town, about(customer.id), [id, later], { act: 'join', newPaymentIds: [later] }))
    expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'checking_facts', verdict: null, pinned: '判定のあとに新しい検知がありました' })
  })
})

describe('two workers at once', () => {
  test('with the same alerts in another order make each of them once, and call once', async () => {
    const [one, two] = [await payment(town, stores[0]), await payment(town, stores[1])]
    const before = calls()
    const batch = [
      found(town, about(one.customer.id), [one.id], { urgency: 'immediate' }),
      found(town, about(two.customer.id), [two.id], { urgency: 'immediate' }),
      found(town, { kind: 'store', id: stores[1].id }, [two.id], { urgency: 'immediate', typology: 'turnover', rule: 'store-surge' }),
    ]
    await Promise.all([raise(town, ...batch), raise(town, ...[...batch].reverse()), raise(town, ...batch), raise(town, ...[...batch].reverse())])
    await town.settles()

    for (const subject of [about(one.customer.id), about(two.customer.id), { kind: 'store', id: stores[1].id } as const]) {
      expect(await casesAbout(town, subject)).toHaveLength(1)
      expect(await alertsAbout(town, subject)).toHaveLength(1)
    }
    expect(calls()).toBe(before + 3)
  })

  test('several alerts of a batch about one customer are one case and one call', async () => {
    const { customer, id } = await payment(town, stores[0])
    const before = calls()
    await raise(
      town,
      found(town, about(customer.id), [id], { urgency: 'immediate', typology: 'takeover', rule: 'takeover-drain' }),
      found(town, about(customer.id), [id], { urgency: 'daily', typology: 'cash-out', rule: 'cash-out' }),
      found(town, about(customer.id), [id], { urgency: 'immediate', typology: 'code-abuse', rule: 'code-relay' }),
    )
    await town.settles()
    expect(await alertsAbout(town, about(customer.id))).toHaveLength(3)
    expect(await caseAbout(town, about(customer.id))).toMatchObject({ urgency: 'immediate' })
    expect(calls()).toBe(before + 1)
  })
})
