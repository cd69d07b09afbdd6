import { whyNotPropose } from '../../approval/approval.ts'
import { deciderOf } from '../../approval/decider.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayOf } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { officePaymentOf } from '../list.ts'
import { voidReason, type OfficePaymentSeen } from './contract.ts'
import { voidReasonWords, whyNotRefund } from './refund.ts'
import { roomOf } from './room.ts'

/** One payment for the secretariat, what went back of it, and whether this officer may propose that more does. */
export function showOfficePayment(ctx: Context, scope: OfficerScope, paymentId: string): Promise<Answer<OfficePaymentSeen>> {
  return ctx.db.atomically<Answer<OfficePaymentSeen>>(scope, async (tx) => {
    const payment = await officePaymentOf(tx, paymentId)
    const room = await roomOf(tx, paymentId, dayOf(ctx.clock.now()))
    if (!payment || !room) return refused('not-found')
    const pending = await tx.approval.findFirst({ where: { subject: `payment:${paymentId}`, kind: 'refund', state: 'proposed' }, select: { id: true, number: true } })
    const waiting = pending ? refused('proposal-pending', { number: pending.number }) : null
    // One yen is the least that anybody could propose.
    const no = whyNotPropose(await deciderOf(tx, scope, `payment:${paymentId}`)) ?? whyNotRefund(room, 1n) ?? waiting
    const refundable = room.left < room.usable ? room.left : room.usable
    return done({ payment, returned: await returnedOf(tx, paymentId), refundable: yenText(refundable), pending, refundDisabled: explained(no) })
  })
}

async function returnedOf(tx: Tx, paymentId: string): Promise<OfficePaymentSeen['returned']> {
  const refunds = await tx.refund.findMany({ where: { paymentId }, orderBy: { returnedAt: 'asc' }, take: 100 })
  const staff = await tx.staff.findMany({ where: { id: { in: refunds.flatMap(({ staffId }) => staffId ?? []) } }, select: { id: true, name: true } })
  const officerIds = refunds.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy].filter((id) => id !== null))
  const officers = await tx.officer.findMany({ where: { id: { in: officerIds } }, select: { id: true, name: true } })
  const names = new Map([...staff, ...officers].map(({ id, name }) => [id, name]))
  return refunds.map(({ kind, amount, returnedAt, reason, staffId, proposedBy, approvedBy }) => ({
    kind, amount: yenText(amount), at: returnedAt.toISOString(),
    by: [staffId, proposedBy, approvedBy].flatMap((id) => (id === null ? [] : (names.get(id) ?? []))),
    reason: kind === 'void' ? voidReasonWords[voidReason.parse(reason)] : reason,
  }))
}
