import { randomInt } from 'node:crypto'
import { dayColumn, dayOf, minutesAfter } from '../../server/core/time.ts'
import type { Town } from '../support/town.ts'

/** What a provisional stop writes: a case, its freeze and the wallet's standing, in one transaction. */
export async function stopPayments(town: Town, customerId: string): Promise<void> {
  const now = town.clock.now()
  await town.ctx.db.atomically({ kind: 'job', job: 'test-stop' }, async (tx) => {
    const fraudCase = await tx.fraudCase.create({
      data: { number: `K-TEST-${randomInt(10 ** 9)}`, urgency: 'immediate', subjectKind: 'customer', subjectId: customerId, customerId, amountAtRisk: 0n, openedAt: now, acknowledgeBy: minutesAfter(now, 15), nextOn: dayColumn(dayOf(now)) },
    })
    await tx.freeze.create({ data: { caseId: fraudCase.id, customerId, state: 'provisional', reason: 'test', startedAt: now, lapsesAt: minutesAfter(now, 60) } })
    await tx.$executeRaw`SELECT stop_wallet(${customerId}::uuid, 'provisionally_frozen')`
  })
}
