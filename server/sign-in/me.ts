import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { dayOf, daysAfter } from '../core/time.ts'
import { yenText } from '../core/yen.ts'
import { programme } from '../customers/programme.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../db/scope.ts'
import { customerOf, officerOf, staffOf, visitorOf, type SharedTerminal } from '../http/audience.ts'
import { displayNameOf } from '../http/session.ts'
import { usablePockets } from '../payments/balance.ts'
import { totalOf } from '../payments/pockets.ts'
import { stopsTold } from '../secretariat/functions/stops.ts'
import type { Me } from './contract.ts'

/** A confirmed stop is looked at again after so many days at the latest; a provisional one ends within a day. */
const confirmedStopDays = 7

/** Who is signed in, with the few figures that the first screen needs. */
export function me(ctx: Context, request: FastifyRequest): Promise<Me> {
  const actor = visitorOf(request)
  switch (actor.kind) {
    case 'visitor':
      return Promise.resolve({ role: 'visitor', displayName: displayNameOf(request) })
    case 'customer':
      return customerMe(ctx, customerOf(request), actor.until)
    case 'staff':
      return staffMe(ctx, staffOf(request), request.terminal)
    case 'officer':
      return officerMe(ctx, officerOf(request))
  }
}

const customerMe = (ctx: Context, scope: CustomerScope, until: Date): Promise<Me> =>
  ctx.db.atomically(scope, async (tx) => {
    const { customerId } = scope
    const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId } })
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { standing: true, selfStoppedAt: true } })
    const pockets = await usablePockets(tx, customerId, dayOf(ctx.clock.now()))
    return {
      role: 'customer',
      code: customer.code,
      name: customer.name,
      balance: yenText(totalOf(pockets)),
      validUntil: pockets[0]?.expiresOn ?? programme.validUntil,
      pockets: pockets.map((pocket) => ({ ...pocket, amount: yenText(pocket.amount) })),
      standing: wallet.standing,
      stopped: await stopOf(tx, customerId),
      selfStopped: wallet.selfStoppedAt !== null,
      openDemands: await tx.demand.count({ where: { customerId, state: { in: ['issued', 'partly_repaid'] } } }),
      unreadNotices: await tx.lineMessage.count({ where: { customerId, noticePath: { not: null }, openedAt: null } }),
      textSize: customer.textSize,
      language: customer.language,
      limits: { payment: yenText(programme.limits.payment), day: yenText(programme.limits.day), holding: yenText(programme.limits.holding), purchase: yenText(programme.limits.purchase) },
      premiumPercent: programme.premiumPercent,
      stops: await stopsTold(tx),
      signedInUntil: until.toISOString(),
    }
  })

type Stop = Extract<Me, { role: 'customer' }>['stopped']

async function stopOf(tx: Tx, customerId: string): Promise<Stop> {
  const freeze = await tx.freeze.findFirst({
    where: { customerId, state: { in: ['provisional', 'confirmed'] } },
    select: { caseId: true, state: true, startedAt: true, confirmedAt: true, lapsesAt: true },
  })
  if (!freeze) return null
  const fraudCase = await tx.fraudCase.findUnique({ where: { id: freeze.caseId }, select: { number: true } })
  const confirmed = freeze.state === 'confirmed'
  return {
    caseNumber: fraudCase?.number ?? '',
    expectedBy: confirmed ? daysAfter(dayOf(freeze.confirmedAt ?? freeze.startedAt), confirmedStopDays) : dayOf(freeze.lapsesAt ?? freeze.startedAt),
    since: freeze.startedAt.toISOString(),
    confirmed,
  }
}

const staffMe = (ctx: Context, scope: StaffScope, terminal: SharedTerminal | null): Promise<Me> =>
  ctx.db.atomically(scope, async (tx) => {
    const ids = [...scope.storeIds]
    const person = await tx.staff.findUniqueOrThrow({ where: { id: scope.staffId }, select: { name: true, code: true, role: true, loginId: true, passwordTemporary: true, declaredAt: true } })
    const stores = await tx.store.findMany({ where: { id: { in: ids } }, select: { id: true, code: true, name: true, number: true, acceptance: true }, orderBy: { code: 'asc' } })
    return {
      role: 'staff',
      name: person.name,
      code: person.code,
      staffRole: person.role,
      stores,
      openFactChecks: await tx.factCheck.count({ where: { storeId: { in: ids }, state: 'asked' } }),
      stops: await stopsTold(tx),
      loginId: person.loginId,
      passwordTemporary: person.passwordTemporary,
      declaredAt: person.declaredAt?.toISOString() ?? null,
      terminal: terminal && { until: terminal.until.toISOString(), atRest: terminal.atRest },
    }
  })

const officerMe = (ctx: Context, scope: OfficerScope): Promise<Me> =>
  ctx.db.atomically(scope, async (tx) => {
    const officer = await tx.officer.findUniqueOrThrow({ where: { id: scope.officerId }, select: { id: true, name: true, number: true, role: true } })
    return {
      role: 'officer',
      id: officer.id,
      name: officer.name,
      number: officer.number,
      officerRole: officer.role,
      openCases: await tx.fraudCase.count({ where: { state: { not: 'closed' } } }),
      waitingApprovals: await tx.approval.count({ where: { state: 'proposed', proposedBy: { not: scope.officerId } } }),
      waiting: { resumeRequests: await tx.resumeRequest.count({ where: { endedAt: null } }), suspense: await tx.suspenseItem.count({ where: { state: 'open' } }) },
    }
  })
