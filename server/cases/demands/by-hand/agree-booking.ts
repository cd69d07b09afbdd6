import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { newId } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayColumn, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { bookByHand } from '../../job-tokens.ts'
import { mayBookByHand } from './may-book.ts'

export const bookingAgreed = z.object({
  demandId: z.uuid(), number: z.string(), amount: z.string().regex(/^[1-9][0-9]{0,11}$/), method: z.enum(['bank_transfer', 'desk', 'postal_transfer']), reference: z.string(), receivedOn: z.iso.date(),
})

/** 返済の手入力, when a second officer has approved it: the worker books it like money that a provider told of. Refuses a line of a statement that was booked before. */
export async function agreeBooking(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ receiptId: string }>> {
  const no = mayBookByHand(held.standing)
  if (no) return no
  const { demandId, number, amount, method, reference, receivedOn } = bookingAgreed.parse(approval.asked)
  const id = newId()
  const { count } = await tx.manualReceipt.createMany({
    data: [{
      id, demandId, caseId: held.id, amount: BigInt(amount), method, reference, receivedOn: dayColumn(receivedOn as Day),
      approvalId: approval.id, proposedBy: approval.proposedBy, approvedBy: scope.officerId, agreedAt: now,
    }],
    skipDuplicates: true,
  })
  if (count === 0) return refused('booked-by-hand-before', { reference })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'repayment.book-by-hand', objectKind: 'demand', objectId: demandId,
    details: { number, case: held.number, approval: approval.number, proposedBy: approval.proposedBy, amount, method, reference, receivedOn }, now,
  })
  await enqueue(tx, bookByHand, { receiptId: id })
  return done({ receiptId: id })
}
