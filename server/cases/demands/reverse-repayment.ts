import { recordAudit } from '../../audit/record.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import { yenSign, type Yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { next } from '../case.ts'
import { lockCase, readHeldCase } from '../hold-case.ts'
import { tellOfficersOfRepayment } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { keepClocks } from './plans/keep-clocks.ts'
import { dropPrepared } from './prepare-unfreeze.ts'

interface Repaid {
  readonly id: string
  readonly number: string
  readonly case_id: string
  readonly repaid_total: bigint
  readonly principal: bigint
  readonly released: bigint
  /** What the provider took back of it after it had gone back to the customer. */
  readonly after_return: bigint
  /** It was withdrawn or written off meanwhile: nobody waits for its money. */
  readonly is_over: boolean
}

/**
 * The provider takes money back: what it had repaid is owed again, and the case goes back to where money is awaited.
 * `takeBack` moves the money; the rows of the cases are locked before it, as in every act on a case.
 */
export async function reverseRepayment(tx: Tx, money: { readonly provider: string; readonly pspRef: string }, takeBack: () => Promise<Yen>, now: Date): Promise<Yen> {
  const before = await demandsRepaidBy(tx, money)
  for (const { case_id: caseId } of before) await lockCase(tx, caseId)
  const claimed = await takeBack()
  const after = new Map((await demandsRepaidBy(tx, money)).map((demand) => [demand.id, demand]))
  for (const was of before) {
    const demand = after.get(was.id)
    if (!demand) continue
    if (demand.repaid_total < was.repaid_total) await goBack(tx, demand, was.repaid_total - demand.repaid_total, now)
    if (demand.after_return > was.after_return) await noteClaim(tx, demand, demand.after_return - was.after_return, now)
  }
  return claimed
}

/** Money over what one demand owed may have been assigned to another one, under its own name. */
const demandsRepaidBy = (tx: Tx, { provider, pspRef }: { readonly provider: string; readonly pspRef: string }): Promise<Repaid[]> => tx.$queryRaw<Repaid[]>`
  SELECT d.id, d.number, d.case_id, d.repaid_total, d.principal, d.released, taken.after_return, d.state IN ('withdrawn', 'written_off') AS is_over FROM demands d
  CROSS JOIN LATERAL (SELECT coalesce(sum(b.amount), 0)::bigint AS after_return FROM reversals b JOIN repayments p ON p.id = b.repayment_id WHERE p.demand_id = d.id AND b.after_return) taken
  WHERE d.id IN (SELECT r.demand_id FROM repayments r WHERE r.provider = ${provider} AND (r.psp_ref = ${pspRef} OR starts_with(r.psp_ref, ${`${pspRef}/surplus`}))) ORDER BY d.case_id, d.id`

async function goBack(tx: Tx, { id: demandId, number, case_id: caseId, principal, released, repaid_total: repaid, is_over: isOver }: Repaid, amount: bigint, now: Date): Promise<void> {
  const left = principal - repaid - released
  await dropPrepared(tx, caseId, now)
  await keepClocks(tx, demandId, now)
  await recordEvent(tx, { caseId, at: now }, { kind: 'repayment_reversed', number, amount: amount.toString(), left: left.toString() })
  await recordAudit(tx, {
    actor: { kind: 'programme' }, action: 'repayment.reverse', objectKind: 'demand', objectId: demandId, details: { number, amount: amount.toString(), left: left.toString() }, now,
  })
  await moveCase(tx, caseId, { pinned: `返済が取り消されました（${number}、残り ${yenSign(left)}）`, isOver }, now)
  await enqueue(tx, tellOfficersOfRepayment, { caseId, about: 'reversed', ref: `${demandId}:${now.getTime()}` })
}

/** The customer has it twice: a claim that nobody demanded yet. The case says so, also a closed one, and officers are called. */
async function noteClaim(tx: Tx, { id: demandId, number, case_id: caseId }: Repaid, amount: bigint, now: Date): Promise<void> {
  await recordEvent(tx, { caseId, at: now }, { kind: 'returned_taken_back', number, amount: amount.toString() })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'repayment.taken-back-after-return', objectKind: 'demand', objectId: demandId, details: { number, amount: amount.toString() }, now })
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: `お返しした返済（${number}、${yenSign(amount)}）を、決済会社も取り消しました。`, nextOn: dayColumn(dayOf(now)) } })
  await enqueue(tx, tellOfficersOfRepayment, { caseId, about: 'reversed', ref: `${demandId}:${now.getTime()}:returned` })
}

/**
 * A closed case opens again, because money is owed that somebody has to ask for. Only one case of a person is open at a
 * time: where another one is, the closed one stays closed and the open one says so.
 */
async function moveCase(tx: Tx, caseId: string, { pinned, isOver }: { readonly pinned: string; readonly isOver: boolean }, now: Date): Promise<void> {
  const held = await readHeldCase(tx, caseId, now)
  const { repaidTotal } = (await tx.demand.aggregate({ where: { caseId }, _sum: { repaidTotal: true } }))._sum
  const other = held.state === 'closed' && held.customerId !== null ? await tx.fraudCase.findFirst({ where: { customerId: held.customerId, state: { not: 'closed' } }, select: { id: true } }) : null
  const stays = other !== null || isOver
  await tx.fraudCase.updateMany({
    where: { id: other?.id ?? caseId },
    data: { pinned, nextOn: dayColumn(dayOf(now)), ...(stays ? {} : { state: next.reversed(repaidTotal ?? 0n), closedAt: null, closedBy: null }) },
  })
}
