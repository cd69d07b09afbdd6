import { randomUUID } from 'node:crypto'
import type { CodeSeen } from '../../../server/payments/codes/contract.ts'
import type { Payment, StorePayment } from '../../../server/payments/contract.ts'
import type { RequestSeen, StoreRequest } from '../../../server/payments/requests/contract.ts'
import type { Browser, Seen } from '../../support/person.ts'

export interface ErrorSeen {
  readonly error: { readonly reason: string; readonly message: string; readonly next: string; readonly facts: Record<string, string> }
}

/** 金額QRを出す */
export const asksFor = (staff: Browser, amount: string, storeId?: string): Promise<Seen<StoreRequest & ErrorSeen>> =>
  staff.post('/api/store/requests', { amount, ...(storeId === undefined ? {} : { storeId }) })
export const looksAtRequest = async (staff: Browser, id: string) => (await staff.get<StoreRequest>(`/api/store/requests/${id}`)).body.request
export const scans = (customer: Browser, token: string | null): Promise<Seen<RequestSeen & ErrorSeen>> => customer.get(`/api/payment-requests/${token ?? ''}`)
export const paysRequest = (customer: Browser, token: string | null, key: string = randomUUID()): Promise<Seen<{ payment: Payment } & ErrorSeen>> =>
  customer.post('/api/payments', { requestToken: token }, { 'idempotency-key': key })

/** コードを見せる */
export const showsCode = async (customer: Browser) => (await customer.post<{ code: { id: string; digits: string; expiresAt: string } }>('/api/codes')).body.code
export const looksAtCode = async (customer: Browser, id: string) => (await customer.get<CodeSeen>(`/api/codes/${id}`)).body

export interface ChargeAnswer extends ErrorSeen {
  readonly payment: StorePayment
  readonly asked: { readonly requestId: string; readonly expiresAt: string }
}

/** コードを読み取る */
export const charges = (staff: Browser, code: string, amount: string, key: string = randomUUID()): Promise<Seen<ChargeAnswer>> =>
  staff.post('/api/store/code-payments', { code, amount }, { 'idempotency-key': key })
