import { whyNotPropose } from '../../approval/approval.ts'
import { deciderOf } from '../../approval/decider.ts'
import type { Context } from '../../context.ts'
import { masked } from '../../core/personal.ts'
import { refused } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { ResumeRequestSeen } from './contract.ts'

/** Customers who stopped their own payments and ask for them back, who waits longest first. At most 50. */
export const listResumeRequests = (ctx: Context, scope: OfficerScope): Promise<ResumeRequestSeen[]> =>
  ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.resumeRequest.findMany({ where: { endedAt: null }, orderBy: { askedAt: 'asc' }, take: 50 })
    const seen: ResumeRequestSeen[] = []
    for (const { id, customerId, askedAt } of rows) {
      const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true, name: true } })
      const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { selfStoppedAt: true } })
      const openCase = await tx.fraudCase.findFirst({ where: { customerId, state: { not: 'closed' } }, select: { id: true, number: true } })
      const pending = await tx.approval.findFirst({ where: { subject: `customer:${customerId}`, kind: 'release_self_stop', state: 'proposed' }, select: { number: true } })
      const no = whyNotPropose(await deciderOf(tx, scope, `customer:${customerId}`)) ?? (pending ? refused('proposal-pending', { number: pending.number }) : null)
      seen.push({
        id, customerCode: customer.code, maskedName: masked(customer.name), stoppedAt: wallet.selfStoppedAt?.toISOString() ?? null, askedAt: askedAt.toISOString(),
        openCase, pending: pending?.number ?? null, mayPropose: explained(no),
      })
    }
    return seen
  })
