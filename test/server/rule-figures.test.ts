import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { paidAt } from './money-back-acts.ts'
import { rule, ruleOf } from './rules-acts.ts'

let town: Town
let hana: CustomerInTown
let store: StoreInTown
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(5_000) })
  store = await town.store()
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

/** An alert of the past about two payments, and what people said of each. */
async function alerted(daysAgo: number, verdicts: readonly ('cleared' | 'confirmed' | null)[]): Promise<void> {
  const [caseId, payments]: [string, string[]] = [randomUUID(), []]
  for (const _verdict of verdicts) payments.push((await paidAt(hana, store, 100)).id)
  const at = new Date(town.clock.now().getTime() - daysAgo * 86_400_000)
  const about = { customer_id: hana.id, subject_kind: 'customer', subject_id: hana.id, urgency: 'daily' }
  await town.sql`INSERT INTO fraud_cases SELECT (jsonb_populate_record(NULL::fraud_cases, ${JSON.stringify({
    ...about, id: caseId, number: `K-${caseId}`, state: 'closed', amount_at_risk: 0, opened_at: at, acknowledge_by: at, next_on: at, closed_at: at, owner_id: sato.id, verdict: 'cleared', verdict_reason: 'x', verdict_by: sato.id, verdict_at: at,
  })}::jsonb)).*`
  await town.sql`INSERT INTO alerts SELECT (jsonb_populate_record(NULL::alerts, ${JSON.stringify({
    ...about, id: randomUUID(), case_id: caseId, typology: 'simultaneous', window: `simultaneous:customer:${hana.id}:${caseId}`, round: 1, rule, rule_version: 1, settings: {}, sentence_ja: '', sentence_en: '', figures: [], facts: {}, signals: [],
    payment_ids: payments, raised_at: at,
  })}::jsonb)).*`
  for (const [place, verdict] of verdicts.entries()) await town.sql`INSERT INTO case_payments (case_id, payment_id, verdict) VALUES (${caseId}, ${payments[place]}, ${verdict}::"Verdict")`
}

test('a rule shows its alerts of 28 days, and how many of those that were judged were right', async () => {
  expect(await ruleOf(sato)).toMatchObject({ precision: null, flags: [] })
  await alerted(0, ['confirmed', null])
  await alerted(1, ['confirmed', 'cleared'])
  await alerted(1, ['cleared', 'cleared'])
  await alerted(2, [null, null])
  await alerted(40, ['cleared'])

  const seen = await ruleOf(sato)

  expect(seen?.days.slice(-3).map(({ alerts }) => alerts)).toEqual([1, 2, 1])
  expect(seen?.days).toHaveLength(28)
  expect(seen?.days.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(4)
  expect(seen?.precision).toMatchObject({ right: 2, judged: 4 })
  expect([seen?.precision?.low, seen?.precision?.high].map((edge) => Math.round((edge ?? 0) * 100))).toEqual([15, 85])
})
