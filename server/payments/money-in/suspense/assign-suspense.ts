import { z } from 'zod'
import { subjectId } from '../../../approval/approval.ts'
import type { Sentence } from '../../../approval/contract.ts'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { explained } from '../../../core/refusal-words.ts'
import { done, refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { bookAssigned, tellCustomerOfReturnedSurplus } from '../../job-tokens.ts'
import type { Item } from './suspense.ts'
import { isTiedTo, whyNotAssign, whyNotOpen } from './why-not-assign.ts'

type Approval = Pick<HeldApproval, 'id' | 'number' | 'subject' | 'asked' | 'proposedBy'>

const askedShape = z.object({ reference: z.string() })
const referenceOf = ({ asked }: Approval): string => askedShape.parse(asked).reference

/** 充当, when a second officer has approved it: the worker books the money like any other. */
export async function assignSuspense(tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const itemId = subjectId(approval.subject)
  const reference = referenceOf(approval)
  const no = await whyNotAssign(tx, await tx.suspenseItem.findUniqueOrThrow({ where: { id: itemId } }), reference, now)
  if (no) return no
  const settled = await settle(tx, approval, scope, 'suspense.approve-assign', now)
  if (settled.ok) await enqueue(tx, bookAssigned, { suspenseId: itemId })
  return settled
}

/** 返還, when a second officer has approved it. */
export async function returnSuspense(tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const settled = await settle(tx, approval, scope, 'suspense.return', now)
  if (settled.ok) await enqueue(tx, tellCustomerOfReturnedSurplus, { suspenseId: subjectId(approval.subject) })
  return settled
}

async function settle(tx: Tx, approval: Approval, scope: OfficerScope, action: string, now: Date): Promise<Answer<null>> {
  const itemId = subjectId(approval.subject)
  const [told] = await tx.$queryRaw<{ outcome: string }[]>`SELECT decide_suspense(${approval.id}::uuid, ${now}::timestamptz) AS outcome`
  if (told?.outcome !== 'assigning' && told?.outcome !== 'returned') {
    // Another way out of suspense was taken a moment ago, for instance by the provider.
    return whyNotOpen(await tx.suspenseItem.findUniqueOrThrow({ where: { id: itemId } })) ?? refused('not-found')
  }
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action, objectKind: 'suspense', objectId: itemId,
    details: { approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  return done(null)
}

/** Four eyes are not enough when the second pair belongs to somebody connected to the customer. */
export const whyNotApproveAssign = async (tx: Tx, approval: Approval, scope: OfficerScope): Promise<Refusal | null> =>
  (await isTiedTo(tx, scope.officerId, referenceOf(approval))) ? refused('conflict-of-interest') : null

/** What would refuse the assignment now, for whoever is about to approve it. */
export const assignChanges = async (tx: Tx, approval: Approval, now: Date): Promise<readonly Sentence[]> =>
  changed(await whyNotAssign(tx, await itemOf(tx, approval), referenceOf(approval), now))

export const returnChanges = async (tx: Tx, approval: Approval): Promise<readonly Sentence[]> => changed(whyNotOpen(await itemOf(tx, approval)))

const itemOf = (tx: Tx, { subject }: Approval) => tx.suspenseItem.findUniqueOrThrow({ where: { id: subjectId(subject) } }) satisfies Promise<Item>

const changed = (refusal: Refusal | null): readonly Sentence[] => {
  const no = explained(refusal)
  return no ? [{ ja: `いま承認しても処理されません。${no.ja}`, en: `Approving now would be refused. ${no.en}` }] : []
}
