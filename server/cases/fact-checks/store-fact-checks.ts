import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { StoreFactCheck } from '../contract.ts'
import { photosNamed } from './answer-photos.ts'

/** What a store reads of a fact check. Never whose payments they are: its role cannot even ask. */
const columns = { id: true, storeId: true, question: true, askedAt: true, dueAt: true, state: true, sameCheckout: true, paymentIds: true, answers: true,
  answeredAt: true, photoIds: true, additions: { select: { id: true, addedAt: true, staffId: true, words: true, photoIds: true }, orderBy: { addedAt: 'asc' } },
} as const

/** Open requests first, then the latest 50. */
export async function listStoreFactChecks(ctx: Context, scope: StaffScope): Promise<StoreFactCheck[]> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.factCheck.findMany({ where: { storeId: { in: [...scope.storeIds] } }, select: columns, orderBy: [{ state: 'asc' }, { askedAt: 'desc' }, { id: 'desc' }], take: 50 })
    return seen(tx, rows, ctx.clock.now())
  })
}

export async function readStoreFactCheck(ctx: Context, scope: StaffScope, id: string): Promise<Answer<StoreFactCheck>> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.factCheck.findMany({ where: { id, storeId: { in: [...scope.storeIds] } }, select: columns, take: 1 })
    const [one] = await seen(tx, rows, ctx.clock.now())
    return one ? done(one) : refused('not-found')
  })
}

interface Row {
  readonly id: string
  readonly storeId: string
  readonly question: string
  readonly askedAt: Date
  readonly dueAt: Date
  readonly state: StoreFactCheck['state']
  readonly sameCheckout: StoreFactCheck['sameCheckout']
  readonly paymentIds: string[]
  readonly answers: (StoreFactCheck['answers'][number] & { readonly factCheckId: string; readonly storeId: string })[]
  readonly answeredAt: Date | null
  readonly photoIds: string[]
  readonly additions: { readonly id: string; readonly addedAt: Date; readonly staffId: string; readonly words: string; readonly photoIds: string[] }[]
}

async function seen(tx: Tx, rows: readonly Row[], now: Date): Promise<StoreFactCheck[]> {
  const stores = await tx.store.findMany({ where: { id: { in: rows.map(({ storeId }) => storeId) } }, select: { id: true, code: true, name: true } })
  const payments = await tx.payment.findMany({
    where: { id: { in: rows.flatMap(({ paymentIds }) => paymentIds) } },
    select: { id: true, amount: true, paidAt: true, matchNumber: true },
    orderBy: [{ paidAt: 'asc' }, { id: 'asc' }],
  })
  const photos = await photosNamed(tx, rows.flatMap(({ photoIds, additions }) => [...photoIds, ...additions.flatMap((one) => one.photoIds)]))
  const staff = await tx.staff.findMany({ where: { id: { in: rows.flatMap(({ additions }) => additions.map(({ staffId }) => staffId)) } }, select: { id: true, name: true } })
  return rows.map((row) => {
    const store = stores.find(({ id }) => id === row.storeId)
    return {
      id: row.id, storeCode: store?.code ?? '', storeName: store?.name ?? '', question: row.question, askedAt: row.askedAt.toISOString(), dueAt: row.dueAt.toISOString(),
      state: row.state, overdue: row.state === 'asked' && row.dueAt <= now, sameCheckout: row.sameCheckout,
      payments: payments
        .filter(({ id }) => row.paymentIds.includes(id))
        .map(({ id, amount, paidAt, matchNumber }) => ({ id, amount: amount.toString(), paidAt: paidAt.toISOString(), matchNumber })),
      answers: row.answers.map(({ paymentId, recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note }) => ({
        paymentId, recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note,
      })),
      late: row.answeredAt !== null && row.answeredAt > row.dueAt,
      photos: photos(row.photoIds),
      additions: row.additions.map(({ id, addedAt, staffId, words, photoIds }) => ({
        id, addedAt: addedAt.toISOString(), by: staff.find((one) => one.id === staffId)?.name ?? '', words, photos: photos(photoIds),
      })),
    }
  })
}
