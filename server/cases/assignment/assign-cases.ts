import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { isAbsent } from '../../secretariat/officers/officer.ts'
import { actingOn, holdCase } from '../hold-case.ts'
import { tellOfficerOfAssignment } from '../job-tokens.ts'
import { becomeOwner } from '../take-case.ts'
import type { assignCases as assignAsked, Assigned } from './contract.ts'
import { whyNotAssignTo, whyNotReceive, whyNotThisCase } from './may-assign.ts'

type Asked = z.output<typeof assignAsked>
type Result = Assigned['results'][number]

/**
 * 担当の割り当て: several cases to one officer, for one reason. Each is handled as a single hand-over is, and answers for
 * itself; one that cannot change hands keeps none of the others back. Whoever gets them is told once. Refuses as a whole
 * `chiefs-assign`, `no-such-officer`, `officer-absent`.
 */
export async function assignCases(ctx: Context, scope: OfficerScope, asked: Asked): Promise<Answer<Assigned>> {
  const now = ctx.clock.now()
  const no = whyNotAssignTo(scope, asked.officerId)
  if (no) return no
  return ctx.db.atomically<Answer<Assigned>>(scope, async (tx) => {
    const receiver = await readReceiver(tx, asked.officerId, now)
    if (!receiver.ok) return receiver
    const outcomes = new Map<string, Result>()
    // One order of locks for everybody, so that two who assign the same cases don't wait in a circle.
    for (const one of [...asked.cases].sort((a, b) => (a.id < b.id ? -1 : 1))) outcomes.set(one.id, await assignOne(tx, scope, one, { receiver: receiver.value, reason: asked.reason, now }))
    const results = asked.cases.flatMap(({ id }) => outcomes.get(id) ?? [])
    const given = results.filter(({ outcome }) => outcome === 'assigned').map(({ caseId }) => caseId)
    if (given.length > 0 && asked.officerId !== scope.officerId) await enqueue(tx, tellOfficerOfAssignment, { officerId: asked.officerId, caseIds: given, ref: newId() })
    return done({ results })
  })
}

interface Receiver {
  readonly id: string
  readonly name: string
}

async function readReceiver(tx: Tx, officerId: string, now: Date): Promise<Answer<Receiver>> {
  const row = await tx.officer.findUnique({ where: { id: officerId }, select: { id: true, name: true, role: true, employment: true, absentFrom: true, absentUntil: true } })
  if (!row) return refused('no-such-officer')
  const absence = row.absentFrom && row.absentUntil ? { from: dayFromColumn(row.absentFrom), until: dayFromColumn(row.absentUntil) } : null
  return whyNotReceive({ name: row.name, active: row.employment === 'active', role: row.role, absent: isAbsent(absence, dayOf(now)) }) ?? done({ id: row.id, name: row.name })
}

interface Giving {
  readonly receiver: Receiver
  readonly reason: string
  readonly now: Date
}

/** Nothing is written before it is sure that nothing stands against it. */
async function assignOne(tx: Tx, scope: OfficerScope, { id, ownerId }: Asked['cases'][number], { receiver, reason, now }: Giving): Promise<Result> {
  const held = await holdCase(tx, scope, id, now)
  if (!held.ok) return keeps(id, held)
  const { tied } = await actingOn(tx, { ...scope, officerId: receiver.id }, id)
  const no = whyNotThisCase(held.value.standing, { ...receiver, tied }, ownerId)
  if (no) return keeps(id, no)
  const from = held.value.standing.owner
  if (from?.id === receiver.id) return { caseId: id, outcome: 'already', refusal: null }
  const event = { kind: 'assigned', to: receiver.name, from: from?.name ?? null, reason } as const
  await becomeOwner(tx, held.value, { ownerId: receiver.id, by: scope.officerId, action: 'case.assign', event, now })
  return { caseId: id, outcome: 'assigned', refusal: null }
}

const keeps = (caseId: string, no: Refusal): Result => ({ caseId, outcome: 'refused', refusal: explained(no) })
