import type { Tx } from '../db/atomically.ts'

interface ObjectOfEntry {
  readonly objectKind: string
  readonly objectId: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the objects of these entries are called: by number or code, officers by name. By object id; others have no name of their own. */
export async function objectsNamed(tx: Tx, entries: readonly ObjectOfEntry[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string) => ({ id: { in: entries.flatMap(({ objectKind, objectId }) => (objectKind === kind && uuid.test(objectId) ? [objectId] : [])) } })
  const numbers = [
    ...(await tx.fraudCase.findMany({ where: idsOf('fraud_case'), select: { id: true, number: true } })),
    ...(await tx.approval.findMany({ where: idsOf('approval'), select: { id: true, number: true } })),
    ...(await tx.demand.findMany({ where: idsOf('demand'), select: { id: true, number: true } })),
    ...(await tx.payment.findMany({ where: idsOf('payment'), select: { id: true, number: true } })),
  ].map(({ id, number }) => [id, number] as const)
  const codes = [
    ...(await tx.customer.findMany({ where: idsOf('customer'), select: { id: true, code: true } })),
    ...(await tx.store.findMany({ where: idsOf('store'), select: { id: true, code: true } })),
    ...(await tx.staff.findMany({ where: idsOf('staff'), select: { id: true, code: true } })),
  ].map(({ id, code }) => [id, code] as const)
  const officers = await tx.officer.findMany({ where: idsOf('officer'), select: { id: true, name: true } })
  return new Map([...numbers, ...codes, ...officers.map(({ id, name }) => [id, name] as const)])
}

/** Which object somebody means by a code or number they read elsewhere; null when there is none. */
export async function objectAsked(tx: Tx, typed: string): Promise<{ kind: string; id: string } | null> {
  const code = typed.normalize('NFKC').replace(/[‐‑–—−ー]/g, '-').trim().toUpperCase()
  const found = async (kind: string, row: Promise<{ id: string } | null>) => {
    const one = await row
    return one && { kind, id: one.id }
  }
  const select = { id: true } as const
  switch (/^[A-Z]+/.exec(code)?.[0]) {
    case 'K':
      return found('fraud_case', tx.fraudCase.findUnique({ where: { number: code }, select }))
    case 'A':
      return found('approval', tx.approval.findUnique({ where: { number: code }, select }))
    case 'R':
      return found('demand', tx.demand.findUnique({ where: { number: code }, select }))
    case 'C':
      return found('customer', tx.customer.findUnique({ where: { code }, select }))
    case 'S':
      return found('store', tx.store.findUnique({ where: { code }, select }))
    default:
      return found('payment', tx.payment.findUnique({ where: { number: code.replace(/\s/g, '') }, select }))
  }
}
