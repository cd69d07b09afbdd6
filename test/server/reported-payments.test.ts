import { afterAll, beforeAll, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import type { OwnReport, ReportSeen } from '../../server/cases/reported/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, suspicion, type Refused } from './cases-acts.ts'

let town: Town
let bakery: StoreInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  bakery = await town.store()
})
afterAll(() => town.close())

const notMe = { reportedAs: 'not_me', phoneLost: false, familyPossible: false, note: '家にいました', phoneTime: '夕方', stop: true }

async function paid(customer: CustomerInTown): Promise<string> {
  const answer = await customer.pays(bakery, yen(800))
  if (!answer.ok) throw new Error(answer.reason)
  await town.settles()
  return answer.value.id
}

/** What is answered: the report as it was received, or why not. */
async function reports(customer: CustomerInTown, paymentId: string, said: object = notMe): Promise<ReportSeen | string> {
  const { body } = await customer.post<Partial<OwnReport & Refused>>(`/api/payments/${paymentId}/report`, said)
  return body.report ?? body.error?.reason ?? 'nothing'
}

/** The report, or throws. */
async function received(answer: Promise<ReportSeen | string>): Promise<ReportSeen> {
  const got = await answer
  if (typeof got === 'string') throw new Error(got)
  return got
}

test('a customer who doesn’t know a payment reports it: officers are called, their payments stop, and they learn by when they hear', async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  town.clock.goTo('2026-11-27T14:05:00+09:00')
  const [sato] = await town.officers('佐藤')
  const paymentId = await paid(await signedIn(hana))

  const body = await received(reports(hana, paymentId))

  // Friday: the next business day is Monday.
  expect(body).toMatchObject({ replyBy: '2026-11-30T08:00:00.000Z', stopped: true })
  expect(await hana.pays(bakery, yen(100))).toEqual(refused('self-stopped'))
  await town.settles()
  const [row] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${hana.id}`
  const file = await caseFileOf(sato, row?.id ?? '')
  expect(file).toMatchObject({ number: body.number, urgency: 'immediate', evidence: [{ rule: 'customer-report', typology: { ja: 'ご本人の申し出' } }] })
  expect(file.payments.filter(({ concerned }) => concerned).map(({ id }) => id)).toEqual([paymentId])
  expect(file.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reported', 'self_stopped']))
  expect(sato.chat.all().filter((text) => text.includes(body.number))).toHaveLength(1)
  expect(hana.chat.all().filter((text) => text.includes(`受付番号 ${body.number}`) && text.includes('11月30日(月) 17:00までにお返事します。') && text.includes('お支払いは安全のため止めています。'))).toHaveLength(1)
})

test('the same payment reported twice, or at the same moment, is one report and one number', async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  const paymentId = await paid(hana)

  expect((await hana.get<OwnReport>(`/api/payments/${paymentId}/report`)).body).toEqual({ report: null })

  const answers = await Promise.all([received(reports(hana, paymentId)), received(reports(hana, paymentId))])
  const later = await received(reports(hana, paymentId, { ...notMe, reportedAs: 'other' }))

  expect(new Set([...answers, later].map(({ number }) => number)).size).toBe(1)
  expect(await town.sql`SELECT 1 FROM payment_reports WHERE payment_id = ${paymentId}`).toHaveLength(1)
  expect(await town.sql`SELECT 1 FROM case_events e JOIN fraud_cases c ON c.id = e.case_id WHERE c.customer_id = ${hana.id} AND e.kind = 'reported'`).toHaveLength(1)
  expect((await hana.get<OwnReport>(`/api/payments/${paymentId}/report`)).body).toEqual({ report: later })
})

test('a report joins the case that is open, and payments go on unless the customer stops them', async () => {
  const { customer, caseId, bakery: where } = await suspicion(town)
  const [payment] = await town.sql<{ id: string }>`SELECT id FROM payments WHERE customer_id = ${customer.id} AND store_id = ${where.id}`

  const { number } = await received(reports(customer, payment?.id ?? '', { ...notMe, reportedAs: 'twice', stop: false }))
  await town.settles()

  expect(await town.sql`SELECT number FROM fraud_cases WHERE customer_id = ${customer.id}`).toEqual([{ number }])
  expect(await town.sql`SELECT 1 FROM alerts WHERE case_id = ${caseId} AND rule = 'customer-report'`).toHaveLength(1)
  expect(await customer.pays(bakery, yen(100))).toMatchObject({ ok: true })
  expect(customer.chat.all().some((text) => text.includes('お支払いはこれまでどおり使えます。') && text.includes('支払いを止める'))).toBe(true)
})

test('nobody reports somebody else’s payment', async () => {
  const [hana, ichiro] = [await town.customer({ balance: yen(5_000) }), await town.customer({ name: '鈴木 一郎', balance: yen(5_000) })]
  const paymentId = await paid(hana)

  expect(await reports(ichiro, paymentId)).toBe('not-found')
  expect((await ichiro.get<Refused>(`/api/payments/${paymentId}/report`)).body.error.reason).toBe('not-found')
  expect(await town.sql`SELECT 1 FROM fraud_cases WHERE customer_id IN (${hana.id}, ${ichiro.id})`).toEqual([])
})

/** Sessions don't last for days. */
async function signedIn(customer: CustomerInTown): Promise<CustomerInTown> {
  await customer.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(customer.lineUserId) })
  return customer
}
