import type { Refusal } from '../../../core/refusal.ts'
import { explained } from '../../../core/refusal-words.ts'
import type { Tx } from '../../../db/atomically.ts'
import { mayAct } from '../../may.ts'
import type { Acting } from '../../standing.ts'
import type { TargetSeen } from './contract.ts'
import { mayProposeStop, mayStop } from './target.ts'
import { targetsOf, type CaseStopping, type StopRow } from './targets-of-case.ts'

type Names = ReadonlyMap<string, string>

/** 「止める対象」 but for the customer's payments, which the case's own moves are about. */
export async function targetsSeen(tx: Tx, fraudCase: CaseStopping, acting: Acting, names: Names): Promise<TargetSeen[]> {
  const nobody = mayAct(acting)
  const told = (no: Refusal | null) => explained(nobody ?? no)
  return (await targetsOf(tx, fraudCase)).map(({ kind, id, name, stop, standing }) => ({
    target: kind, targetId: id, name, stop: stop ? stopSeen(stop, names) : null, unpaid: standing.unpaid === null ? null : standing.unpaid.toString(),
    mayStop: told(mayStop(standing)), mayConfirm: told(mayProposeStop('confirm_stop', standing)), mayLift: told(mayProposeStop('lift_stop', standing)),
  }))
}

function stopSeen(stop: StopRow, names: Names): TargetSeen['stop'] {
  const by = stop.approvedBy ? [stop.proposedBy, stop.approvedBy] : [stop.startedBy]
  return {
    level: stop.level, reason: stop.reason, note: stop.note, startedAt: stop.startedAt.toISOString(),
    until: stop.level === 'provisional' ? (stop.lapsesAt?.toISOString() ?? null) : null, endedAt: stop.endedAt?.toISOString() ?? null,
    by: by.map((one) => (one ? (names.get(one) ?? '') : '')).join('・'), caseNumber: stop.fraudCase.number,
  }
}
