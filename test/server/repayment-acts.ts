import type { CaseFile, DemandForCustomer } from '../../server/cases/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { Town } from '../support/town.ts'
import { act, decide, demanded, mustBe, suspicion, type Refused, type Suspicion } from './cases-acts.ts'

export interface Debt extends Suspicion {
  readonly demandId: string
  readonly number: string
}

/** ¥9,600 demanded of a frozen customer, due in fourteen days. */
export async function debt(town: Town, officers: readonly [OfficerInTown, OfficerInTown]): Promise<Debt> {
  const suspected = await suspicion(town)
  const { id, number } = await demanded(town, officers, suspected)
  return { ...suspected, demandId: id, number }
}

export async function paysBack(town: Town, number: string, amount: number, pspRef?: string): Promise<void> {
  await town.notify({ kind: 'repayment', reference: number, amount: String(amount), ...(pspRef ? { pspRef } : {}) })
  await town.settles()
}

export async function demandOf(customer: Pick<CustomerInTown, 'get'>, id: string): Promise<DemandForCustomer> {
  return (await customer.get<DemandForCustomer>(`/api/repayments/${id}`)).body
}

/** Asks for instalments; answers 'ok' or the reason of the refusal. */
export async function asks(customer: Pick<CustomerInTown, 'post'>, demandId: string, wish: { times: number; firstOn: string }): Promise<string> {
  const { status, body } = await customer.post<Refused>(`/api/repayments/${demandId}/instalments`, wish)
  return status === 200 ? 'ok' : body.error.reason
}

/** The customer asks, one officer proposes exactly that, the other approves. */
export async function agreed(town: Town, [first, second]: readonly [OfficerInTown, OfficerInTown], { customer, caseId, demandId }: Debt, wish: { times: number; firstOn: string }): Promise<void> {
  await mustBe('ok', asks(customer, demandId, wish))
  await mustBe('approved', decide(second, await act(first, caseId, 'propose-instalments', { demandId, ...wish, reason: '本人の申し込みのとおり' })))
  await town.settles()
}

/** The same customer, signed in again: a session ends after half an hour, a debt doesn't. */
export const signedInAgain = async (owed: Debt): Promise<Debt> => ({ ...owed, customer: { ...owed.customer, ...(await owed.customer.otherDevice()) } })

export const kindsOf = (file: CaseFile): string[] => file.timeline.map(({ kind }) => kind)

export const clocksOf = (town: Town, caseId: string) =>
  town.sql<{ kind: string; due: string; running: boolean }>`
    SELECT kind::text, to_char(due_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI') AS due, stopped_at IS NULL AS running FROM case_clocks
    WHERE case_id = ${caseId} AND kind IN ('repayment', 'instalment') ORDER BY kind, due_at`

