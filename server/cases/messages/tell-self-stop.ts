import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { selfStoppedMessage } from './self-stop.ts'
import { resumedMessage } from './to-customer.ts'

/** F22, and a line in the case that is open on the customer: once per stop. */
export async function tellSelfStopped(ctx: Context, told: { readonly customerId: string; readonly stoppedAt: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-self-stopped' }, async (tx) => {
    const { customerId, stoppedAt } = told
    const at = new Date(stoppedAt)
    const caseId = await openCaseOf(tx, customerId)
    const message = selfStoppedMessage(ctx.config, { stoppedAt: at })
    const isNew = await say(tx, {
      lineUserId: await lineUserOf(tx, customerId), kind: 'F22', fact: `self-stop:${customerId}:${stoppedAt}`, messages: [message], now, customerId,
      noticeTitle: 'お支払いを止めました', noticePath: '/stopped', ...(caseId === null ? {} : { caseId }),
    })
    if (isNew && caseId !== null) await recordEvent(tx, { caseId, at }, { kind: 'self_stopped' })
  })
}

/** F11, unless the secretariat still stops them, and a line in the open case: once per approval. */
export async function tellSelfStopReleased(ctx: Context, told: { readonly customerId: string; readonly approvalId: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-self-stop-released' }, async (tx) => {
    const { customerId, approvalId } = told
    const caseId = await openCaseOf(tx, customerId)
    const before = caseId === null ? 1 : await tx.caseEvent.count({ where: { caseId, kind: 'self_stop_released', details: { path: ['approvalId'], equals: approvalId } } })
    if (caseId !== null && before === 0) await recordEvent(tx, { caseId, at: now }, { kind: 'self_stop_released', approvalId })
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { standing: true, balance: true } })
    if (wallet.standing !== 'active') return
    await say(tx, {
      lineUserId: await lineUserOf(tx, customerId), kind: 'F11', fact: `self-stop-released:${approvalId}`, messages: [resumedMessage(ctx.config, { balance: wallet.balance, afterRepayment: false })],
      now, customerId, noticeTitle: 'お支払いを再開しました', noticePath: '/', ...(caseId === null ? {} : { caseId }),
    })
  })
}

async function openCaseOf(tx: Tx, customerId: string): Promise<string | null> {
  const open = await tx.fraudCase.findFirst({ where: { customerId, state: { not: 'closed' } }, select: { id: true } })
  return open?.id ?? null
}

const lineUserOf = async (tx: Tx, customerId: string): Promise<string> => (await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { lineUserId: true } })).lineUserId
