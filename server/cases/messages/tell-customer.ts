import type { Context } from '../../context.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { demandMessage, noticeTitles, partReceivedMessage, questionMessage, repaidMessage, resumedMessage, stoppedMessage } from './to-customer.ts'
import { nextBusinessDay } from '../../core/business-calendar.ts'
import { politeMoment } from '../clocks/urgency.ts'
import { dueDayOf } from '../demands/plans/read-plan.ts'

/** F10: payments are stopped. Once per freeze, however it began and whatever became of it. */
export async function tellStopped(ctx: Context, freezeId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-stopped' }, async (tx) => {
    const freeze = await tx.freeze.findUniqueOrThrow({ where: { id: freezeId } })
    if (freeze.state === 'lapsed' || freeze.state === 'lifted') return
    const message = stoppedMessage(ctx.config, { reviewBy: nextBusinessDay(dayOf(freeze.startedAt)) })
    await tell(tx, freeze.customerId, { kind: 'F10', fact: `stopped:${freezeId}:customer`, message, caseId: freeze.caseId, path: '/stopped', now })
  })
}

/** F11: payments work again. Not while another freeze is open. */
export async function tellResumed(ctx: Context, freezeId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-resumed' }, async (tx) => {
    const freeze = await tx.freeze.findUniqueOrThrow({ where: { id: freezeId } })
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId: freeze.customerId } })
    if (wallet.standing !== 'active') return
    const repaid = await tx.demand.count({ where: { caseId: freeze.caseId, state: { in: ['repaid', 'written_off'] } } })
    const message = resumedMessage(ctx.config, { balance: wallet.balance, afterRepayment: repaid > 0 })
    await tell(tx, freeze.customerId, { kind: 'F11', fact: `resumed:${freezeId}:customer`, message, caseId: freeze.caseId, path: '/', now })
  })
}

/** F12: whether one payment was theirs. Once per question, and not after its time. */
export async function tellQuestion(ctx: Context, questionId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'ask-customer' }, async (tx) => {
    const question = await tx.customerQuestion.findUniqueOrThrow({ where: { id: questionId } })
    if (question.answer !== null || question.expiresAt <= now) return
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: question.paymentId }, select: { amount: true, paidAt: true, store: { select: { name: true } } } })
    const message = questionMessage({ questionId, amount: payment.amount, paidAt: payment.paidAt, storeName: payment.store.name })
    await tell(tx, question.customerId, { kind: 'F12', fact: `question:${questionId}:customer`, message, caseId: question.caseId, path: `/payments/${question.paymentId}`, now })
  })
}

/** F13: there is a demand. Between 8:00 and 21:00 only. */
export async function tellDemand(ctx: Context, demandId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-demand' }, async (tx) => {
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId } })
    const message = demandMessage(ctx.config, { demandId, number: demand.number, dueOn: dayFromColumn(demand.dueOn) })
    await tell(tx, demand.customerId, {
      kind: 'F13', fact: `demand:${demandId}:customer`, message, caseId: demand.caseId, path: `/repayments/${demandId}`, now, dueAt: politeMoment(now),
    })
  })
}

/** F15 while something is left, F16 when this repayment was the last. Between 8:00 and 21:00 only. */
export async function tellRepayment(ctx: Context, repaymentId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-repayment' }, async (tx) => {
    const repayment = await tx.repayment.findUniqueOrThrow({ where: { id: repaymentId }, include: { demand: true } })
    const { demand } = repayment
    const later = await tx.repayment.count({ where: { demandId: demand.id, id: { gt: repaymentId }, amount: { gt: 0 } } })
    const last = demand.state === 'repaid' && later === 0 && repayment.amount > 0n
    const open = demand.state === 'issued' || demand.state === 'partly_repaid'
    const told = { demandId: demand.id, number: demand.number, receivedOn: dayOf(repayment.receivedAt) }
    const message = last ? repaidMessage(ctx.config, told) : partReceivedMessage(ctx.config, { ...told, dueOn: open ? await dueDayOf(tx, demand.id) : null })
    await tell(tx, demand.customerId, {
      kind: last ? 'F16' : 'F15', fact: `repayment:${repaymentId}:customer`, message, caseId: demand.caseId, path: `/repayments/${demand.id}`, now, dueAt: politeMoment(now),
    })
  })
}

interface Told {
  readonly kind: keyof typeof noticeTitles
  readonly fact: string
  readonly message: LineMessageJson
  readonly caseId: string
  /** Where the notice leads inside the mini-app. */
  readonly path: string
  readonly now: Date
  readonly dueAt?: Date
}

async function tell(tx: Tx, customerId: string, told: Told): Promise<void> {
  const { lineUserId } = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { lineUserId: true } })
  await say(tx, {
    lineUserId, kind: told.kind, fact: told.fact, messages: [told.message], now: told.now, customerId, caseId: told.caseId,
    noticeTitle: noticeTitles[told.kind], noticePath: told.path, ...(told.dueAt ? { dueAt: told.dueAt } : {}),
  })
}
