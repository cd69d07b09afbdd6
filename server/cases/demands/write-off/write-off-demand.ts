import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { done, type Answer } from '../../../core/refusal.ts'
import { dayColumn, dayOf } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { next, notNow } from '../../case.ts'
import type { HeldCase } from '../../hold-case.ts'
import { tellCustomerOfWaiver } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { keepClocks } from '../plans/keep-clocks.ts'
import { mayWriteOff } from './may-write-off.ts'

export const writeOffAsked = z.object({
  demandId: z.uuid(), number: z.string(), amount: z.string(), kind: z.enum(['waived', 'uncollectable']), ground: z.string(), efforts: z.number().int(),
})

/**
 * 免除・貸倒, when a second officer has approved it: what is left becomes a loss on the books, and the case can be ended. A
 * debtor who is let off is told; a claim that is only given up in the books is nobody's to know.
 */
export async function writeOffDemand(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ number: string }>> {
  const no = mayWriteOff(held.standing)
  if (no) return no
  const { demandId, number, kind, ground } = writeOffAsked.parse(approval.asked)
  const [row] = await tx.$queryRaw<{ amount: bigint | null }[]>`SELECT write_off_demand(${approval.id}::uuid, ${now}::timestamptz) AS amount`
  if (!row?.amount) return notNow(held)
  const amount = row.amount.toString()
  const pinned = held.freezeId ? '免除・貸倒を記録しました。停止の解除を起案してください。' : '免除・貸倒を記録しました。案件を終了できます。'
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state: next.writtenOff(), nextOn: dayColumn(dayOf(now)), pinned } })
  await keepClocks(tx, demandId, now)
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'written_off', number, amount, as: kind, ground })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'demand.write-off', objectKind: 'demand', objectId: demandId,
    details: { number, case: held.number, approval: approval.number, proposedBy: approval.proposedBy, amount, kind, ground }, now,
  })
  if (kind === 'waived') await enqueue(tx, tellCustomerOfWaiver, { demandId })
  return done({ number })
}
