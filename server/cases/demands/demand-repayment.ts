import { z } from 'zod'
import type { HeldApproval } from '../../approval/decide.ts'
import { recordAudit } from '../../audit/record.ts'
import { fingerprint } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf, yearOf, type Day } from '../../core/time.ts'
import { yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { next } from '../case.ts'
import { mayDemand, whyNotThisAmount } from './may-demand.ts'
import { dueDayAtIssue } from './demand.ts'
import { demandContents } from './demand-contents.ts'
import type { HeldCase } from '../hold-case.ts'
import { fetchPaymentWays, tellCustomerOfDemand } from '../job-tokens.ts'
import { stopClock } from '../clocks/clock.ts'
import { keepClocks } from './plans/keep-clocks.ts'
import { recordEvent } from '../timeline/record-event.ts'

export const demandAsked = z.object({ amount: z.string().regex(/^[1-9][0-9]{0,11}$/), dueOn: z.iso.date() })

/**
 * 返済請求, when a second officer has approved it: numbers and writes the demand with its fifteen parts, books what is
 * owed, and tells the customer (a notice only). Checks again what was true when it was proposed.
 */
export async function demandRepayment(
  tx: Tx,
  held: HeldCase,
  approval: HeldApproval,
  scope: OfficerScope,
  now: Date,
): Promise<Answer<{ demandId: string; number: string }>> {
  const no = mayDemand(held.standing)
  if (no) return no
  const { customerId } = held
  if (customerId === null) return refused('case-has-no-customer')
  const asked = demandAsked.parse(approval.asked)
  const amount = whyNotThisAmount(held.standing, yen(BigInt(asked.amount)))
  if (!amount.ok) return amount
  const dueOn = dueDayAtIssue(asked.dueOn as Day, dayOf(now))
  const demand = await writeDemand(tx, { held, customerId, approval, approvedBy: scope.officerId, principal: amount.value, dueOn, now })
  await tx.$queryRaw`SELECT book_demand(${demand.id}::uuid)::text`
  await stopClock(tx, { caseId: held.id, kind: 'demand', ref: '' }, now)
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state: next.demanded(), nextOn: dayColumn(dueOn) } })
  await keepClocks(tx, demand.id, now)
  await recordEvent(
    tx,
    { caseId: held.id, at: now, officerId: scope.officerId },
    { kind: 'demand_issued', number: demand.number, amount: amount.value.toString(), dueOn },
  )
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'demand.issue', objectKind: 'demand', objectId: demand.id,
    details: { number: demand.number, case: held.number, approval: approval.number, proposedBy: approval.proposedBy, amount: amount.value.toString(), dueOn }, now,
  })
  await enqueue(tx, fetchPaymentWays, { demandId: demand.id }, { once: demand.id })
  await enqueue(tx, tellCustomerOfDemand, { demandId: demand.id })
  return done({ demandId: demand.id, number: demand.number })
}

interface Issue {
  readonly held: HeldCase
  readonly customerId: string
  readonly approval: HeldApproval
  readonly approvedBy: string
  readonly principal: bigint
  readonly dueOn: Day
  readonly now: Date
}

async function writeDemand(tx: Tx, { held, customerId, approval, approvedBy, principal, dueOn, now }: Issue): Promise<{ id: string; number: string }> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('demand_numbers') AS n`
  const number = `R-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { name: true } })
  const verdict = await tx.fraudCase.findUniqueOrThrow({ where: { id: held.id }, select: { verdictReason: true } })
  const contents = demandContents({
    number, debtorName: customer.name, issuedOn: dayOf(now), dueOn, principal, verdictReason: verdict.verdictReason ?? '',
    payments: await confirmedPayments(tx, held.id), findings: await findingsWithoutPersons(tx, held.id), replaces: await lastWithdrawn(tx, held.id),
  })
  return tx.demand.create({
    data: {
      number, caseId: held.id, customerId, principal, dueOn: dayColumn(dueOn), contents: contents.map(({ heading, lines }) => ({ heading, lines: [...lines] })),
      contentsHash: fingerprint(contents), proposedBy: approval.proposedBy, approvedBy, issuedAt: now,
    },
    select: { id: true, number: true },
  })
}

/** The demand that this one corrects, if one was withdrawn. */
async function lastWithdrawn(tx: Tx, caseId: string): Promise<string | null> {
  const demand = await tx.demand.findFirst({ where: { caseId, state: 'withdrawn' }, select: { number: true }, orderBy: { issuedAt: 'desc' } })
  return demand?.number ?? null
}

async function confirmedPayments(tx: Tx, caseId: string) {
  const rows = await tx.$queryRaw<{ number: string; paid_at: Date; store_name: string; amount: bigint }[]>`
    SELECT p.number, p.paid_at, s.name AS store_name, p.amount - p.refunded_total AS amount FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN stores s ON s.id = p.store_id
    WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed' AND p.refunded_total < p.amount ORDER BY p.paid_at, p.id LIMIT 200`
  return rows.map((row) => ({ number: row.number, paidAt: row.paid_at, storeName: row.store_name, amount: row.amount }))
}

/** When each store was asked and answered, and whether its record agrees: nothing about its staff or other guests. */
async function findingsWithoutPersons(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ answered: string; store_name: string; found: bigint; missing: bigint; unclear: bigint }[]>`
    SELECT to_char(f.answered_at AT TIME ZONE 'Asia/Tokyo', 'FMMM"月"FMDD"日"') AS answered, s.name AS store_name,
           count(*) FILTER (WHERE a.record_found = 'found') AS found, count(*) FILTER (WHERE a.record_found = 'missing') AS missing,
           count(*) FILTER (WHERE a.record_found = 'unknown') AS unclear
    FROM fact_checks f JOIN stores s ON s.id = f.store_id JOIN fact_check_answers a ON a.fact_check_id = f.id
    WHERE (f.case_id = ${caseId}::uuid OR f.case_id IN (SELECT linked_cases(${caseId}::uuid))) AND f.state = 'answered'
      AND a.payment_id IN (SELECT payment_id FROM case_payments WHERE case_id = ${caseId}::uuid) GROUP BY f.id, f.answered_at, s.name ORDER BY f.answered_at LIMIT 50`
  return rows.map((row) => `${row.answered} ${row.store_name}の記録を確認しました（記録あり ${row.found}件、記録なし ${row.missing}件、不明 ${row.unclear}件）。`)
}
