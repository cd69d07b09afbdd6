import type { Context } from '../../../context.ts'
import { yen, yenText } from '../../../core/yen.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { tellOfficersOfMoney } from '../../job-tokens.ts'
import type { RepaymentBooks, Taken } from '../money-received.ts'
import { topUp } from '../top-up.ts'
import { belongsTo, bookedAs, kindOf, leftOf } from './suspense.ts'

/**
 * Books money from suspense where two officers said it belongs, exactly as if it had come with the right reference; also
 * money that only waited for top-ups to be taken again. What cannot be booked now waits again, and says why.
 */
export function bookAssigned(ctx: Context, suspenseId: string, repayments: RepaymentBooks): Promise<void> {
  return ctx.db.atomically({ kind: 'job', job: 'book-assigned' }, async (tx) => {
    const now = ctx.clock.now()
    const item = await holdItem(tx, suspenseId)
    const reference = belongsTo(item)
    if (reference === null || item.amount === null || item.pspRef === null) return
    const kind = kindOf(reference)
    const received = { reference, amount: yen(leftOf(item)), provider: item.provider, pspRef: bookedAs(item.pspRef, item.surplus), method: item.method ?? 'unknown', paidAt: item.paidAt ?? item.openedAt }
    const taken = await (kind === 'top_up' ? topUp : repayments.record)(tx, received, now)
    if (taken !== 'booked') return waitAgain(tx, item, taken)
    await tx.$queryRaw`SELECT FROM settle_suspense(${item.id}::uuid, ${now}::timestamptz)`
    if (!item.surplus) {
      await tx.moneyIn.updateMany({ where: { provider: item.provider, pspRef: item.pspRef, booked: 'suspended' }, data: { booked: kind === 'top_up' ? 'credited' : 'repaid' } })
    }
    await recordAudit(tx, {
      actor: { kind: 'programme' }, action: 'suspense.assign', objectKind: 'suspense', objectId: item.id,
      details: { number: item.number, reference, amount: yenText(received.amount) }, now,
    })
  })
}

/** Locks the money's row and then its item, in the order in which a reversal of it takes them. */
async function holdItem(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT m.id FROM money_in m JOIN suspense_items s ON s.provider = m.provider AND s.psp_ref = m.psp_ref WHERE s.id = ${id}::uuid FOR UPDATE OF m`
  return tx.suspenseItem.findUniqueOrThrow({ where: { id } })
}

async function waitAgain(tx: Tx, item: { readonly id: string; readonly why: string }, why: Exclude<Taken, 'booked'>): Promise<void> {
  if (why === 'booked-before') throw new Error(`money of suspense item ${item.id} is booked already`)
  if (why === item.why && why === 'top-up-stopped') return
  await tx.$queryRaw`SELECT FROM reopen_suspense(${item.id}::uuid, ${why})`
  await enqueue(tx, tellOfficersOfMoney, { about: 'suspense', id: item.id })
}
