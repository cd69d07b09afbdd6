import type { z } from 'zod'
import { customerOf, pairLabel, pairOf, storeOf, type CaseSubject } from '../../../cases/subject.ts'
import type { Subject as ApprovalSubject } from '../../../approval/approval.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { subjectSent } from '../contract.ts'

type Sent = z.infer<typeof subjectSent>

/** Whom an order is about: customers and stores by the code that officers read, everything else by its id. */
export async function suspectOf(tx: Tx, sent: Sent): Promise<CaseSubject | null> {
  switch (sent.kind) {
    case 'customer':
      return one('customer', await customerWith(tx, sent.code))
    case 'store':
      return one('store', await storeWith(tx, sent.code))
    case 'pair': {
      const [customerId, storeId] = [await customerWith(tx, sent.code), await storeWith(tx, sent.storeCode)]
      return customerId !== null && storeId !== null ? pairOf({ customerId, storeId }) : null
    }
    default:
      return { kind: sent.kind, id: sent.code }
  }
}

const one = (kind: 'customer' | 'store', id: string | null): CaseSubject | null => (id === null ? null : { kind, id })
const customerWith = async (tx: Tx, code: string): Promise<string | null> => (await tx.customer.findUnique({ where: { code }, select: { id: true } }))?.id ?? null
const storeWith = async (tx: Tx, code: string): Promise<string | null> => (await tx.store.findUnique({ where: { code }, select: { id: true } }))?.id ?? null

/** As whoever sent it wrote it. */
export const writtenAs = (sent: Sent): string => (sent.kind === 'pair' ? pairLabel(sent.code, sent.storeCode) : sent.code)

/** As proposals and ties know them. */
export const suspectSubject = ({ kind, id }: CaseSubject): ApprovalSubject => `suspect:${kind}:${id}`

/** The codes of customers, stores and pairs, by the subject's id; what has no code is shown as it is. */
export async function codesOf(tx: Tx, subjects: readonly { readonly kind: string; readonly id: string }[]): Promise<ReadonlyMap<string, string>> {
  const parties = subjects.map(({ kind, id }) => ({ kind: kind as CaseSubject['kind'], id })).map((subject) => ({ id: subject.id, customerId: customerOf(subject), storeId: storeOf(subject) }))
  const ids = (named: readonly (string | null)[]) => [...new Set(named.flatMap((id) => (id !== null && isUuid(id) ? [id] : [])))]
  const customers = await tx.customer.findMany({ where: { id: { in: ids(parties.map(({ customerId }) => customerId)) } }, select: { id: true, code: true } })
  const stores = await tx.store.findMany({ where: { id: { in: ids(parties.map(({ storeId }) => storeId)) } }, select: { id: true, code: true } })
  const codes = new Map([...customers, ...stores].map(({ id, code }) => [id, code]))
  return new Map(
    parties.flatMap(({ id, customerId, storeId }) => {
      const [customer, store] = [codes.get(customerId ?? ''), codes.get(storeId ?? '')]
      if (customer !== undefined && store !== undefined) return [[id, pairLabel(customer, store)] as const]
      const only = customer ?? store
      return only === undefined ? [] : [[id, only] as const]
    }),
  )
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)
