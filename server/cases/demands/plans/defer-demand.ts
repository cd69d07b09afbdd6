import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { newId } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { tellCustomerOfSchedule } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { keepClocks } from './keep-clocks.ts'
import { mayDefer, thisOpenDemand, whyNotThisDay } from './may-schedule.ts'

export const deferAgreed = z.object({ demandId: z.uuid(), number: z.string(), from: z.iso.date(), dueOn: z.iso.date() })

/**
 * 期限延長, when a second officer has approved it. The demand stays as it was issued, to the letter; the later day stands
 * beside it, with the two who agreed, and is in force.
 */
export async function deferDemand(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ termId: string }>> {
  const no = mayDefer(held.standing)
  if (no) return no
  const asked = deferAgreed.parse(approval.asked)
  const found = thisOpenDemand(held.standing, asked.demandId)
  if (!found.ok) return found
  const demand = found.value
  const dueOn = asked.dueOn as Day
  const refusal = whyNotThisDay(demand, dueOn, dayOf(now))
  if (refusal) return refusal
  if (held.customerId === null) return refused('case-has-no-customer')
  const termId = newId()
  await tx.demandTerm.createMany({
    data: [{
      id: termId, demandId: demand.id, caseId: held.id, customerId: held.customerId, dueOn: dayColumn(dueOn), why: 'deferred', approvalId: approval.id,
      proposedBy: approval.proposedBy, approvedBy: scope.officerId, since: now,
    }],
  })
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { nextOn: dayColumn(dueOn) } })
  await keepClocks(tx, demand.id, now)
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'deferred', number: demand.number, from: demand.dueOn, dueOn })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'demand.defer', objectKind: 'demand', objectId: demand.id,
    details: { number: demand.number, approval: approval.number, proposedBy: approval.proposedBy, from: demand.dueOn, dueOn }, now,
  })
  await enqueue(tx, tellCustomerOfSchedule, { demandId: demand.id, about: 'deferred', ref: termId })
  return done({ termId })
}
