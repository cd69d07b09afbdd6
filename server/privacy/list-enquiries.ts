import type { Context } from '../context.ts'
import { dayFromColumn, dayOf } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { Enquiry } from './contract.ts'

const eachMost = 20

/** What a customer reported, objected to and asked for, and whether it is answered. */
export const listEnquiries = (ctx: Context, scope: CustomerScope): Promise<{ items: Enquiry[] }> =>
  ctx.db.atomically(scope, async (tx) => {
    const found = [...(await reports(tx, scope)), ...(await appeals(tx, scope)), ...(await resumes(tx, scope))]
    return { items: found.sort((a, b) => b.at.localeCompare(a.at)).slice(0, eachMost) }
  })

async function reports(tx: Tx, { customerId }: CustomerScope): Promise<Enquiry[]> {
  const rows = await tx.paymentReport.findMany({ where: { customerId }, select: { paymentId: true, caseId: true, reportedAt: true, replyBy: true }, orderBy: { reportedAt: 'desc' }, take: eachMost })
  const cases = await tx.fraudCase.findMany({ where: { id: { in: rows.map(({ caseId }) => caseId) } }, select: { id: true, number: true, state: true } })
  return rows.map(({ paymentId, caseId, reportedAt, replyBy }) => {
    const of = cases.find(({ id }) => id === caseId)
    return { kind: 'report', number: of?.number ?? null, at: reportedAt.toISOString(), state: of?.state === 'closed' ? 'answered' : 'open', answerBy: dayOf(replyBy), path: `/payments/${paymentId}/report` }
  })
}

async function appeals(tx: Tx, { customerId }: CustomerScope): Promise<Enquiry[]> {
  const rows = await tx.appeal.findMany({ where: { customerId }, select: { demandId: true, state: true, appealedAt: true, dueOn: true }, orderBy: { appealedAt: 'desc' }, take: eachMost })
  return rows.map(({ demandId, state, appealedAt, dueOn }) => ({
    kind: demandId === null ? 'freeze-appeal' : 'demand-appeal', number: null, at: appealedAt.toISOString(), state: state === 'open' ? 'open' : 'answered', answerBy: dayFromColumn(dueOn),
    path: demandId === null ? '/stopped/appeal' : `/repayments/${demandId}/appeal`,
  }))
}

async function resumes(tx: Tx, { customerId }: CustomerScope): Promise<Enquiry[]> {
  const rows = await tx.resumeRequest.findMany({ where: { customerId }, select: { askedAt: true, endedAt: true }, orderBy: { askedAt: 'desc' }, take: eachMost })
  return rows.map(({ askedAt, endedAt }) => ({ kind: 'resume', number: null, at: askedAt.toISOString(), state: endedAt === null ? 'open' : 'answered', answerBy: null, path: '/stopped' }))
}
