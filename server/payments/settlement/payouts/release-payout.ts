import { z } from 'zod'
import { subjectId } from '../../../approval/approval.ts'
import type { Sentence } from '../../../approval/contract.ts'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayFromColumn } from '../../../core/time.ts'
import { yenText } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { endHold } from './end-hold.ts'
import { storeNumbers } from './propose-release.ts'
import { orderOf, readPayout, wrongFieldTold } from './transfer-order.ts'

type Approval = Pick<HeldApproval, 'id' | 'number' | 'subject' | 'asked' | 'proposedBy'>
const releaseAsked = z.object({ linesHash: z.string() })
const refusals = ['payout-changed', 'payout-released', 'payout-store-held', 'programme-stopped'] as const

/** What an approved `release_payout` releases: a day's payout, or a store that was held. */
export const endHoldOrRelease = (tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<unknown>> =>
  approval.subject.startsWith('store:') ? endHold(tx, approval, scope, now) : releasePayout(tx, approval, scope, now)

/**
 * 振込の確定, when a second officer has approved it: the journals of its settlements are booked and the bank's file is kept.
 * Refuses when anything is different from what was proposed, or a store was held meanwhile; then the approval is taken
 * back with it. The database decides under locks, so a hold that committed before is never passed over.
 */
export async function releasePayout(tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<{ payoutId: string }>> {
  const { linesHash } = releaseAsked.parse(approval.asked)
  const payout = await readPayout(tx, subjectId(approval.subject))
  if (!payout) return refused('not-found')
  if (payout.state === 'released') return refused('payout-released')
  if (payout.linesHash !== linesHash) return refused('payout-changed')
  const file = orderOf(payout, await storeNumbers(tx, payout))
  if (!file.ok) return refused('bank-details-wrong', { field: wrongFieldTold(file.wrong) })
  const [row] = await tx.$queryRaw<{ outcome: string }[]>`
    SELECT release_payout(${payout.id}::uuid, ${approval.id}::uuid, ${linesHash}, ${new Uint8Array(file.bytes)}, ${now}) AS outcome`
  if (row?.outcome !== 'released') return refused(refusals.find((reason) => reason === row?.outcome) ?? unknown(row?.outcome))
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'payout.release', objectKind: 'payout', objectId: payout.id,
    details: { approval: approval.number, proposedBy: approval.proposedBy, payOn: dayFromColumn(payout.payOn), stores: file.count, total: yenText(file.total), linesHash }, now,
  })
  return done({ payoutId: payout.id })
}

/** What is different now from what the proposer saw. */
export async function releaseChanges(tx: Tx, approval: Pick<HeldApproval, 'subject' | 'asked'>): Promise<readonly Sentence[]> {
  const asked = releaseAsked.safeParse(approval.asked)
  if (!approval.subject.startsWith('payout:') || !asked.success) return []
  const payout = await readPayout(tx, subjectId(approval.subject))
  if (!payout) return []
  const held = await tx.payoutHold.count({ where: { storeId: { in: payout.lines.map(({ storeId }) => storeId) }, endedAt: null } })
  return [
    ...(payout.linesHash === asked.data.linesHash ? [] : [{ ja: '起案のあとで、振込データが作り直されました。', en: 'The payout was drafted anew after it was proposed.' }]),
    ...(held > 0 ? [{ ja: `起案のあとで、${held}店への振込が保留されました。`, en: `${held} of its stores were put on hold after it was proposed.` }] : []),
  ]
}

function unknown(outcome: string | undefined): never {
  throw new Error(`a payout was refused for an unknown reason: ${outcome ?? 'no answer'}`)
}
