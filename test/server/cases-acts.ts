import { yen } from '../../server/core/yen.ts'
import type { ApprovalSeen, CaseFile, StoreFactCheck } from '../../server/cases/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'

/** What a refused request says. */
export interface Refused {
  readonly error: { readonly reason: string; readonly message: string }
}

export interface Suspicion {
  readonly customer: CustomerInTown
  readonly bakery: StoreInTown
  readonly electronics: StoreInTown
  readonly caseId: string
}

/** A customer pays ¥4,800 at two stores 1.2 km apart, 38 seconds from each other; the screening has made a case of it. */
export async function suspicion(town: Town, stores?: readonly [StoreInTown, StoreInTown]): Promise<Suspicion> {
  const [bakery, electronics] = stores ?? (await twoStores(town))
  const customer = await town.customer({ balance: yen(13_000) })
  await mustPay(customer, bakery, 4_800)
  town.clock.forward({ seconds: 38 })
  await mustPay(customer, electronics, 4_800)
  await town.settles()
  const [row] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${customer.id} AND state <> 'closed'`
  if (!row) throw new Error('no case was opened')
  return { customer, bakery, electronics, caseId: row.id }
}

export async function twoStores(town: Town): Promise<[StoreInTown, StoreInTown]> {
  return [await town.store({ name: 'みどり青果店', latitude: 38.2688 }), await town.store({ name: '田中電器', latitude: 38.2796 })]
}

export async function mustPay(customer: CustomerInTown, store: StoreInTown, amount: number): Promise<void> {
  const paid = await customer.pays(store, yen(amount))
  if (!paid.ok) throw new Error(`the payment was refused: ${paid.reason}`)
}

export async function caseFileOf(officer: OfficerInTown, caseId: string): Promise<CaseFile> {
  const { status, body } = await officer.get<CaseFile>(`/api/secretariat/cases/${caseId}`)
  if (status !== 200) throw new Error(`the case answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** One act on a case; answers 'ok' or the reason of its refusal. */
export async function act(officer: OfficerInTown, caseId: string, name: string, body: unknown = {}): Promise<string> {
  const { status, body: answer } = await officer.post<Refused & { approval?: { id: string } }>(`/api/secretariat/cases/${caseId}/${name}`, body)
  return status < 300 ? (answer.approval?.id ?? 'ok') : answer.error.reason
}

/** Decides a proposal; answers its state or the reason of the refusal. */
export async function decide(officer: OfficerInTown, approvalId: string, how: 'approve' | 'send-back' = 'approve'): Promise<string> {
  const { status, body } = await officer.post<Refused & ApprovalSeen>(`/api/secretariat/approvals/${approvalId}/${how}`, { reason: '内容を確認した' })
  return status === 200 ? body.state : body.error.reason
}

/** The store is asked about its payment, and answers that it has no record of it. */
export async function askAndAnswer(town: Town, officer: OfficerInTown, { caseId, electronics }: Suspicion): Promise<StoreFactCheck> {
  const file = await caseFileOf(officer, caseId)
  const paymentIds = file.payments.filter(({ storeId, concerned }) => concerned && storeId === electronics.id).map(({ id }) => id)
  await mustBe('ok', act(officer, caseId, 'ask-store', { storeId: electronics.id, paymentIds }))
  await town.settles()
  const { body: list } = await electronics.owner.get<{ items: StoreFactCheck[] }>('/api/store/fact-checks')
  const check = list.items.find((one) => one.payments.some(({ id }) => paymentIds.includes(id)))
  if (!check) throw new Error('the store sees no fact check')
  const answers = paymentIds.map((paymentId) => ({ paymentId, recordFound: 'missing', receiptNumber: null, goods: null, staffOnDuty: '田中', acquaintance: 'first_time', note: null }))
  const answered = await electronics.owner.post<StoreFactCheck>(`/api/store/fact-checks/${check.id}/answer`, { answers, sameCheckout: null, truthful: true })
  if (answered.status !== 200) throw new Error(`the answer was refused: ${JSON.stringify(answered.body)}`)
  await town.settles()
  return answered.body
}

/** Found fraudulent: every payment of the case. */
export async function confirmed(town: Town, officer: OfficerInTown, suspected: Suspicion): Promise<void> {
  await askAndAnswer(town, officer, suspected)
  const file = await caseFileOf(officer, suspected.caseId)
  const paymentIds = file.payments.filter(({ concerned }) => concerned).map(({ id }) => id)
  await mustBe('ok', act(officer, suspected.caseId, 'give-verdict', { verdict: 'confirmed', reason: 'simultaneous', paymentIds }))
}

/** Confirmed, frozen by two, and ¥9,600 demanded by two. Returns the demand's number and id. */
export async function demanded(town: Town, [first, second]: readonly [OfficerInTown, OfficerInTown], suspected: Suspicion): Promise<{ id: string; number: string }> {
  await confirmed(town, first, suspected)
  await mustBe('approved', decide(second, await act(first, suspected.caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' })))
  const demand = { amount: '9600', dueOn: fortnightFrom(town.clock.now()), reason: '確定した支払いの合計' }
  await mustBe('approved', decide(second, await act(first, suspected.caseId, 'propose-demand', demand)))
  await town.settles()
  const [row] = await town.sql<{ id: string; number: string }>`SELECT id, number FROM demands WHERE case_id = ${suspected.caseId}`
  if (!row) throw new Error('no demand was issued')
  return row
}

/** The first day that a demand issued now may be due. */
export const fortnightFrom = (now: Date): string => new Date(now.getTime() + (9 + 14 * 24) * 3_600_000).toISOString().slice(0, 10)

export async function mustBe(expected: string, answer: Promise<string>): Promise<void> {
  const got = await answer
  if (got !== expected) throw new Error(`expected ${expected}, got ${got}`)
}

/** The button under 「24時間まで止めます。よろしいですか？」, asked a moment ago. */
export const freezeConfirm = (town: Town, caseId: string): string =>
  `act=freeze-confirm&case=${caseId}&until=${String(Math.floor(town.clock.now().getTime() / 1_000) + 60)}`
