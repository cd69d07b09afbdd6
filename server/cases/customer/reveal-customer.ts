import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { Personal } from '../../core/personal.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { actingOn } from '../hold-case.ts'
import { mayAct } from '../may.ts'
import type { customerRevealed, revealCustomer as revealAsked } from './contract.ts'

/** 氏名を表示: opens a masked customer for a purpose, and the audit log has it, each time. Refuses auditors and whoever is connected to the case. */
export async function revealCustomer(ctx: Context, scope: OfficerScope, caseId: string, { purpose }: z.output<typeof revealAsked>): Promise<Answer<z.infer<typeof customerRevealed>>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<z.infer<typeof customerRevealed>>>(scope, async (tx) => {
    const fraudCase = await tx.fraudCase.findUnique({ where: { id: caseId }, select: { number: true, customerId: true } })
    if (!fraudCase) return refused('not-found')
    const no = mayAct(await actingOn(tx, scope, caseId))
    if (no) return no
    if (fraudCase.customerId === null) return refused('case-has-no-customer')
    const customer = await tx.customer.findUniqueOrThrow({ where: { id: fraudCase.customerId }, select: { id: true, code: true, name: true, kana: true, phone: true } })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'customer.reveal', objectKind: 'customer', objectId: customer.id, purpose,
      details: { case: fraudCase.number, code: customer.code, fields: ['name', 'kana', 'phone'] }, now,
    })
    const open = (value: string): string => new Personal(value).open(purpose)
    return done({ name: open(customer.name), kana: open(customer.kana), phone: open(customer.phone) })
  })
}
