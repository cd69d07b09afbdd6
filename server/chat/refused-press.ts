import { z } from 'zod'
import { recordAudit, type Actor } from '../audit/record.ts'
import type { Asked } from './phrase.ts'
import { peopleOf } from './speaker.ts'

const about = z.object({ act: z.string(), case: z.uuid().optional(), device: z.uuid().optional() })

/**
 * A button of a message that did nothing for whoever pressed it: a stranger, somebody who left, an auditor, an officer with
 * a conflict of interest, or one who came too late. Who tries what belongs in the audit log; the answer stays neutral.
 */
export async function recordRefusedPress({ ctx, speaker, now }: Asked, data: URLSearchParams, reason: string): Promise<void> {
  const read = about.safeParse(Object.fromEntries(data))
  if (!read.success) return
  const { act, case: caseId, device } = read.data
  const [person] = [...peopleOf(speaker)].reverse()
  const actor: Actor = person ?? { kind: 'visitor' }
  await ctx.db.atomically({ kind: 'job', job: 'handle-line-event' }, (tx) =>
    recordAudit(tx, { actor, action: 'button.refused', objectKind: device === undefined ? 'fraud_case' : 'device', objectId: caseId ?? device ?? 'unknown', details: { act, reason }, now }))
}
