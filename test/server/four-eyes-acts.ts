import type { ApprovalKind } from '../../server/approval/approval.ts'
import { yen } from '../../server/core/yen.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import { act, confirmed, fortnightFrom, suspicion, type Refused } from './cases-acts.ts'
import { paidAt, proposesRefund } from './money-back-acts.ts'
import { moneyOf } from './money-in-acts.ts'
import { order, proposes } from './rules-acts.ts'

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
} satisfies Partial<Record<ApprovalKind, (town: Town, by: OfficerInTown) => Promise<Waiting>>>

export type Proposable = keyof typeof waysToPropose
export const proposable = Object.keys(waysToPropose) as Proposable[]

const waits = (approvalId: string, customer: CustomerInTown | null, store: StoreInTown | null): Waiting => {
  if (!/^[0-9a-f-]{36}$/.test(approvalId)) throw new Error(`nothing was proposed: ${approvalId}`)
  return { approvalId, customer, store }
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
