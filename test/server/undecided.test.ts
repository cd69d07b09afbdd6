import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseRow } from '../../server/cases/contract.ts'
import { tellAnswer } from '../../server/cases/messages/tell-officers.ts'
import type { MonthlyReport } from '../../server/cases/reports/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { found, paysMore, raise } from './alerts-acts.ts'
import { act, caseFileOf, decide, mustBe, suspicion, twoStores, type Suspicion } from './cases-acts.ts'

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
const undecided = (caseId: string, note = 'レシートが残っておらず、本人とも話せていない') => act(sato, caseId, 'give-verdict', { verdict: 'undecided', reason: 'no_record', note })
const concerned = async (caseId: string) => (await caseFileOf(sato, caseId)).payments.filter((payment) => payment.concerned)
const rowOf = async (caseId: string) => (await sato.get<{ items: CaseRow[] }>('/api/secretariat/cases?limit=100')).body.items.find(({ id }) => id === caseId)

/** A store's time is over, and everybody is still signed in. */
async function twoHoursLater(): Promise<void> {
  town.clock.forward({ minutes: 125 })
  await town.sql`UPDATE sessions SET idle_until = ${new Date(town.clock.now().getTime() + 3_600_000)}`
}

/** A store is asked about one payment of the case; gives the request's id. */
async function asks({ caseId }: Suspicion): Promise<{ id: string; paymentId: string; store: StoreInTown }> {
  const [payment] = await concerned(caseId)
  const store = stores.find(({ id }) => id === payment?.storeId)
  if (!payment || !store) throw new Error('nothing to ask about')
  await mustBe('ok', act(sato, caseId, 'ask-store', { storeId: store.id, paymentIds: [payment.id] }))
  await town.settles()
  const [check] = await town.sql<{ id: string }>`SELECT id FROM fact_checks WHERE case_id = ${caseId}`
  return { id: check?.id ?? '', paymentId: payment.id, store }
}

test('「判断できない」 says what was missing, waits for no store in vain, and takes nothing from anybody', async () => {
  const suspected = await suspicion(town, stores)
  const { caseId, customer } = suspected
  await mustBe('ok', act(sato, caseId, 'freeze-provisionally', reason))
  await asks(suspected)
  expect(await undecided(caseId)).toBe('awaiting-answer')
  await twoHoursLater()
  expect(await undecided(caseId, '　')).toBe('invalid-input')
  expect(await act(sato, caseId, 'give-verdict', { verdict: 'undecided', reason: 'family', note: '家族か分からない' })).toBe('invalid-input')

  expect(await undecided(caseId)).toBe('ok')
  const file = await caseFileOf(sato, caseId)
  expect(file).toMatchObject({ state: 'checking_facts', verdict: { verdict: 'undecided', reason: 'no_record', by: '佐藤' }, clocks: [], approvals: [{ kind: 'unfreeze', state: 'proposed' }] })
  expect(file.timeline.at(-2)?.ja).toBe('判定：判断できない（記録が残っていない）：レシートが残っておらず、本人とも話せていない')
  expect(file.targets.map(({ mayStop, mayConfirm }) => [mayStop?.reason, mayConfirm?.reason])).toEqual(file.targets.map(() => ['verdict-undecided', 'verdict-undecided']))
  expect(await rowOf(caseId)).toMatchObject({ undecided: true, overdue: false })
  expect(await undecided(caseId)).toBe('verdict-undecided')

  // The database says the same, even with a proposal that two agreed on.
  for (const kind of ['confirm_freeze', 'demand']) {
    await town.sql`INSERT INTO approvals (number, kind, subject, case_id, asked, snapshot, snapshot_hash, reason, state, proposed_by, proposed_at, expires_at, decided_by, decided_at, decision_reason)
      VALUES (${`A-planted-${kind}`}, ${kind}::"ApprovalKind", ${`case:${caseId}`}, ${caseId}, '{}', '{}', 'x', 'x', 'approved', ${sato.id}, now(), now(), ${mori.id}, now(), 'x')`
  }
  await expect(town.sql`UPDATE freezes SET state = 'confirmed', confirmed_at = now(), proposed_by = ${sato.id}, approved_by = ${mori.id}, lapses_at = NULL WHERE case_id = ${caseId}`).rejects.toThrow(/found nothing to take/)
  await expect(town.sql`INSERT INTO demands (number, case_id, customer_id, principal, due_on, contents, contents_hash, proposed_by, approved_by, issued_at)
    VALUES ('R-x', ${caseId}, ${customer.id}, 4800, now(), '[]', '', ${sato.id}, ${mori.id}, now())`).rejects.toThrow(/found nothing to take/)
  await expect(town.sql`UPDATE case_payments SET verdict = 'undecided' WHERE case_id = ${caseId}`).rejects.toThrow(/payment_is_found_or_not/)

  expect(await act(sato, caseId, 'close', reason)).toBe('stop-remains')
  expect(await decide(mori, file.approvals[0]?.id ?? '')).toBe('approved')
  await town.settles()
  expect(customer.chat.last()).toContain('お支払いを再開しました')
  expect(await act(sato, caseId, 'close', reason)).toBe('ok')
  expect(await town.sql`SELECT state::text FROM fact_checks WHERE case_id = ${caseId}`).toEqual([{ state: 'closed' }])
})

test('a late answer takes the case up again, once: what was known at the verdict changes nothing', async () => {
  const suspected = await suspicion(town, stores)
  const { caseId } = suspected
  const { id, paymentId, store } = await asks(suspected)
  await twoHoursLater()
  await mustBe('ok', undecided(caseId))
  town.clock.forward({ minutes: 5 })

  const answer = { paymentId, recordFound: 'missing', receiptNumber: null, goods: null, staffOnDuty: null, acquaintance: 'first_time', note: null }
  expect((await store.owner.post(`/api/store/fact-checks/${id}/answer`, { answers: [answer], sameCheckout: null, truthful: true })).status).toBe(200)
  await town.settles()

  const file = await caseFileOf(sato, caseId)
  expect(file).toMatchObject({ state: 'checking_facts', verdict: null, pinned: '判定のあとに店舗の回答がありました', clocks: [{ kind: 'verdict' }] })
  expect(file.timeline.map(({ kind }) => kind)).toContain('taken_up_again')
  expect(await rowOf(caseId)).toMatchObject({ undecided: false })

  town.clock.forward({ minutes: 5 })
  await mustBe('ok', undecided(caseId, '回答だけでは分からない'))
  await tellAnswer(town.ctx, id)
  expect((await caseFileOf(sato, caseId)).verdict).toMatchObject({ verdict: 'undecided' })
  expect(await act(sato, caseId, 'give-verdict', { verdict: 'confirmed', reason: 'simultaneous', paymentIds: [paymentId] })).toBe('ok')
})

test('so does what the customer explains, and a new alert', async () => {
  const { caseId, customer } = await suspicion(town, stores)
  await mustBe('ok', undecided(caseId))
  town.clock.forward({ minutes: 5 })
  expect((await customer.post('/api/statements', { words: '二人で買い物をしていました。', photoIds: [] })).status).toBe(200)
  expect(await caseFileOf(sato, caseId)).toMatchObject({ verdict: null, pinned: '判定のあとにご本人の説明がありました' })

  await mustBe('ok', undecided(caseId, '説明だけでは分からない'))
  const more = await paysMore(town, customer, stores[0])
  await raise(town, found(town, { kind: 'customer', id: customer.id }, [more], { typology: 'takeover', rule: 'takeover-drain' }))
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'checking_facts', verdict: null, pinned: '判定のあとに新しい検知がありました' })
})

test('rules learn nothing from it: neither right nor wrong, and counted apart', async () => {
  const figures = async () => {
    const { contents } = (await sato.get<MonthlyReport>('/api/secretariat/reports/2026-11')).body
    const rule = contents.rules.find((one) => one.rule === 'simultaneous-payments')
    return { cases: contents.cases.undecided, rule: rule?.undecided ?? 0, judged: rule?.right.of ?? 0 }
  }
  const before = await figures()
  const { caseId } = await suspicion(town, stores)
  await mustBe('ok', undecided(caseId))
  await town.settles()

  expect(await figures()).toEqual({ ...before, cases: before.cases + 1, rule: before.rule + 1 })
  expect(await town.sql`SELECT 1 FROM case_payments WHERE case_id = ${caseId} AND verdict IS NOT NULL`).toEqual([])
})
