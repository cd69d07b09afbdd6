import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import { newId } from '../../../core/ids.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { fetchPaymentWays, tellCustomerOfSchedule } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { keepClocks } from './keep-clocks.ts'
import { firstDayAtAgreement, instalmentsOf, timesMax, timesMin } from './instalments.ts'
import { mayAgreeInstalments, thisOpenDemand, whyNotInstalments } from './may-schedule.ts'

export const instalmentsAgreed = z.object({ demandId: z.uuid(), number: z.string(), left: z.string(), times: z.number().int().min(timesMin).max(timesMax), firstOn: z.iso.date() })

/**
 * 分割を認める, when a second officer has approved it: what is left now, in equal parts. A plan that was running is
 * replaced. Nothing changes in the demand itself.
 */
export async function agreeInstalments(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ planId: string }>> {
  const no = mayAgreeInstalments(held.standing)
  if (no) return no
  const { demandId, times, firstOn } = instalmentsAgreed.parse(approval.asked)
  const found = thisOpenDemand(held.standing, demandId)
  if (!found.ok) return found
  const demand = found.value
  const wish = { times, firstOn: firstDayAtAgreement(firstOn as Day, dayOf(now)) }
  const refusal = whyNotInstalments(demand.left, wish, dayOf(now))
  if (refusal) return refusal
  const request = await tx.instalmentRequest.findFirst({ where: { demandId, answeredAt: null }, select: { id: true } })
  if (!request || held.customerId === null) return refused('instalments-not-asked')
  await tx.instalmentPlan.updateMany({ where: { demandId, endedAt: null }, data: { endedAt: now, endedWhy: 'replaced' } })
  const planId = await writePlan(tx, { demandId, caseId: held.id, customerId: held.customerId, requestId: request.id, approvalId: approval.id, proposedBy: approval.proposedBy, approvedBy: scope.officerId, agreedAt: now }, wish)
  await tx.instalmentRequest.updateMany({ where: { id: request.id }, data: { answeredAt: now } })
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { nextOn: dayColumn(wish.firstOn) } })
  await keepClocks(tx, demandId, now)
  await enqueue(tx, fetchPaymentWays, { demandId: demandId }, { once: demandId })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'instalments_agreed', number: demand.number, times, firstOn: wish.firstOn, amount: demand.left.toString() })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'instalments.agree', objectKind: 'demand', objectId: demandId,
    details: { number: demand.number, approval: approval.number, proposedBy: approval.proposedBy, times, firstOn: wish.firstOn, total: demand.left.toString() }, now,
  })
  await enqueue(tx, tellCustomerOfSchedule, { demandId, about: 'plan-agreed', ref: planId })
  return done({ planId })
}

interface NewPlan {
  readonly demandId: string
  readonly caseId: string
  readonly customerId: string
  readonly requestId: string
  readonly approvalId: string
  readonly proposedBy: string
  readonly approvedBy: string
  readonly agreedAt: Date
}

async function writePlan(tx: Tx, plan: NewPlan, { times, firstOn }: { readonly times: number; readonly firstOn: Day }): Promise<string> {
  const { principal, repaidTotal } = await tx.demand.findUniqueOrThrow({ where: { id: plan.demandId }, select: { principal: true, repaidTotal: true } })
  const [id, total] = [newId(), principal - repaidTotal]
  await tx.instalmentPlan.createMany({ data: [{ id, ...plan, times, total, repaidBefore: repaidTotal }] })
  await tx.instalment.createMany({ data: instalmentsOf(total, times, firstOn).map(({ no, dueOn, amount, upto }) => ({ planId: id, no, dueOn: dayColumn(dueOn), amount, upto })) })
  return id
}
