import { explained } from '../../core/refusal-words.ts'
import { dayFromColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { mayAct } from '../may.ts'
import type { Acting } from '../standing.ts'
import type { AppealSeen } from './contract.ts'
import { whyNotDecideAppeal } from './decide-appeal.ts'

const appealsMax = 20

/** The appeals of a case, the newest first. */
export async function appealsSeen(tx: Tx, caseId: string, acting: Acting, names: ReadonlyMap<string, string>): Promise<AppealSeen[]> {
  const rows = await tx.appeal.findMany({ where: { caseId }, orderBy: { appealedAt: 'desc' }, take: appealsMax })
  const seen: AppealSeen[] = []
  for (const row of rows) {
    const demand = row.demandId === null ? null : await tx.demand.findUnique({ where: { id: row.demandId }, select: { number: true } })
    seen.push({
      id: row.id, about: row.demandId === null ? 'freeze' : 'demand', aboutNumber: demand?.number ?? null, state: row.state, text: row.text, appealedAt: row.appealedAt.toISOString(),
      dueOn: dayFromColumn(row.dueOn), decidedBy: row.decidedBy ? (names.get(row.decidedBy) ?? '') : null, decidedAt: row.decidedAt?.toISOString() ?? null, reason: row.reason,
      mayDecide: explained(mayAct(acting) ?? (await whyNotDecideAppeal(tx, acting.officerId, row))),
    })
  }
  return seen
}
