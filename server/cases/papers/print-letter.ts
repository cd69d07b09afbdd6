import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { notNow } from '../case.ts'
import { openDemandOf } from '../demands/while-owed.ts'
import { holdCase } from '../hold-case.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { printLetter as printAsked } from './contract.ts'
import { mayPrintLetter } from './may-print.ts'

/**
 * 郵送用の文書の印刷: fixes the open demand and one address as a letter, which can then be opened as a PDF. Nobody has the
 * customer's address but the officer who types it: it stays in the letter's row, and in no audit entry.
 */
export async function printLetter(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof printAsked>): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ id: string }>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayPrintLetter(held.value.standing)
    if (no) return no
    const openDemand = openDemandOf(held.value.standing)
    if (!openDemand) return notNow(held.value)
    const { postalCode, addressLines } = asked
    // Pressed twice, it is the same letter; to print another sheet its PDF is opened again.
    const same = await tx.demandLetter.findFirst({ where: { demandId: openDemand.id, postalCode, addressLines: { equals: addressLines }, posting: null }, select: { id: true } })
    if (same) return done(same)
    await takeIfFree(tx, held.value, scope, now)
    const { contentsHash } = await tx.demand.findUniqueOrThrow({ where: { id: openDemand.id }, select: { contentsHash: true } })
    const id = newId()
    await tx.demandLetter.create({ data: { id, demandId: openDemand.id, caseId, postalCode, addressLines, contentsHash, printedBy: scope.officerId, printedAt: now } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'letter_printed', number: openDemand.number })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'letter.print', objectKind: 'demand_letter', objectId: id, purpose: 'repayment',
      details: { number: openDemand.number, case: held.value.number, contentsHash }, now,
    })
    return done({ id })
  })
}
