import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { alertsPerDayMax } from '../../server/fraud/breaker.ts'
import { dayNumber } from '../../server/fraud/dossiers/moments.ts'
import { newRecord, type RuleRecord } from '../../server/fraud/dossiers/rule-record.ts'
import { screenPayments } from '../../server/fraud/live/screen-payments.ts'
import { allRules } from '../../server/fraud/rules/all.ts'
import { simultaneousPayments } from '../../server/fraud/rules/simultaneous-payments.ts'
import type { StoreInTown } from '../support/stores.ts'
import { tellOfHealth } from '../../server/fraud/settings/tell-of-health.ts'
import { openTown, type Town } from '../support/town.ts'
import { mustPay, suspicion, twoStores } from './cases-acts.ts'
import { watching } from './fraud-acts.ts'
import { paidAt, voids } from './money-back-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
})
afterAll(() => town.close())

const { alertsOf, paymentsOf, judgedOf } = watching(() => town)

describe('screening', () => {
  test('every payment is judged once, and the log says by which rules', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    await mustPay(hana, stores[0], 500)
    await town.settles()

    const judged = await judgedOf(hana.id)
    expect(judged).toHaveLength(1)
    expect(judged[0]?.results?.filter(({ result }) => result !== 'not_applicable') ?? []).toEqual([])
    expect(await alertsOf(hana.id)).toEqual([])
    const [book] = await town.sql<{ rules: unknown }>`
      SELECT b.rules FROM observations o JOIN rulebooks b ON b.id = o.rulebook JOIN payments p ON p.id = o.payment_id WHERE p.customer_id = ${hana.id}`
    expect(book?.rules).toEqual(allRules.map(({ id, defaults }) => ({ rule: id, version: 1, mode: 'live', settings: defaults })))
  })

  test('a screening that runs twice, or in two workers at once, makes one alert, one case and one message', async () => {
    const [sato] = await town.officers('佐藤')
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 4_800)
    await mustPay(hana, stores[1], 4_800)
    const ids = await paymentsOf(hana.id)

    await Promise.all([screenPayments(town.ctx, ids), screenPayments(town.ctx, ids), screenPayments(town.ctx, [...ids].reverse())])
    await screenPayments(town.ctx, ids)
    await town.settles()

    expect(await alertsOf(hana.id)).toEqual([{ rule: 'simultaneous-payments', urgency: 'immediate', rule_version: 1, payments: 2 }])
    expect(await judgedOf(hana.id)).toHaveLength(2)
    expect(await town.sql`SELECT 1 FROM line_messages m JOIN fraud_cases c ON c.id = m.case_id WHERE c.customer_id = ${hana.id} AND m.kind = 'F05' AND m.line_user_id = ${sato.lineUserId}`).toHaveLength(1)
  })

  test('a payment that was judged first still forms a pair with an earlier one that arrives late', async () => {
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 4_800)
    town.clock.forward({ seconds: 10 })
    await mustPay(hana, stores[1], 4_800)
    town.clock.forward({ seconds: 10 })
    const [early, late] = await paymentsOf(hana.id)
    await screenPayments(town.ctx, [late!])
    expect(await alertsOf(hana.id)).toEqual([])

    await screenPayments(town.ctx, [early!])

    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', payments: 2 })])
    // Told from the earlier one to the later, as if they had come in their order.
    const [alert] = await town.sql<{ ja: string; ids: string[] }>`SELECT sentence_ja AS ja, payment_ids AS ids FROM alerts WHERE customer_id = ${hana.id}`
    expect(alert?.ja).toMatch(/^同じ人が10秒の間に/)
    expect(alert?.ids).toEqual([early, late])
  })

  test('a payment that was taken back before anybody judged it raises nothing, and neither does the next one because of it', async () => {
    const hana = await town.customer({ balance: yen(13_000) })
    const first = await paidAt(hana, stores[0], 4_800)
    expect(await voids(stores[0].owner, first.id)).toBe('voided')
    town.clock.forward({ seconds: 10 })
    await mustPay(hana, stores[1], 4_800)
    await town.settles()

    expect(await alertsOf(hana.id)).toEqual([])
    expect(await town.sql`SELECT kind FROM observations WHERE body ->> 'customerId' = ${hana.id} AND kind IN ('payment', 'void') ORDER BY seq`).toEqual([{ kind: 'payment' }, { kind: 'void' }, { kind: 'payment' }])
  })

  test('a turn takes along what was just paid: a queue that lags makes no judgement late', async () => {
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 4_800)
    town.clock.forward({ seconds: 3 })
    await mustPay(hana, stores[1], 4_800)
    const [, second] = await paymentsOf(hana.id)

    await screenPayments(town.ctx, [second!])

    expect(await judgedOf(hana.id)).toHaveLength(2)
    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ payments: 2 })])
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

  test('a rule whose settings no longer fit is a fault of that rule: the payment stands, the others are heard, and officers read it once a day', async () => {
    const [sato] = await town.officers('佐藤')
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES ('simultaneous-payments', 2, 'live', '{"windowSeconds":"many"}', now())`
    const hana = await town.customer({ balance: yen(5_000) })
    await mustPay(hana, stores[0], 500)
    await town.settles()

    const [judged] = await judgedOf(hana.id)
    expect(judged?.results).toContainEqual(expect.objectContaining({ rule: 'simultaneous-payments', version: 2, shadow: true, result: 'rule-error' }))
    expect(await town.sql`SELECT 1 FROM payments WHERE customer_id = ${hana.id} AND state = 'paid'`).toHaveLength(1)
    await mustPay(hana, stores[0], 300)
    await town.settles()
    expect(sato.chat.all().filter((text) => text.includes('検知ルールが動いていません'))).toHaveLength(1)
  })

  test('a rule in shadow is recorded and makes no case; a new version counts from the next payment on', async () => {
    const settings = JSON.stringify(simultaneousPayments.defaults)
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES ('simultaneous-payments', 3, 'off', ${settings}::jsonb, now()), ('simultaneous-payments', 4, 'shadow', ${settings}::jsonb, now())`
    const hana = await town.customer({ balance: yen(13_000) })
    await mustPay(hana, stores[0], 500)
    await mustPay(hana, stores[1], 500)
    await town.settles()

    expect((await judgedOf(hana.id)).at(-1)?.results).toContainEqual({ rule: 'simultaneous-payments', version: 4, shadow: true, result: 'hit', subject: `customer:${hana.id}`, points: expect.any(Number) as number })
    expect(await alertsOf(hana.id)).toEqual([])
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES ('simultaneous-payments', 5, 'live', ${settings}::jsonb, now())`
    await mustPay(hana, stores[0], 500)
    await town.settles()
    expect(await alertsOf(hana.id)).toEqual([expect.objectContaining({ rule: 'simultaneous-payments', rule_version: 5 })])
  })
  test('a rule that floods falls into shadow: officers read it, the log has it, and its next hit alerts nobody', async () => {
    const [sato] = await town.officers('佐藤')
    const today = dayNumber(town.clock.now().getTime())
    const record: RuleRecord = { ...newRecord(), days: [{ day: today, asked: 900, hits: alertsPerDayMax, alerts: alertsPerDayMax, notApplicable: 0, errors: 0 }] }
    await town.sql`UPDATE dossiers SET dossier = ${JSON.stringify({ 'simultaneous-payments': record })}::json WHERE key = 'rules'`
    const { customer: first } = await suspicion(town, stores)
    const second = await town.customer({ balance: yen(13_000) })
    await mustPay(second, stores[0], 4_800)
    await mustPay(second, stores[1], 4_800)
    await town.settles()

    expect(await alertsOf(first.id)).toHaveLength(1)
    expect(await alertsOf(second.id)).toEqual([])
    expect(sato.chat.all().filter((text) => text.includes('検知ルールを試運転に戻しました'))).toHaveLength(1)
    expect(await town.sql`SELECT details ->> 'version' AS version FROM audit_entries WHERE action = 'rule.fall-into-shadow'`).toEqual([{ version: '5' }])
  })
  test('a rule that floods, and one that has fallen silent, are told to officers once, in the daytime', async () => {
    const [sato] = await town.officers('佐藤')
    const today = dayNumber(town.clock.now().getTime())
    const day = (ago: number, alerts: number) => ({ day: today - ago, asked: 100, hits: alerts, alerts, notApplicable: 0, errors: 0 })
    const usual = Array.from({ length: 20 }, (_one, place) => day(20 - place, 1))
    const records = { velocity: { ...newRecord(), days: [...usual, day(0, 30)] }, 'cash-out': { ...newRecord(), days: [day(15, 2), ...usual.slice(6).map((one) => ({ ...one, hits: 0, alerts: 0 }))] } }
    await town.sql`UPDATE dossiers SET dossier = ${JSON.stringify(records)}::json WHERE key = 'rules'`

    await town.settles()
    await tellOfHealth(town.ctx)
    await town.settles()

    const told = sato.chat.all().filter((text) => /検知が急に増えています|検知が止まっています/.test(text))
    expect(told).toHaveLength(2)
    expect(told.join()).toMatch(/短時間の多数決済[\s\S]*本日のアラートは30件/)
    expect(told.join()).toMatch(/換金目的の一括利用[\s\S]*15日間まったくありません/)
  })
})
