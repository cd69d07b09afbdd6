import { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { Paper } from '../../documents/paper.ts'
import { pdfOf } from '../../documents/pdf.ts'
import { newestWays } from '../demands/ways/newest-ways.ts'
import { actingOn } from '../hold-case.ts'
import { mayAct } from '../may.ts'
import { demandPaper, type IssuedDemand } from './demand-paper.ts'

/** A PDF as it is sent to whoever asked for it. */
export interface Printed {
  readonly name: string
  readonly plainName: string
  readonly bytes: Buffer
}

/** The PDF of a printed letter. It shows a name and an address: whoever has no part in the case cannot open it, and opening is recorded. */
export async function showLetter(ctx: Context, scope: OfficerScope, letterId: string): Promise<Answer<Printed>> {
  const now = ctx.clock.now()
  const paper = await ctx.db.atomically<Answer<{ number: string; paper: Paper }>>(scope, async (tx) => {
    const letter = await tx.demandLetter.findUnique({ where: { id: letterId } })
    if (!letter) return refused('not-found')
    const no = mayAct(await actingOn(tx, scope, letter.caseId))
    if (no) return no
    const demand = await issuedDemand(tx, letter.demandId)
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'letter.open', objectKind: 'demand_letter', objectId: letterId, purpose: 'repayment', details: { number: demand.number }, now,
    })
    return done({ number: demand.number, paper: demandPaper(demand, { postalCode: letter.postalCode, lines: letter.addressLines }, await newestWays(tx, letter.demandId, letter.printedAt)) })
  })
  if (!paper.ok) return paper
  const { number } = paper.value
  return done({ name: `返済のお願い_${number}_郵送用.pdf`, plainName: `letter-${number}.pdf`, bytes: await pdfOf(paper.value.paper) })
}

const contents = z.array(z.object({ heading: z.string(), lines: z.array(z.string()) }))

export async function issuedDemand(tx: Tx, demandId: string): Promise<IssuedDemand> {
  const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId } })
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: demand.customerId }, select: { name: true } })
  return { number: demand.number, debtorName: customer.name, issuedOn: dayOf(demand.issuedAt), contents: contents.parse(demand.contents), contentsHash: demand.contentsHash }
}
