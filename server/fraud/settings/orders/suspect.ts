import type { z } from 'zod'
import type { Subject } from '../../../cases/subject.ts'
import type { Subject as ApprovalSubject } from '../../../approval/approval.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { subjectSent } from '../contract.ts'

/** Whom an order is about: customers and stores by the code that officers read, everything else by its id. */
export async function suspectOf(tx: Tx, { kind, code }: z.infer<typeof subjectSent>): Promise<Subject | null> {
  if (kind === 'customer') {
    const customer = await tx.customer.findUnique({ where: { code }, select: { id: true } })
    return customer && { kind, id: customer.id }
  }
  if (kind === 'store') {
    const store = await tx.store.findUnique({ where: { code }, select: { id: true } })
    return store && { kind, id: store.id }
  }
  return { kind, id: code }
}

/** As proposals and ties know them. */
export const suspectSubject = ({ kind, id }: Subject): ApprovalSubject => `suspect:${kind}:${id}`

/** The codes of customers and stores, by id; what has no code is shown as it is. */
export async function codesOf(tx: Tx, subjects: readonly { readonly kind: string; readonly id: string }[]): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: string) => [...new Set(subjects.filter((one) => one.kind === kind && isUuid(one.id)).map(({ id }) => id))]
  const customers = await tx.customer.findMany({ where: { id: { in: ids('customer') } }, select: { id: true, code: true } })
  const stores = await tx.store.findMany({ where: { id: { in: ids('store') } }, select: { id: true, code: true } })
  return new Map([...customers, ...stores].map(({ id, code }) => [id, code]))
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)
