import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import { act, caseFileOf, decide, mustBe } from './cases-acts.ts'
import { moneyOf } from './money-in-acts.ts'
import { today } from './papers-acts.ts'
import { debt } from './repayment-acts.ts'

export interface WronglyRepaid {
  readonly caseId: string
  readonly demandId: string
  readonly number: string
  readonly customer: CustomerInTown
  readonly electronics: StoreInTown
  readonly money: ReturnType<typeof moneyOf>
}

/** Of a demand of ¥9,600 that was wrong, some came in. The appeal is accepted, what is left withdrawn, and the verdict revised. */
export async function wronglyRepaid(town: Town, [first, second]: readonly [OfficerInTown, OfficerInTown], amount = 4_000): Promise<WronglyRepaid> {
  const [third] = await town.officers('伊藤')
  const { caseId, demandId, number, customer, electronics } = await debt(town, [first, second])
  await mustBe('ok', customer.post(`/api/appeals/demand/${demandId}`, { text: 'この支払いは家族のものです' }).then(({ status }) => (status === 200 ? 'ok' : String(status))))
  const money = moneyOf(town, number, { kind: 'repayment' })
  await money.told('paid', amount)
  const [appeal] = (await caseFileOf(third, caseId)).appeals
  await mustBe('ok', act(third, caseId, 'decide-appeal', { appealId: appeal?.id, accepted: true, reason: '家族の支払いと分かった' }))
  if (amount < 9_600) await mustBe('approved', decide(second, await act(first, caseId, 'propose-withdrawal', { reason: '異議を認めたため' })))
  await mustBe('ok', act(first, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family', note: '家族の買い物だった' }))
  await town.settles()
  return { caseId, demandId, number, customer, electronics, money }
}

export const proposesReturn = (town: Town, officer: OfficerInTown, { caseId, demandId, number }: Pick<WronglyRepaid, 'caseId' | 'demandId' | 'number'>, reference = number) =>
  act(officer, caseId, 'propose-return', { demandId, method: 'bank_transfer', reference, returnedOn: today(town), reason: '判定を見直したため' })

/** The stop that clearing proposed is lifted, so that nothing but money keeps the case open. */
export async function liftsStop(town: Town, officer: OfficerInTown, caseId: string): Promise<void> {
  const [unfreeze] = await town.sql<{ id: string }>`SELECT id FROM approvals WHERE case_id = ${caseId} AND kind = 'unfreeze' AND state = 'proposed'`
  await mustBe('approved', decide(officer, unfreeze?.id ?? ''))
}
