import { whyNotPropose } from '../../approval/approval.ts'
import { deciderOf } from '../../approval/decider.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayColumn, dayFromColumn, dayOf, daysAfter, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { StorePage } from './contract.ts'
import { monthDays } from './count-concentration.ts'
import { monthOfStores } from './month-of-stores.ts'

const casesMax = 20
const postersMax = 20

/** 店舗: what an officer wants to know of a store before talking to it, and what is stopped there. Refuses `not-found`. */
export async function showStore(ctx: Context, scope: OfficerScope, code: string): Promise<Answer<StorePage>> {
  const today = dayOf(ctx.clock.now())
  return ctx.db.atomically<Answer<StorePage>>(scope, async (tx) => {
    const store = await tx.store.findUnique({ where: { code } })
    if (!store) return refused('not-found')
    const { id, size, opensAt, closesAt, acceptance, posterVersion } = store
    const names = new Map((await tx.officer.findMany({ select: { id: true, name: true } })).map((one) => [one.id, one.name]))
    const nameOf = (officerId: string | null) => (officerId === null ? null : (names.get(officerId) ?? ''))
    return done({
      id, code, number: store.number, name: store.name, area: store.area, phone: store.phone, small: size === 'small', opensAt, closesAt, acceptance,
      hasPhoto: (await tx.storePhoto.count({ where: { storeId: id } })) > 0,
      acceptanceStop: await acceptanceStop(tx, id, nameOf),
      payoutHold: await payoutHold(tx, id, nameOf),
      holdDisabled: explained(whyNotPropose(await deciderOf(tx, scope, `store:${id}`))),
      bank: await bank(tx, id, nameOf),
      staff: await staffCount(tx, id),
      posters: { version: posterVersion, replaced: await postersReplaced(tx, id) },
      month: (await monthOfStores(tx, [id]))(id),
      days: await daysOf(tx, id, today),
      cases: await casesOf(tx, id),
    })
  })
}

type NameOf = (officerId: string | null) => string | null

async function acceptanceStop(tx: Tx, storeId: string, nameOf: NameOf): Promise<StorePage['acceptanceStop']> {
  const stop = await tx.stop.findFirst({ where: { target: 'acceptance', targetId: storeId, endedAt: null }, include: { fraudCase: { select: { number: true } } }, orderBy: { startedAt: 'desc' } })
  return stop && { caseId: stop.caseId, caseNumber: stop.fraudCase.number, since: stop.startedAt.toISOString(), lapsesAt: stop.lapsesAt?.toISOString() ?? null, by: nameOf(stop.startedBy) ?? '' }
}

async function payoutHold(tx: Tx, storeId: string, nameOf: NameOf): Promise<StorePage['payoutHold']> {
  const hold = await tx.payoutHold.findFirst({ where: { storeId, endedAt: null } })
  if (!hold) return null
  const stop = hold.stopId === null ? null : await tx.stop.findUnique({ where: { id: hold.stopId }, select: { fraudCase: { select: { number: true } } } })
  const pending = await tx.approval.findFirst({ where: { kind: 'release_payout', state: 'proposed', subject: `store:${storeId}` }, select: { number: true } })
  return { since: hold.heldAt.toISOString(), by: nameOf(hold.heldBy) ?? '', reason: hold.reason, caseNumber: stop?.fraudCase.number ?? null, pending: pending?.number ?? null }
}

async function bank(tx: Tx, storeId: string, nameOf: NameOf): Promise<StorePage['bank']> {
  const row = await tx.storeBankDetails.findUnique({ where: { storeId }, select: { version: true, changedAt: true, changedBy: true, confirmedAt: true, confirmedBy: true } })
  return row && { version: row.version, changedAt: row.changedAt.toISOString(), changedBy: nameOf(row.changedBy) ?? '', confirmedAt: row.confirmedAt?.toISOString() ?? null, confirmedBy: nameOf(row.confirmedBy) }
}

async function staffCount(tx: Tx, storeId: string): Promise<StorePage['staff']> {
  const staff = await tx.staff.findMany({ where: { stores: { some: { storeId } } }, select: { role: true, employment: true }, take: 500 })
  const working = (role: 'owner' | 'manager' | 'clerk') => staff.filter((one) => one.employment === 'active' && one.role === role).length
  return { owner: working('owner'), manager: working('manager'), clerk: working('clerk'), stopped: staff.filter(({ employment }) => employment === 'stopped').length }
}

/** Replacing a poster is an act of the store's own people: the audit log is where it is written down. */
async function postersReplaced(tx: Tx, storeId: string): Promise<StorePage['posters']['replaced']> {
  const rows = await tx.$queryRaw<{ version: number; at: Date; by: string | null }[]>`
    SELECT (a.details ->> 'version')::int AS version, a.recorded_at AS at, st.code AS by FROM audit_entries a LEFT JOIN staff st ON a.actor_kind = 'staff' AND st.id = a.actor_id
    WHERE a.object_kind = 'store' AND a.object_id = ${storeId} AND a.action = 'poster.replace' ORDER BY a.recorded_at DESC LIMIT ${postersMax}`
  return rows.map(({ version, at, by }) => ({ version, at: at.toISOString(), by }))
}

/** Every day of the last 30, also those on which nothing came in. Today's own are added up by the worker as the day goes on. */
async function daysOf(tx: Tx, storeId: string, today: Day): Promise<StorePage['days']> {
  const first = daysAfter(today, 1 - monthDays)
  const rows = await tx.storeDay.findMany({ where: { storeId, day: { gte: dayColumn(first), lte: dayColumn(today) } } })
  const known = new Map(rows.map((row) => [dayFromColumn(row.day), row]))
  return Array.from({ length: monthDays }, (_one, place) => {
    const day = daysAfter(first, place)
    const row = known.get(day)
    return { day, payments: row?.paymentCount ?? 0, total: row ? (row.gross - row.voided - row.refunded).toString() : '0' }
  })
}

async function casesOf(tx: Tx, storeId: string): Promise<StorePage['cases']> {
  const cases = await tx.fraudCase.findMany({ where: { storeId }, select: { id: true, number: true, state: true, urgency: true, openedAt: true }, orderBy: [{ openedAt: 'desc' }, { id: 'desc' }], take: casesMax })
  return cases.map(({ openedAt, ...one }) => ({ ...one, openedAt: openedAt.toISOString() }))
}
