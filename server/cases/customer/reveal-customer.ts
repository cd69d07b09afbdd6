import type { z } from 'zod'
import { deciderOf } from '../../approval/decider.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { Personal } from '../../core/personal.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { actingOn } from '../hold-case.ts'
import { mayAct } from '../may.ts'
import type { customerRevealed, revealCustomer as revealAsked, viewPurpose } from './contract.ts'

/** 氏名を表示: opens a masked customer for a purpose, and the audit log has it, each time. Refuses auditors and whoever is connected to the case. */
export async function revealCustomer(ctx: Context, scope: OfficerScope, caseId: string, { purpose }: z.output<typeof revealAsked>): Promise<Answer<z.infer<typeof customerRevealed>>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<z.infer<typeof customerRevealed>>>(scope, async (tx) => {
    const fraudCase = await tx.fraudCase.findUnique({ where: { id: caseId }, select: { number: true, customerId: true } })
    if (!fraudCase) return refused('not-found')
    const no = mayAct(await actingOn(tx, scope, caseId))
    if (no) return no
    if (fraudCase.customerId === null) return refused('case-has-no-customer')
    return done(await opened(tx, scope, { customerId: fraudCase.customerId, caseNumber: fraudCase.number, purpose, now }))
  })
}

/** The same from the customer's own page, where there need be no case: somebody calls, or asks what is known of them. */
export async function revealByCode(ctx: Context, scope: OfficerScope, code: string, { purpose }: z.output<typeof revealAsked>): Promise<Answer<z.infer<typeof customerRevealed>>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<z.infer<typeof customerRevealed>>>(scope, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { code }, select: { id: true } })
    if (!customer) return refused('not-found')
    const no = mayAct(await deciderOf(tx, scope, `customer:${customer.id}`))
    return no ?? done(await opened(tx, scope, { customerId: customer.id, caseNumber: null, purpose, now }))
  })
}

async function opened(tx: Tx, scope: OfficerScope, { customerId, caseNumber, purpose, now }: { customerId: string; caseNumber: string | null; purpose: z.infer<typeof viewPurpose>; now: Date }) {
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true, name: true, kana: true, phone: true } })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'customer.reveal', objectKind: 'customer', objectId: customerId, purpose,
    details: { case: caseNumber, code: customer.code, fields: ['name', 'kana', 'phone'] }, now,
  })
  const open = (value: string): string => new Personal(value).open(purpose)
  return { name: open(customer.name), kana: open(customer.kana), phone: open(customer.phone) }
}
