import type { z } from 'zod'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { CustomerScope } from '../../../db/scope.ts'
import { tellOfficersOfRepayment } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import type { instalmentsWished, Preview } from '../contract.ts'
import { instalmentsOf } from './instalments.ts'
import { whyNotAskAgain, whyNotInstalments, wishDays } from './may-schedule.ts'

type Wished = z.infer<typeof instalmentsWished>

/** What the parts would be. Promises nothing and writes nothing. */
export async function previewInstalments(ctx: Context, scope: CustomerScope, demandId: string, wished: Wished): Promise<Answer<Preview>> {
  const today = dayOf(ctx.clock.now())
  return ctx.db.atomically(scope, async (tx) => {
    const demand = await openDemand(tx, scope, demandId)
    if (!demand.ok) return demand
    const no = whyNotInstalments(demand.value.left, { times: wished.times, firstOn: wished.firstOn as Day }, today)
    return no ?? done(asPreview(demand.value.left, wished))
  })
}

export const asPreview = (left: bigint, { times, firstOn }: Wished): Preview => ({
  instalments: instalmentsOf(left, times, firstOn as Day).map(({ no, dueOn, amount }) => ({ no, dueOn, amount: amount.toString() })),
})

/**
 * 分割を申し込む. Until two officers have agreed nothing changes, and whoever asks again before that changes what they
 * asked for. The same wish twice is one wish.
 */
export async function askInstalments(ctx: Context, scope: CustomerScope, demandId: string, wished: Wished): Promise<Answer<{ number: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ number: string }>>(scope, async (tx) => {
    const demand = await openDemand(tx, scope, demandId)
    if (!demand.ok) return demand
    const { left, number, caseId } = demand.value
    const no = whyNotInstalments(left, { times: wished.times, firstOn: wished.firstOn as Day }, dayOf(now)) ?? whyNotAskAgain(await declinedOn(tx, demandId), dayOf(now))
    if (no) return no
    if (!(await writeWish(tx, scope, demandId, wished, now))) return done({ number })
    await recordEvent(tx, { caseId, at: now }, { kind: 'instalments_asked', number, times: wished.times, firstOn: wished.firstOn })
    await recordAudit(tx, {
      actor: { kind: 'customer', id: scope.customerId }, action: 'instalments.ask', objectKind: 'demand', objectId: demandId, purpose: 'own-data',
      details: { number, times: wished.times, firstOn: wished.firstOn }, now,
    })
    await enqueue(tx, tellOfficersOfRepayment, { caseId, about: 'instalments-asked', ref: `${demandId}:${now.getTime()}` })
    return done({ number })
  })
}

async function declinedOn(tx: Tx, demandId: string): Promise<Day[]> {
  const declined = await tx.instalmentRequest.findMany({ where: { demandId, instead: { not: null } }, select: { answeredAt: true }, orderBy: { askedAt: 'desc' }, take: wishDays })
  return declined.flatMap(({ answeredAt }) => (answeredAt ? [dayOf(answeredAt)] : []))
}

/** Returns whether anything is new. Of two that cross, the index one_open_request takes the first and the second changes it. */
async function writeWish(tx: Tx, { customerId }: CustomerScope, demandId: string, { times, firstOn }: Wished, now: Date): Promise<boolean> {
  const wish = { times, firstOn: dayColumn(firstOn as Day) }
  const made = await tx.instalmentRequest.createMany({ data: [{ demandId, customerId, ...wish, askedAt: now }], skipDuplicates: true })
  if (made.count === 1) return true
  const changed = await tx.instalmentRequest.updateMany({ where: { demandId, answeredAt: null, NOT: wish }, data: { ...wish, askedAt: now } })
  return changed.count === 1
}

async function openDemand(tx: Tx, { customerId }: CustomerScope, id: string): Promise<Answer<{ number: string; caseId: string; left: bigint }>> {
  const demand = await tx.demand.findFirst({ where: { id, customerId }, select: { number: true, caseId: true, state: true, principal: true, repaidTotal: true } })
  if (!demand) return refused('not-found')
  const left = demand.principal - demand.repaidTotal
  if (demand.state !== 'issued' && demand.state !== 'partly_repaid') return refused('nothing-owed')
  return done({ number: demand.number, caseId: demand.caseId, left })
}
