import type { Context } from '../../context.ts'
import { dayOf, hourOf } from '../../core/time.ts'
import { say } from '../../line/say.ts'
import { calledOfficers, inChargeOf } from '../clocks/officers-called.ts'
import { customerSaidMessage, infectedFileMessage, storeReportMessage, type CustomerSaid } from './of-evidence.ts'

/** The customer answered or explained: to whoever is in charge of the case. */
export async function tellCustomerSaid(ctx: Context, { caseId, said, ref }: { caseId: string; said: CustomerSaid; ref: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-customer' }, async (tx) => {
    const { number, ownerId } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { number: true, ownerId: true } })
    const message = customerSaidMessage(ctx.config, { caseId, caseNumber: number, said })
    for (const { id, lineUserId } of await inChargeOf(tx, { id: caseId, ownerId }, now)) {
      await say(tx, { lineUserId, kind: 'answer', fact: `customer-said:${ref}:officer:${id}`, messages: [message], now, caseId })
    }
  })
}

/** A store misses a payment: to officers on duty, once per report. */
export async function tellStoreReport(ctx: Context, reportId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-store-report' }, async (tx) => {
    const report = await tx.storeReport.findUniqueOrThrow({ where: { id: reportId } })
    const { code } = await tx.store.findUniqueOrThrow({ where: { id: report.storeId }, select: { code: true } })
    const message = storeReportMessage(ctx.config, { storeCode: code, amount: report.amount, seenAt: report.seenAt, photos: report.photoIds.length })
    for (const { id, lineUserId } of await calledOfficers(tx, now, `store:${report.storeId}`)) {
      await say(tx, { lineUserId, kind: 'store-report', fact: `store-report:${reportId}:officer:${id}`, messages: [message], now })
    }
  })
}

/** A file was refused as infected. Once an hour and kind of sender, however often somebody tries. */
export async function tellInfectedFile(ctx: Context, { from, at }: { from: 'customer' | 'staff' | 'officer'; at: string }): Promise<void> {
  const now = ctx.clock.now()
  const moment = new Date(at)
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-infected-file' }, async (tx) => {
    const message = infectedFileMessage(ctx.config, { from, at: moment })
    for (const { id, lineUserId } of await calledOfficers(tx, now)) {
      await say(tx, { lineUserId, kind: 'infected-file', fact: `infected:${from}:${dayOf(moment)}T${hourOf(moment)}:officer:${id}`, messages: [message], now })
    }
  })
}
