import type { AlertFound } from '../../server/cases/alerts/alert.ts'
import { raiseAlerts } from '../../server/cases/alerts/raise-alert.ts'
import type { Subject } from '../../server/cases/subject.ts'
import { yen } from '../../server/core/yen.ts'
import { dayOf } from '../../server/core/time.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import { mustPay } from './cases-acts.ts'

/** What the engine would say about a subject and payments. */
export function found(town: Town, subject: Subject, paymentIds: readonly string[], some: Partial<AlertFound> = {}): AlertFound {
  const typology = some.typology ?? 'collusion'
  const rule = some.rule ?? 'collusive-ring'
  return {
    act: 'raise', window: `${typology}:${subject.kind}:${subject.id}:${dayOf(town.clock.now())}`, typology, subject, urgency: 'daily', at: town.clock.now(), rule, ruleVersion: 3,
    settings: { customers: 5 }, sentence: { ja: '5人が同じ店舗でほぼ全額を使いました。', en: 'Five people spent nearly everything at one store.' }, brief: '5人が同じ店舗でほぼ全額を使いました。',
    figures: [{ ja: '人数', en: 'People', value: '5人', threshold: '5人' }], paymentIds, newPaymentIds: paymentIds, facts: { customers: 5 }, signals: [{ rule, points: 100 }], ...some,
  }
}

export const raise = (town: Town, ...alerts: AlertFound[]): Promise<void> =>
  town.ctx.db.atomically({ kind: 'job', job: 'screen-payments' }, (tx) => raiseAlerts(tx, alerts, town.clock.now()))

/** A customer who has paid ¥1,000 at a store, far from every rule. */
export async function payment(town: Town, store: StoreInTown, amount = 1_000): Promise<{ customer: CustomerInTown; id: string }> {
  const customer = await town.customer({ balance: yen(20_000) })
  return { customer, id: await paysMore(town, customer, store, amount) }
}

export async function paysMore(town: Town, customer: CustomerInTown, store: StoreInTown, amount = 1_000): Promise<string> {
  town.clock.forward({ seconds: 90 })
  await mustPay(customer, store, amount)
  const [last] = await town.sql<{ id: string }>`SELECT id FROM payments WHERE customer_id = ${customer.id} ORDER BY paid_at DESC, id DESC LIMIT 1`
  if (!last) throw new Error('no payment')
  return last.id
}

export interface CaseRowSeen {
  readonly id: string
  readonly number: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly customer_id: string | null
  readonly store_id: string | null
  readonly urgency: string
  readonly state: string
}

export const casesAbout = (town: Town, subject: Subject): Promise<CaseRowSeen[]> =>
  town.sql<CaseRowSeen>`SELECT id, number, subject_kind::text, subject_id, customer_id, store_id, urgency::text, state::text FROM fraud_cases
    WHERE subject_kind::text = ${subject.kind} AND subject_id = ${subject.id} ORDER BY opened_at, id`

export async function caseAbout(town: Town, subject: Subject): Promise<CaseRowSeen> {
  const [only, ...others] = await casesAbout(town, subject)
  if (!only || others.length > 0) throw new Error(`${others.length + (only ? 1 : 0)} cases`)
  return only
}

export const alertsAbout = (town: Town, subject: Subject) =>
  town.sql<{ id: string; case_id: string; urgency: string; round: number; payments: number; rule: string; rule_version: number; signals: object[] }>`
    SELECT id, case_id, urgency::text, round, cardinality(payment_ids) AS payments, rule, rule_version, signals FROM alerts
    WHERE subject_kind::text = ${subject.kind} AND subject_id = ${subject.id} ORDER BY raised_at, id`
