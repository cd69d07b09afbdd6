import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { refused, type Answer, done } from '../../core/refusal.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { ruleNameOf } from '../alerts/alert.ts'
import type { CaseRow, caseList, SubjectSeen } from '../contract.ts'
import { subjectKey, type CaseSubject } from '../subject.ts'
import { hasNextDay, pinnedFor } from '../clocks/pinned.ts'
import type { ClockKind } from '../clocks/clock.ts'
import { subjectsSeen } from './subjects-seen.ts'

export interface CaseListAsked {
  readonly tab: 'immediate' | 'daily' | 'monthly' | 'mine' | 'all'
  readonly state: 'open' | 'closed'
  readonly cursor?: string
  readonly limit: number
}

/** The case queue by clock: pinned cases and those with a deadline that passed on top, then whichever's deadline is first; closed ones newest first. */
export async function listCases(ctx: Context, scope: OfficerScope, asked: CaseListAsked): Promise<Answer<z.infer<typeof caseList>>> {
  const now = ctx.clock.now()
  const after = asked.cursor === undefined ? firstPlace : placeOf(asked.cursor)
  if (!after) return refused('invalid-input', { field: '「ページの位置」' })
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await pageOfCases(tx, scope, asked, after, now)
    const page = rows.slice(0, asked.limit)
    const last = page.at(-1)
    const subjects = await subjectsSeen(tx, page.map(subjectOf))
    return done({
      items: page.flatMap((row) => asRow(row, subjects, now)),
      nextCursor: rows.length > asked.limit && last ? cursorOf(last) : null,
      counts: await countsOf(tx, scope),
    })
  })
}

interface Row {
  readonly id: string
  readonly number: string
  readonly state: CaseRow['state']
  readonly urgency: CaseRow['urgency']
  readonly subject_kind: CaseSubject['kind']
  readonly subject_id: string
  readonly store_codes: string[]
  readonly rules: string[]
  readonly amount_at_risk: bigint
  readonly opened_at: Date
  readonly acknowledge_by: Date
  readonly next_on: Date
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_works: boolean
  readonly overdue: boolean
  readonly pinned: string | null
  readonly clock_kind: ClockKind | null
  readonly clock_due: Date | null
  readonly stopped: boolean
  readonly answered: boolean
  readonly undecided: boolean
  readonly place: number
  readonly clock: bigint
}

interface Place {
  readonly place: number
  readonly clock: bigint
  readonly id: string
}

const firstPlace: Place = { place: -1, clock: 0n, id: '00000000-0000-0000-0000-000000000000' }

async function pageOfCases(tx: Tx, scope: OfficerScope, { tab, state, limit }: CaseListAsked, after: Place, now: Date): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH queue AS (
      SELECT c.*, o.name AS owner_name, coalesce(o.employment = 'active', false) AS owner_works, k.kind::text AS clock_kind, k.due_at AS clock_due,
             -- The same as in clocks/pinned.ts, which says why.
             CASE WHEN c.state = 'closed' OR c.pinned IS NULL AND coalesce(k.due_at > ${now}::timestamptz, c.next_on >= ${dayOf(now)}::date)
                       AND (o.employment = 'active' OR k.kind = 'acknowledge') THEN 1 ELSE 0 END AS place,
             CASE WHEN c.state = 'closed' THEN -1 ELSE 1 END * (extract(epoch FROM coalesce(k.due_at, c.acknowledge_by)) * 1000)::bigint AS clock
      FROM fraud_cases c LEFT JOIN officers o ON o.id = c.owner_id
      LEFT JOIN LATERAL (SELECT kind, due_at FROM case_clocks WHERE case_id = c.id AND stopped_at IS NULL AND c.state <> 'closed' ORDER BY due_at, kind LIMIT 1) k ON true
      WHERE (c.state = 'closed') = ${state === 'closed'}
        AND CASE ${tab} WHEN 'all' THEN true WHEN 'mine' THEN c.owner_id = ${scope.officerId}::uuid ELSE c.urgency::text = ${tab} END)
    SELECT q.id, q.number, q.state::text AS state, q.urgency::text AS urgency, q.subject_kind::text AS subject_kind, q.subject_id, q.amount_at_risk, q.opened_at, q.acknowledge_by, q.next_on,
           q.owner_id, q.owner_name, q.owner_works, q.pinned, q.clock_kind, q.clock_due, q.place, q.clock,
           ARRAY(SELECT DISTINCT s.code FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN stores s ON s.id = p.store_id WHERE cp.case_id = q.id ORDER BY s.code LIMIT 10) AS store_codes,
           ARRAY(SELECT DISTINCT a.rule FROM alerts a WHERE a.case_id = q.id ORDER BY a.rule LIMIT 10) AS rules,
           EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = q.customer_id AND f.state IN ('provisional', 'confirmed'))
             OR EXISTS (SELECT 1 FROM stops s WHERE s.case_id = q.id AND s.level IN ('provisional', 'confirmed')) AS stopped,
           EXISTS (SELECT 1 FROM fact_checks f WHERE f.case_id = q.id AND f.state = 'answered') AS answered,
           q.state = 'checking_facts' AND q.verdict IS NOT NULL AS undecided,
           q.state <> 'closed' AND (coalesce(q.clock_due <= ${now}::timestamptz, false) OR q.next_on < (${now}::timestamptz AT TIME ZONE 'Asia/Tokyo')::date
             OR q.verdict IS NULL AND EXISTS (SELECT 1 FROM fact_checks f WHERE f.case_id = q.id AND f.state = 'asked' AND f.due_at <= ${now}::timestamptz)) AS overdue
    FROM queue q
    WHERE (q.place, q.clock, q.id) > (${after.place}::int, ${after.clock}::bigint, ${after.id}::uuid)
    ORDER BY q.place, q.clock, q.id LIMIT ${limit + 1}`
}

const subjectOf = (row: Row): CaseSubject => ({ kind: row.subject_kind, id: row.subject_id })

function asRow(row: Row, subjects: ReadonlyMap<string, SubjectSeen>, now: Date): CaseRow[] {
  const subject = subjects.get(subjectKey(subjectOf(row)))
  return subject ? [{ ...plainRow(row, now), subject }] : []
}

const plainRow = (row: Row, now: Date): Omit<CaseRow, 'subject'> => ({
  id: row.id,
  number: row.number,
  state: row.state,
  urgency: row.urgency,
  storeCodes: row.store_codes,
  rules: row.rules.map(ruleNameOf),
  amountAtRisk: row.amount_at_risk.toString(),
  openedAt: row.opened_at.toISOString(),
  acknowledgeBy: row.acknowledge_by.toISOString(),
  nextOn: dayFromColumn(row.next_on),
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  overdue: row.overdue,
  pinned: pinnedFor({ pinned: row.pinned, hasOwner: row.owner_works || row.state === 'closed', hasNext: hasNextDay({ state: row.state, nextOn: dayFromColumn(row.next_on) }, dayOf(now)) }, clockOf(row), now),
  clock: clockSeen(row),
  stopped: row.stopped,
  answered: row.answered,
  undecided: row.undecided,
})

const clockOf = ({ clock_kind: kind, clock_due: dueAt }: Row) => (kind !== null && dueAt !== null ? { kind, dueAt } : null)

function clockSeen(row: Row): CaseRow['clock'] {
  const clock = clockOf(row)
  return clock && { kind: clock.kind, dueAt: clock.dueAt.toISOString() }
}

/** Open cases by tab. */
async function countsOf(tx: Tx, scope: OfficerScope): Promise<Record<string, number>> {
  const [counts] = await tx.$queryRaw<Record<string, bigint>[]>`
    SELECT count(*) AS "all", count(*) FILTER (WHERE urgency = 'immediate') AS immediate, count(*) FILTER (WHERE urgency = 'daily') AS daily,
           count(*) FILTER (WHERE urgency = 'monthly') AS monthly, count(*) FILTER (WHERE owner_id = ${scope.officerId}::uuid) AS mine
    FROM fraud_cases WHERE state <> 'closed'`
  return Object.fromEntries(Object.entries(counts ?? {}).map(([tab, count]) => [tab, Number(count)]))
}

const cursorOf = ({ place, clock, id }: Place): string => Buffer.from(`${place}.${clock}.${id}`).toString('base64url')

const cursorShape = /^([01])\.(-?\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

function placeOf(cursor: string): Place | null {
  const [, place, clock, id] = cursorShape.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  return place === undefined || clock === undefined || id === undefined ? null : { place: Number(place), clock: BigInt(clock), id }
}
