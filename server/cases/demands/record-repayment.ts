import { recordAudit } from '../../audit/record.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import { yen, type Yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { suspend } from '../../payments/money-in/suspense/suspend.ts'
import { next } from '../case.ts'
import { lockCase, readHeldCase } from '../hold-case.ts'
import { fetchPaymentWays, tellCustomerOfRepayment } from '../job-tokens.ts'
import { keepClocks } from './plans/keep-clocks.ts'
import { prepareUnfreeze } from './prepare-unfreeze.ts'
import { recordEvent } from '../timeline/record-event.ts'

/** Money that came in for a demand, as a signed notification tells it. */
export interface Received {
  /** The demand's number, 「R-2026-000045」. */
  readonly reference: string
  readonly amount: Yen
  readonly provider: string
  readonly pspRef: string
  readonly method: string
  readonly paidAt: Date
}

/** `unknown-reference`: no demand has this number, nothing was booked: the money belongs in suspense. */
export type RepaymentOutcome = 'booked' | 'booked-before' | 'unknown-reference'

/**
 * 返済の受領, in the caller's transaction (scope: job). Part payments and overpayments are legal: what is more than owed
 * goes to suspense. Once per provider and payment reference. When nothing is left the case is `repaid`, and says what
 * comes next.
 */
export async function recordRepayment(tx: Tx, received: Received, now: Date): Promise<RepaymentOutcome> {
  const demand = await tx.demand.findUnique({ where: { number: received.reference }, select: { id: true, number: true, caseId: true } })
  if (!demand) return 'unknown-reference'
  await lockCase(tx, demand.caseId)
  const [booked] = await tx.$queryRaw<Booked[]>`
    SELECT * FROM receive_repayment(${demand.id}::uuid, ${received.amount}::bigint, ${received.provider}, ${received.pspRef},
                                    ${received.method}, ${received.paidAt}::timestamptz, ${now}::timestamptz)`
  if (!booked) return 'booked-before'
  await keepClocks(tx, demand.id, now)
  await moveCase(tx, demand, booked, now)
  await recordAudit(tx, {
    actor: { kind: 'programme' }, action: 'repayment.receive', objectKind: 'demand', objectId: demand.id,
    details: { number: demand.number, provider: received.provider, pspRef: received.pspRef, amount: received.amount.toString(), surplus: booked.surplus.toString() }, now,
  })
  if (booked.left_to_pay > 0n) await enqueue(tx, fetchPaymentWays, { demandId: demand.id }, { once: demand.id })
  await enqueue(tx, tellCustomerOfRepayment, { repaymentId: booked.repayment_id })
  if (booked.surplus > 0n) await keepSurplus(tx, received, yen(booked.surplus), now)
  return 'booked'
}

/** More than was owed: two officers decide whose it is. */
async function keepSurplus(tx: Tx, { reference, provider, pspRef, method, paidAt }: Received, amount: Yen, now: Date): Promise<void> {
  const source = { provider, notificationId: null }
  await suspend(tx, { source, pspRef, kind: 'repayment', reference, amount, why: 'surplus', method, paidAt, payerNameKana: null, surplus: true }, now)
}

interface Booked {
  readonly repayment_id: string
  readonly allocated: bigint
  readonly surplus: bigint
  readonly left_to_pay: bigint
}

async function moveCase(tx: Tx, demand: { readonly number: string; readonly caseId: string }, booked: Booked, now: Date): Promise<void> {
  const { number, caseId } = demand
  await recordEvent(
    tx,
    { caseId, at: now },
    { kind: 'repayment_received', number, amount: booked.allocated.toString(), surplus: booked.surplus.toString(), left: booked.left_to_pay.toString() },
  )
  // All of it was more than owed: it waits in suspense, and the case stays where it is.
  if (booked.allocated === 0n) return
  const held = await readHeldCase(tx, caseId, now)
  if (held.state !== 'demanded' && held.state !== 'repaying') return
  const state = next.received(held.standing.demandLeft ?? 0n)
  const pinned = held.freezeId ? '完済しました。停止の解除を起案してください。' : '完済しました。案件を終了できます。'
  await tx.fraudCase.updateMany({
    where: { id: caseId },
    data: { state, ...(state === 'repaid' ? { pinned, nextOn: dayColumn(dayOf(now)) } : {}) },
  })
  if (state !== 'repaid') return
  await recordEvent(tx, { caseId, at: now }, { kind: 'repaid', number })
  if (held.freezeId) await prepareUnfreeze(tx, caseId, now)
}
