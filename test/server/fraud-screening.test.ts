import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { screenPayments } from '../../server/fraud/old/screen-payments.ts'
import { openTown, type Town } from '../support/town.ts'
import { mustPay, suspicion, twoStores } from './cases-acts.ts'
import type { StoreInTown } from '../support/stores.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
})
afterAll(() => town.close())

const alertsOf = (customerId: string) =>
  town.sql<{ rule: string; urgency: string; rule_version: number; payments: number }>`
    SELECT rule, urgency::text, rule_version, cardinality(payment_ids) AS payments FROM alerts WHERE customer_id = ${customerId} ORDER BY raised_at, id`
const idsOf = async (customerId: string) => (await town.sql<{ id: string }>`SELECT id FROM payments WHERE customer_id = ${customerId} ORDER BY paid_at, id`).map(({ id }) => id)
const resultsOf = (customerId: string) =>
  town.sql<{ results: { rule: string; version: number; result: string; fault?: string }[] }>`
    SELECT s.results FROM screenings s JOIN payments p ON p.id = s.payment_id WHERE p.customer_id = ${customerId} ORDER BY p.paid_at, p.id`

describe('screening', () => {
  test('every payment is screened once, by every rule, at version 1 of its defaults', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    await mustPay(hana, stores[0], 500)
    await town.settles()

    const [screened, ...more] = await resultsOf(hana.id)
    expect(more).toEqual([])
    expect(screened?.results).toEqual([
      { rule: 'simultaneous-payments', version: 1, result: 'no' },
      { rule: 'impossible-travel', version: 1, result: 'no' },
      { rule: 'own-store-payment', version: 1, result: 'no' },
      { rule: 'velocity', version: 1, result: 'no' },
    ])
    expect(await alertsOf(hana.id)).toEqual([])
  })

  test('a screening that runs twice, or in two workers at once, makes one alert, one case and one message', async () => {
    const [sato] = await town.officers('佐藤')
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 4_800)
    await mustPay(hana, stores[1], 4_800)
    const ids = await idsOf(hana.id)

    await Promise.all([screenPayments(town.ctx, ids), screenPayments(town.ctx, ids), screenPayments(town.ctx, [...ids].reverse())])
    await screenPayments(town.ctx, ids)
    await town.settles()

    expect(await alertsOf(hana.id)).toEqual([{ rule: 'simultaneous-payments', urgency: 'immediate', rule_version: 1, payments: 2 }])
    expect(await resultsOf(hana.id)).toHaveLength(2)
    expect(await town.sql`SELECT 1 FROM line_messages m JOIN fraud_cases c ON c.id = m.case_id WHERE c.customer_id = ${hana.id} AND m.kind = 'F05' AND m.line_user_id = ${sato.lineUserId}`).toHaveLength(1)
  })

  test('a payment whose screening came first still forms a pair with an earlier one that arrives late', async () => {
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 4_800)
    town.clock.forward({ seconds: 10 })
    await mustPay(hana, stores[1], 4_800)
    const [early, late] = await idsOf(hana.id)
    // What the late payment's worker saw before the early one was committed: nothing. Its screening says so.
    await town.sql`INSERT INTO screenings (payment_id, screened_at, results) VALUES (${late}, now(), '[{"rule":"simultaneous-payments","version":1,"result":"no"}]')`

    await screenPayments(town.ctx, [early!])

    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', payments: 2 })])
  })

  test('a third payment inside the window joins the alert and tells nobody again', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, bakery, caseId } = await suspicion(town, stores)
    const before = sato.chat.all().length
    town.clock.forward({ seconds: 20 })

    await mustPay(customer, bakery, 700)
    await town.settles()

    expect(await alertsOf(customer.id)).toEqual([expect.objectContaining({ payments: 3 })])
    expect(sato.chat.all()).toHaveLength(before)
    expect(await town.sql`SELECT amount_at_risk::text FROM fraud_cases WHERE id = ${caseId}`).toEqual([{ amount_at_risk: '10300' }])
    const events = await town.sql<{ kind: string }>`SELECT kind::text FROM case_events WHERE case_id = ${caseId} ORDER BY at, id`
    expect(events.map(({ kind }) => kind)).toEqual(['alert_raised', 'alert_joined'])
  })

  test('two rules that see the same journey make one alert, one case and one message', async () => {
    const [sato] = await town.officers('佐藤')
    const far = await town.store({ name: '遠くの店', latitude: 38.8444 })
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 1_000)
    town.clock.forward({ seconds: 30 })

    await mustPay(hana, far, 1_000)
    await town.settles()

    expect((await alertsOf(hana.id)).map(({ rule }) => rule)).toEqual(['simultaneous-payments'])
    expect(await town.sql`SELECT 1 FROM fraud_cases WHERE customer_id = ${hana.id}`).toHaveLength(1)
    expect(sato.chat.all().filter((text) => text.includes('即時・'))).toHaveLength(1)
  })

  test('a store owner who pays at home is found by phone number', async () => {
    const own = await town.store({ name: '自店', ownerPhone: '090-1111-2222' })
    const owner = await town.customer({ balance: yen(5_000), phone: '09011112222' })
    await mustPay(owner, own, 300)
    await town.settles()

    expect(await alertsOf(owner.id)).toEqual([expect.objectContaining({ rule: 'own-store-payment', urgency: 'immediate' })])
  })

  test('many payments in an hour can wait until the day’s end: no message now', async () => {
    const [sato] = await town.officers('佐藤')
    const hana = await town.customer({ balance: yen(13_000) })
    for (let count = 0; count < 6; count += 1) {
      await mustPay(hana, stores[0], 300)
      town.clock.forward({ seconds: 90 })
    }
    await town.settles()

    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ rule: 'velocity', urgency: 'daily', payments: 6 })])
    expect(sato.chat.all().filter((text) => text.includes('即時・'))).toEqual([])
  })

  test('a rule that throws is recorded, the payment stands and the other rules are heard', async () => {
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES ('velocity', 2, 'live', '{"perHour":"many"}', now())`
    const { customer } = await suspicion(town, stores)
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES ('velocity', 3, 'live', '{"perHour":6,"perDay":15,"customersOnDevice":4}', now())`

    const results = (await resultsOf(customer.id)).flatMap((row) => row.results)
    expect(results.filter(({ rule }) => rule === 'velocity')).toEqual([expect.objectContaining({ version: 2, result: 'rule-error' }), expect.objectContaining({ version: 2, result: 'rule-error' })])
    expect(await alertsOf(customer.id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments' })])
    expect(await town.sql`SELECT 1 FROM payments WHERE customer_id = ${customer.id} AND state = 'paid'`).toHaveLength(2)
  })

  test('a rule in shadow is recorded and makes no case; a new version counts from the next payment on', async () => {
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at)
      VALUES ('simultaneous-payments', 2, 'shadow', '{"windowSeconds":60,"payments":2,"neighboursKm":0}', now())`
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 500)
    await mustPay(hana, stores[1], 500)
    await town.settles()

    expect((await resultsOf(hana.id)).at(-1)?.results[0]).toEqual({ rule: 'simultaneous-payments', version: 2, shadow: true, result: 'hit' })
    expect(await alertsOf(hana.id)).toEqual([])
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at)
      VALUES ('simultaneous-payments', 3, 'live', '{"windowSeconds":60,"payments":2,"neighboursKm":0}', now())`
    await mustPay(hana, stores[0], 500)
    await town.settles()
    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', rule_version: 3 })])
  })
})
