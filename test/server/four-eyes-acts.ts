import type { ApprovalKind } from '../../server/approval/approval.ts'
import type { ResumeRequestSeen } from '../../server/cases/self-stop/contract.ts'
import { dayOf, daysAfter } from '../../server/core/time.ts'
import { yen } from '../../server/core/yen.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import { act, confirmed, fortnightFrom, mustBe, suspicion, type Refused } from './cases-acts.ts'
import { proposesReturn, wronglyRepaid } from './giving-back-acts.ts'
import { paidAt, proposesRefund } from './money-back-acts.ts'
import { moneyOf } from './money-in-acts.ts'
import { posts, today } from './papers-acts.ts'
import { asks, debt, type Debt } from './repayment-acts.ts'
import { order, proposes } from './rules-acts.ts'
import { proposesLift, proposesStop, stops } from './stops-acts.ts'

export interface Waiting {
  readonly approvalId: string
  /** Whose money, payments or standing it is about; null for the programme's own functions and rules. */
  readonly customer: CustomerInTown | null
  readonly store: StoreInTown | null
}

const reason = { reason: '店舗の記録と一致しない' }

/** How each kind of proposal that exists comes to wait for a second officer, through the door that its screen uses. */
export const waysToPropose = {
  confirm_freeze: async (town, by) => {
    const suspected = await suspicion(town)
    await confirmed(town, by, suspected)
    return waits(await act(by, suspected.caseId, 'propose-freeze', reason), suspected.customer, suspected.electronics)
  },
  demand: async (town, by) => {
    const suspected = await suspicion(town)
    await confirmed(town, by, suspected)
    return waits(await act(by, suspected.caseId, 'propose-demand', { amount: '9600', dueOn: fortnightFrom(town.clock.now()), ...reason }), suspected.customer, suspected.electronics)
  },
  unfreeze: async (town, by) => {
    const suspected = await suspicion(town)
    await act(by, suspected.caseId, 'freeze-provisionally', reason)
    return waits(await act(by, suspected.caseId, 'propose-unfreeze', reason), suspected.customer, suspected.electronics)
  },
  confirm_stop: async (town, by) => {
    const { caseId, customer, electronics } = await suspicion(town)
    return waits(await proposesStop(by, caseId, 'acceptance', electronics.id), customer, electronics)
  },
  lift_stop: async (town, by) => {
    const { caseId, customer, electronics } = await suspicion(town)
    await mustBe('ok', stops(by, caseId, 'acceptance', electronics.id))
    return waits(await proposesLift(by, caseId, 'acceptance', electronics.id), customer, electronics)
  },
  instalments: async (town, by) => {
    const wish = { times: 3, firstOn: fortnightFrom(town.clock.now()) }
    return proposesAboutDebt(town, by, 'propose-instalments', ({ demandId }) => ({ demandId, ...wish }), ({ customer, demandId }) => mustBe('ok', asks(customer, demandId, wish)))
  },
  defer: (town, by) => proposesAboutDebt(town, by, 'propose-defer', ({ demandId }) => ({ demandId, dueOn: daysAfter(dayOf(town.clock.now()), 45) })),
  withdraw_demand: (town, by) => proposesAboutDebt(town, by, 'propose-withdrawal'),
  book_repayment: (town, by) =>
    proposesAboutDebt(town, by, 'propose-booking', ({ number }) => ({ amount: '4000', method: 'bank_transfer', reference: number, receivedOn: today(town) })),
  return_repayment: async (town, by) => {
    const [second] = await town.officers('高橋')
    const repaid = await wronglyRepaid(town, [by, second])
    return waits(await proposesReturn(town, by, repaid), repaid.customer, repaid.electronics)
  },
  write_off: (town, by) =>
    proposesAboutDebt(town, by, 'propose-write-off', () => ({ kind: 'waived', ground: '地方自治法施行令第171条の7' }), async ({ caseId }) => {
      for (const _ of ['first', 'second', 'third']) await posts(town, by, caseId)
    }),
  release_self_stop: async (town, by) => {
    const customer = await town.customer()
    await customer.post('/api/self-stop')
    await customer.post('/api/self-stop/resume-request')
    const { items } = (await by.get<{ items: ResumeRequestSeen[] }>('/api/secretariat/resume-requests')).body
    const request = items.find(({ customerCode }) => customerCode === customer.code)
    return waits(await asked(by, `/api/secretariat/resume-requests/${request?.id ?? ''}/propose-release`, { identityCheck: 'call_back', ...reason }), customer, null)
  },
  refund: async (town, by) => {
    const [customer, store] = [await town.customer({ balance: yen(5_000) }), await town.store()]
    return waits(await proposesRefund(by, (await paidAt(customer, store, 1_280)).id, 280), customer, store)
  },
  assign_suspense: async (town, by) => {
    const customer = await town.customer()
    return waits(await proposesSuspense(town, by, 'assign', { reference: customer.code }), customer, null)
  },
  return_suspense: async (town, by) => waits(await proposesSuspense(town, by, 'return'), null, null),
  release_payout: async (town, by) => {
    const store = await town.store()
    await by.post(`/api/secretariat/stores/${store.id}/hold-payouts`, reason)
    return waits(await asked(by, `/api/secretariat/stores/${store.id}/propose-resume-payouts`, reason), null, store)
  },
  resume_function: async (_, by) => {
    await by.post('/api/secretariat/functions/broadcast/stop', reason)
    return waits(await asked(by, '/api/secretariat/functions/broadcast/propose-resume', reason), null, null)
  },
  put_rule_in_force: async (_, by) => waits(await proposes(by, 'off', {}, 'velocity'), null, null),
  allow_subject: async (town, by) => {
    const customer = await town.customer()
    return waits(await order(by, 'allow', customer.code), customer, null)
  },
  snooze_subject: async (town, by) => {
    const customer = await town.customer()
    return waits(await order(by, 'snooze', customer.code, { days: 8 }), customer, null)
  },
} satisfies Partial<Record<ApprovalKind, (town: Town, by: OfficerInTown) => Promise<Waiting>>>

export type Proposable = keyof typeof waysToPropose
export const proposable = Object.keys(waysToPropose) as Proposable[]

const waits = (approvalId: string, customer: CustomerInTown | null, store: StoreInTown | null): Waiting => {
  if (!/^[0-9a-f-]{36}$/.test(approvalId)) throw new Error(`nothing was proposed: ${approvalId}`)
  return { approvalId, customer, store }
}

/** Somebody owes ¥9,600, and what becomes of that is proposed; `before` is what has to have happened first. */
async function proposesAboutDebt(town: Town, by: OfficerInTown, verb: string, bodyOf: (owed: Debt) => object = () => ({}), before?: (owed: Debt) => Promise<void>): Promise<Waiting> {
  const [second] = await town.officers('高橋')
  const owed = await debt(town, [by, second])
  await before?.(owed)
  return waits(await act(by, owed.caseId, verb, { ...reason, ...bodyOf(owed) }), owed.customer, owed.electronics)
}

async function asked(by: OfficerInTown, url: string, body: object): Promise<string> {
  const { status, body: answer } = await by.post<Refused & { approval: { id: string } }>(url, body)
  return status === 201 ? answer.approval.id : answer.error.reason
}

async function proposesSuspense(town: Town, by: OfficerInTown, how: 'assign' | 'return', more: object = {}): Promise<string> {
  const { pspRef, told } = moneyOf(town, 'C-0000')
  await told('paid', 1_000)
  const [item] = await town.sql<{ id: string }>`SELECT id FROM suspense_items WHERE psp_ref = ${pspRef}`
  return asked(by, `/api/secretariat/suspense/${item?.id ?? ''}/propose-${how}`, { ...reason, ...more })
}

/** From now on this officer's LINE account is that person's. Whoever had it has another one. */
export const becomesInLine = (town: Town, officer: OfficerInTown, lineUserId: string | null) => town.sql`UPDATE officers SET line_user_id = ${lineUserId} WHERE id = ${officer.id}`
