import { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { DemandForCustomer, demandList } from '../contract.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { returnsSeen } from './giving-back/returns-seen.ts'
import { newestWays, type Ways } from './ways/newest-ways.ts'
import { scheduleSeen } from './schedule-seen.ts'

const contents = z.array(z.object({ heading: z.string(), lines: z.array(z.string()) }))

/** The customer's own demands, newest first. At most 50. */
export async function listDemands(ctx: Context, scope: CustomerScope): Promise<z.infer<typeof demandList>['items']> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.demand.findMany({ where: { customerId: scope.customerId }, orderBy: { issuedAt: 'desc' }, take: 50 })
    const items: z.infer<typeof demandList>['items'] = []
    for (const row of rows) items.push(await headOf(tx, row, ctx.clock.now()))
    return items
  })
}

/** One demand with its fifteen parts. Opening it is recorded: once in the case, every time in the audit log. */
export async function openDemand(ctx: Context, scope: CustomerScope, id: string): Promise<Answer<DemandForCustomer>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const demand = await tx.demand.findFirst({ where: { id, customerId: scope.customerId }, include: { repayments: { orderBy: { receivedAt: 'asc' }, take: 100 } } })
    if (!demand) return refused('not-found')
    await recordOpening(tx, scope, demand, now)
    const parts = contents.parse(demand.contents)
    return done({
      ...(await headOf(tx, demand, now)),
      back: await returnsSeen(tx, demand.id),
      ways: demand.state === 'issued' || demand.state === 'partly_repaid' ? asSeen(await newestWays(tx, demand.id)) : null,
      payments: await paymentsNamed(tx, scope, parts),
      repayments: demand.repayments.map(({ id: repaymentId, amount, surplus, method, receivedAt }) => ({
        id: repaymentId, amount: amount.toString(), surplus: surplus.toString(), method, receivedAt: receivedAt.toISOString(),
      })),
      contents: parts,
    })
  })
}

const asSeen = (ways: Ways | null): DemandForCustomer['ways'] =>
  ways && { version: ways.version, hash: ways.contentsHash, givenAt: ways.givenAt.toISOString(), validUntil: ways.validUntil, amount: ways.amount.toString(), ...ways.contents }

async function recordOpening(tx: Tx, scope: CustomerScope, demand: { id: string; number: string; caseId: string }, now: Date): Promise<void> {
  const { count } = await tx.demand.updateMany({ where: { id: demand.id, openedAt: null }, data: { openedAt: now } })
  if (count === 1) await recordEvent(tx, { caseId: demand.caseId, at: now }, { kind: 'demand_opened', number: demand.number })
  await recordAudit(tx, {
    actor: { kind: 'customer', id: scope.customerId }, action: 'demand.open', objectKind: 'demand', objectId: demand.id, purpose: 'own-data', details: { number: demand.number }, now,
  })
}

interface DemandRow {
  readonly id: string
  readonly number: string
  readonly principal: bigint
  readonly repaidTotal: bigint
  readonly released: bigint
  readonly dueOn: Date
  readonly state: DemandForCustomer['state']
  readonly issuedAt: Date
  readonly repaidAt: Date | null
}

async function headOf(tx: Tx, demand: DemandRow, now: Date) {
  const { id, number, principal, repaidTotal, released, state, issuedAt, repaidAt } = demand
  return {
    id, number, principal: principal.toString(), repaid: repaidTotal.toString(), left: (principal - repaidTotal - released).toString(), state,
    issuedAt: issuedAt.toISOString(), repaidAt: repaidAt?.toISOString() ?? null, ...(await scheduleSeen(tx, demand, now)),
  }
}

/** In groups of four, which older demands do not have. */
const paymentNumber = /支払番号 ([0-9 ]+)/

/** The customer's own payments that the demand names, so that each leads to its receipt. */
async function paymentsNamed(tx: Tx, { customerId }: CustomerScope, parts: z.infer<typeof contents>): Promise<DemandForCustomer['payments']> {
  const numbers = parts.flatMap(({ lines }) => lines.flatMap((line) => paymentNumber.exec(line)?.[1]?.replaceAll(' ', '') ?? []))
  const rows = await tx.payment.findMany({
    where: { customerId, number: { in: numbers } }, select: { id: true, number: true, amount: true, paidAt: true, store: { select: { name: true } } }, orderBy: [{ paidAt: 'asc' }, { id: 'asc' }], take: 200,
  })
  return rows.map(({ id, number, amount, paidAt, store }) => ({ id, number, storeName: store.name, amount: amount.toString(), paidAt: paidAt.toISOString() }))
}
