import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { Paper } from '../../documents/paper.ts'
import { pdfOf } from '../../documents/pdf.ts'
import { newestWays } from '../demands/ways/newest-ways.ts'
import { demandPaper } from './demand-paper.ts'
import { completionPaper, receiptPaper, returnedPaper } from './receipt-papers.ts'
import { issuedDemand, type Printed } from './show-letter.ts'

/** Which paper of a demand its customer wants: the demand itself, one repayment's receipt, or the proof that nothing is left. */
export type PaperAsked = { readonly kind: 'demand' } | { readonly kind: 'completion' } | { readonly kind: 'returned' } | { readonly kind: 'receipt'; readonly repaymentId: string }

/** A paper of the customer's own demand, as PDF. Each download is in the audit log. */
export async function showCustomerPaper(ctx: Context, scope: CustomerScope, demandId: string, asked: PaperAsked): Promise<Answer<Printed>> {
  const found = await ctx.db.atomically<Answer<{ number: string; paper: Paper }>>(scope, async (tx) => {
    const demand = await tx.demand.findFirst({ where: { id: demandId, customerId: scope.customerId } })
    if (!demand) return refused('not-found')
    const paper = await paperOf(tx, demand, asked)
    if (!paper.ok) return paper
    await recordAudit(tx, {
      actor: { kind: 'customer', id: scope.customerId }, action: 'demand.download', objectKind: 'demand', objectId: demandId, purpose: 'own-data',
      details: { number: demand.number, paper: asked.kind }, now: ctx.clock.now(),
    })
    return done({ number: demand.number, paper: paper.value })
  })
  if (!found.ok) return found
  const { number, paper } = found.value
  return done({ name: `${names[asked.kind]}_${number}.pdf`, plainName: `${asked.kind}-${number}.pdf`, bytes: await pdfOf(paper) })
}

const names = { demand: '返済のお願い', completion: '完済証明書', returned: '返金のお知らせ', receipt: '受領書' } as const

type DemandRow = NonNullable<Awaited<ReturnType<Tx['demand']['findUnique']>>>

/** Nobody should pay for what is not asked for any more. */
const isOwed = ({ state }: DemandRow): boolean => state === 'issued' || state === 'partly_repaid'

async function paperOf(tx: Tx, demand: DemandRow, asked: PaperAsked): Promise<Answer<Paper>> {
  const issued = await issuedDemand(tx, demand.id)
  const { number, debtorName, issuedOn } = issued
  switch (asked.kind) {
    case 'demand':
      return done(demandPaper(issued, null, isOwed(demand) ? await newestWays(tx, demand.id) : null))
    case 'completion':
      if (!demand.repaidAt) return refused('not-repaid')
      return done(completionPaper({ number, debtorName, principal: demand.principal, issuedOn, repaidOn: dayOf(demand.repaidAt) }))
    case 'returned': {
      const given = await tx.repaymentReturn.findFirst({ where: { demandId: demand.id }, select: { amount: true, method: true, returnedOn: true } })
      if (!given) return refused('not-found')
      return done(returnedPaper({ number, debtorName, issuedOn, amount: given.amount, method: given.method, returnedOn: dayFromColumn(given.returnedOn) }))
    }
    case 'receipt':
      return receiptOf(tx, demand, debtorName, asked.repaymentId)
  }
}

/** Most repayments that a demand's receipts are counted over. */
const repaymentsMax = 1_000

async function receiptOf(tx: Tx, demand: DemandRow, debtorName: string, repaymentId: string): Promise<Answer<Paper>> {
  const all = await tx.repayment.findMany({ where: { demandId: demand.id }, orderBy: { id: 'asc' }, take: repaymentsMax })
  const at = all.findIndex(({ id }) => id === repaymentId)
  const one = all[at]
  if (!one) return refused('not-found')
  const repaid = all.slice(0, at + 1).reduce((total, { amount }) => total + amount, 0n)
  const { amount, surplus, method, receivedAt } = one
  return done(receiptPaper({ number: demand.number, place: at + 1, debtorName, receivedOn: dayOf(receivedAt), amount, surplus, method, left: demand.principal - repaid }))
}
