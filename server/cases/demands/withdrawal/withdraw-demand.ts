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
import { tellCustomerOfWithdrawal } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { keepClocks } from '../plans/keep-clocks.ts'
import { mayWithdraw } from './may-withdraw.ts'

export const withdrawalAsked = z.object({ demandId: z.uuid(), number: z.string(), amount: z.string() })

/**
 * 請求の取り下げ, when a second officer has approved it. The demand stays as it was sent; what is left of it leaves the books
 * and can be demanded anew under another number. Money that came in for it stays where it is, with its receipts.
 */
export async function withdrawDemand(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ number: string }>> {
  const no = mayWithdraw(held.standing)
  if (no) return no
  const { demandId, number } = withdrawalAsked.parse(approval.asked)
  const [row] = await tx.$queryRaw<{ amount: bigint | null }[]>`SELECT withdraw_demand(${approval.id}::uuid, ${now}::timestamptz) AS amount`
  if (!row?.amount) return notNow(held)
  const amount = row.amount.toString()
  const state = next.withdrawn(held.standing.freeze === 'confirmed')
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state, nextOn: dayColumn(dayOf(now)), pinned: '請求を取り下げました。正しい内容であらためて請求してください。' } })
  await keepClocks(tx, demandId, now)
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'demand_withdrawn', number, amount })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'demand.withdraw', objectKind: 'demand', objectId: demandId,
    details: { number, case: held.number, approval: approval.number, proposedBy: approval.proposedBy, amount }, now,
  })
  await enqueue(tx, tellCustomerOfWithdrawal, { demandId })
  return done({ number })
}
