import { z } from 'zod'
import { subjectId } from '../../approval/approval.ts'
import type { Sentence } from '../../approval/contract.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Config } from '../../config.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { textsOf } from '../../line/texts.ts'
import type { MoneyApproval, VerbsFromAbove } from '../../payments/decide-money.ts'
import { tellCustomerSelfStopReleased } from '../job-tokens.ts'
import { resumedMessage } from '../messages/to-customer.ts'

const releaseAsked = z.object({ requestId: z.uuid(), stoppedAt: z.iso.datetime() })

/** 再開, when a second officer has approved it. What the secretariat has stopped stays stopped. */
async function releaseOwnStop(tx: Tx, approval: MoneyApproval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const customerId = subjectId(approval.subject)
  const [row] = await tx.$queryRaw<{ released: boolean }[]>`SELECT release_own_stop(${approval.id}::uuid, ${now}) AS released`
  if (!row?.released) return refused('not-self-stopped')
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'self-stop.release', objectKind: 'customer', objectId: customerId,
    details: { approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  await enqueue(tx, tellCustomerSelfStopReleased, { customerId, approvalId: approval.id })
  return done(null)
}

async function changes(tx: Tx, approval: MoneyApproval): Promise<readonly Sentence[]> {
  const customerId = subjectId(approval.subject)
  const { stoppedAt } = releaseAsked.parse(approval.asked)
  const { selfStoppedAt } = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { selfStoppedAt: true } })
  const frozen = await tx.freeze.count({ where: { customerId, startedAt: { gt: approval.proposedAt } } })
  return [
    ...(selfStoppedAt?.toISOString() === stoppedAt ? [] : [{ ja: '起案のあとに、ご本人の停止が変わっています', en: 'The customer’s stop is another one than at the proposal' }]),
    ...(frozen > 0 ? [{ ja: '起案のあとに、事務局が支払いを止めています', en: 'The secretariat has stopped payments since the proposal' }] : []),
  ]
}

async function preview(config: Config, tx: Tx, approval: MoneyApproval): Promise<readonly string[]> {
  const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId: subjectId(approval.subject) }, select: { balance: true } })
  return textsOf(resumedMessage(config, { balance: wallet.balance, afterRepayment: false }))
}

/** What two officers decide about a customer's own stop, for the list of approvals. */
export const selfStopVerbs: VerbsFromAbove = { release_self_stop: { carryOut: releaseOwnStop, changes, preview } }
