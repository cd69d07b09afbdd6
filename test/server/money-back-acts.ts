import { randomInt, randomUUID } from 'node:crypto'
import { yen } from '../../server/core/yen.ts'
import type { Payment } from '../../server/payments/contract.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { quickHash } from '../support/passwords.ts'
import type { Browser } from '../support/person.ts'
import { signedInByPassword, type StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import type { Refused } from './cases-acts.ts'

const password = 'somebody hired by the tests'

/** Somebody who began to work in a store, signed in by LINE and password. */
export async function hired(town: Town, store: StoreInTown, role: 'clerk' | 'manager'): Promise<Browser & { readonly id: string; readonly signsInAgain: () => Promise<Browser> }> {
  const id = randomUUID()
  const loginId = `${role}-${randomInt(10 ** 9)}`
  await town.sql`INSERT INTO staff (id, code, name, login_id, password_hash, role) VALUES (${id}, ${loginId}, ${`${role}さん`}, ${loginId}, ${quickHash(password)}, ${role}::"StaffRole")`
  await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${id}, ${store.id})`
  const { lineUserId } = town.sandbox.addPerson({ name: role })
  const signsInAgain = () => signedInByPassword(town, lineUserId, loginId, password)
  return { ...(await signsInAgain()), id, signsInAgain }
}

export async function paidAt(customer: CustomerInTown, store: StoreInTown, amount: number): Promise<Payment> {
  const paid = await customer.pays(store, yen(amount))
  if (!paid.ok) throw new Error(`the payment was refused: ${paid.reason}`)
  return paid.value
}

/** Voids; answers `voided` or the reason of the refusal. */
export async function voids(staff: Browser, paymentId: string, reason = 'mistyped'): Promise<string> {
  const { status, body } = await staff.post<Refused & { payment: { state: string } }>(`/api/store/payments/${paymentId}/void`, { reason })
  return status === 200 ? body.payment.state : body.error.reason
}

/** Proposes a refund; answers the proposal's id or the reason of the refusal. */
export async function proposesRefund(officer: OfficerInTown, paymentId: string, amount: number): Promise<string> {
  const { status, body } = await officer.post<Refused & { approval: { id: string } }>(`/api/secretariat/payments/${paymentId}/propose-refund`, { amount: String(amount), reason: '商品がなかった' })
  return status === 201 ? body.approval.id : body.error.reason
}

export const balanceOf = async (customer: CustomerInTown): Promise<string> => (await customer.get<{ balance: string }>('/api/me')).body.balance

/** Names of the invariants that do not hold now. */
export const brokenPromises = async (town: Town): Promise<string[]> =>
  (await selfCheck(town.ctx.db, town.clock.now())).flatMap(({ brokenCount, name, broken }) => (brokenCount > 0 ? [`${name}: ${broken.join('; ')}`] : []))
