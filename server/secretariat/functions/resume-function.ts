import { subjectId } from '../../approval/approval.ts'
import type { HeldApproval } from '../../approval/decide.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Config } from '../../config.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { textsOf } from '../../line/texts.ts'
import { programmeFunction } from './contract.ts'
import { functionMessage } from './function-message.ts'
import { whyNotResumeByThese } from './function.ts'
import { tellOfficersOfFunction } from './job-tokens.ts'

type Approval = Pick<HeldApproval, 'id' | 'number' | 'subject' | 'proposedBy'>

/** One of the two is a chief. The database refuses it too. */
export async function whyNotResume(tx: Tx, { proposedBy }: Approval, scope: OfficerScope): Promise<Refusal | null> {
  const proposer = await tx.officer.findUniqueOrThrow({ where: { id: proposedBy }, select: { role: true } })
  return whyNotResumeByThese([proposer.role, scope.role])
}

/** What the officers on duty will read if this officer approves it now. */
export async function resumePreview(config: Config, tx: Tx, { subject }: Approval, scope: OfficerScope, now: Date): Promise<readonly string[]> {
  const officer = await tx.officer.findUniqueOrThrow({ where: { id: scope.officerId }, select: { number: true } })
  return textsOf(functionMessage(config, { name: programmeFunction.parse(subjectId(subject)), did: 'resumed', at: now, officerNumber: officer.number }))
}

/** 再開, when a second officer has approved it: from the commit on the function runs. */
export async function resumeFunction(tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const name = programmeFunction.parse(subjectId(approval.subject))
  const [resumed] = await tx.$queryRaw<{ resumed: boolean }[]>`SELECT resume_function(${approval.id}::uuid) AS resumed`
  if (!resumed?.resumed) return refused('function-running')
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'function.resume', objectKind: 'function', objectId: name,
    details: { approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  await enqueue(tx, tellOfficersOfFunction, { function: name, did: 'resumed', at: now.toISOString(), by: scope.officerId })
  return done(null)
}
