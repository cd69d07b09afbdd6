import { z } from 'zod'
import { proposalSheet } from '../../approval/contract.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { demandAsked } from '../demands/demand-repayment.ts'
import type { callReason } from '../job-tokens.ts'
import { alertMessage, answerMessage, proposalMessage } from './to-officers.ts'
import { calledOfficers, inChargeOf, officersThere } from '../clocks/officers-called.ts'
import { customerOf, subjectWords, type CaseSubject } from '../subject.ts'
import { takeUpAgain } from '../take-up-again.ts'

const pinnedFacts = z.looseObject({ brief: z.string() })

/** F05: an immediate case needs somebody. Once per officer, alert and reason. */
export async function tellAlert(ctx: Context, told: { caseId: string; alertId: string; about: z.infer<typeof callReason>; officerId?: string | undefined }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-alert' }, async (tx) => {
    const fraudCase = await tx.fraudCase.findUniqueOrThrow({ where: { id: told.caseId } })
    const alert = await tx.alert.findUniqueOrThrow({ where: { id: told.alertId } })
    const freeze = await tx.freeze.findFirst({ where: { caseId: told.caseId, state: 'provisional' }, select: { lapsesAt: true } })
    const message = alertMessage(ctx.config, {
      caseId: fraudCase.id, caseNumber: fraudCase.number, about: told.about, brief: pinnedFacts.parse(alert.facts).brief, subject: await subjectInLine(tx, { kind: fraudCase.subjectKind, id: fraudCase.subjectId }),
      storeCodes: fraudCase.subjectKind === 'store' ? [] : await storeCodesOf(tx, alert.paymentIds), hasCustomer: fraudCase.customerId !== null, acknowledgeBy: fraudCase.acknowledgeBy, freezeLapsesAt: freeze?.lapsesAt ?? null,
    }, now)
    const called = await calledOfficers(tx, now, `case:${fraudCase.id}`)
    for (const { id, lineUserId } of told.officerId === undefined ? called : called.filter((one) => one.id === told.officerId)) {
      await say(tx, { lineUserId, kind: 'F05', fact: `${told.about}:${told.alertId}:officer:${id}`, messages: [message], now, caseId: fraudCase.id })
    }
  })
}

/** A store has answered, or added to its answer: told to the officer of the case, or to the next one while they are away. An undecided case is judged anew. */
export async function tellAnswer(ctx: Context, factCheckId: string, additionId?: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-answer' }, async (tx) => {
    const check = await tx.factCheck.findUniqueOrThrow({ where: { id: factCheckId } })
    const fraudCase = await tx.fraudCase.findUniqueOrThrow({ where: { id: check.caseId }, select: { id: true, number: true, ownerId: true } })
    const store = await tx.store.findUniqueOrThrow({ where: { id: check.storeId }, select: { code: true } })
    const saidAt = additionId === undefined ? check.answeredAt : (await tx.factCheckAddition.findUniqueOrThrow({ where: { id: additionId }, select: { addedAt: true } })).addedAt
    if (saidAt) await takeUpAgain(tx, fraudCase.id, { because: 'answer', at: saidAt }, now)
    const [owner] = await inChargeOf(tx, { id: fraudCase.id, ownerId: fraudCase.ownerId ?? check.askedBy }, now)
    if (!owner) return
    const message = answerMessage(ctx.config, { caseId: fraudCase.id, caseNumber: fraudCase.number, storeCode: store.code, answeredAt: additionId === undefined ? (check.answeredAt ?? now) : now })
    await say(tx, { lineUserId: owner.lineUserId, kind: 'answer', fact: `answer:${additionId ?? factCheckId}:officer:${owner.id}`, messages: [message], now, caseId: fraudCase.id })
  })
}

/** F18: to everybody who may decide, which never includes the proposer, auditors and officers connected to what it is about. */
export async function tellProposal(ctx: Context, approvalId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-proposal' }, async (tx) => {
    const approval = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } })
    if (approval.state !== 'proposed') return
    const proposer = await tx.officer.findUniqueOrThrow({ where: { id: approval.proposedBy }, select: { number: true } })
    const { number, kind, caseId, subject, expiresAt } = approval
    const about = caseId === null ? sheetInLine(approval.snapshot) : await caseInLine(tx, caseId, approval.asked)
    const message = proposalMessage(ctx.config, { approvalId, number, kind, ...about, proposerNumber: proposer.number, expiresAt })
    const others = (await officersThere(tx, now, subject)).filter((officer) => officer.id !== approval.proposedBy)
    for (const { id, lineUserId } of others) {
      await say(tx, { lineUserId, kind: 'F18', fact: `proposal:${approvalId}:officer:${id}`, messages: [message], now, ...(caseId === null ? {} : { caseId }) })
    }
  })
}

function sheetInLine(snapshot: unknown): { about: string; amount: bigint | null } {
  const { about, amount } = proposalSheet.parse(snapshot)
  return { about: about.ja, amount: amount === null ? null : BigInt(amount) }
}

async function caseInLine(tx: Tx, caseId: string, asked: unknown): Promise<{ about: string; amount: bigint }> {
  const { number, amountAtRisk } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { number: true, amountAtRisk: true } })
  const demand = demandAsked.safeParse(asked)
  return { about: number, amount: demand.success ? BigInt(demand.data.amount) : amountAtRisk }
}

/** Codes, of a pair the customer's (its store stands beside); or only what it is: addresses and fingerprints don't leave the screens. */
async function subjectInLine(tx: Tx, subject: CaseSubject): Promise<string> {
  const customerId = customerOf(subject)
  if (customerId !== null) return (await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true } })).code
  return subject.kind === 'store' ? storeCodeOf(tx, subject.id) : subjectWords[subject.kind].ja
}

const storeCodeOf = async (tx: Tx, id: string): Promise<string> => (await tx.store.findUniqueOrThrow({ where: { id }, select: { code: true } })).code

async function storeCodesOf(tx: Tx, paymentIds: readonly string[]): Promise<string[]> {
  const stores = await tx.$queryRaw<{ code: string }[]>`
    SELECT s.code FROM payments p JOIN stores s ON s.id = p.store_id WHERE p.id = ANY (${[...paymentIds]}::uuid[]) GROUP BY s.code ORDER BY min(p.paid_at) LIMIT 5`
  return stores.map(({ code }) => code)
}
