import type { Context } from '../../context.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { OfficerList } from './contract.ts'
import { isAbsent, isTrainingOverdue, whyNotChangeDetails, whyNotChangePresence } from './officer.ts'

/** 職員: everybody there ever was, those who work first, in the order in which they are called. A secretariat has tens of them. */
export async function listOfficers(ctx: Context, scope: OfficerScope): Promise<OfficerList> {
  const today = dayOf(ctx.clock.now())
  return ctx.db.atomically(scope, async (tx) => {
    const officers = await tx.officer.findMany({
      select: {
        id: true, number: true, name: true, role: true, employment: true, onDuty: true, lineUserId: true, absentFrom: true, absentUntil: true, mail: true, dutyOrder: true, trainedOn: true,
      },
      orderBy: [{ employment: 'asc' }, { dutyOrder: 'asc' }, { number: 'asc' }],
      take: 500,
    })
    const owned = await tx.fraudCase.groupBy({ by: ['ownerId'], where: { state: { not: 'closed' }, ownerId: { not: null } }, _count: true })
    return {
      items: officers.map((one) => {
        const absence = one.absentFrom && one.absentUntil ? { from: dayFromColumn(one.absentFrom), until: dayFromColumn(one.absentUntil) } : null
        const trainedOn = one.trainedOn && dayFromColumn(one.trainedOn)
        return {
          id: one.id, number: one.number, name: one.name, role: one.role, active: one.employment === 'active', inLine: one.lineUserId !== null, onDuty: one.onDuty,
          absence, absentNow: isAbsent(absence, today), dutyOrder: one.dutyOrder, mail: scope.role === 'chief' || one.id === scope.officerId ? one.mail : null,
          trainedOn, trainingOverdue: isTrainingOverdue(trainedOn, today), openCases: owned.find(({ ownerId }) => ownerId === one.id)?._count ?? 0,
          mayChange: { presence: whyNotChangePresence(scope, one.id) === null, details: whyNotChangeDetails(scope) === null },
        }
      }),
    }
  })
}
