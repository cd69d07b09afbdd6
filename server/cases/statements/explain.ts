import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { explained } from '../evidence/contract.ts'
import { lockCase } from '../hold-case.ts'
import { tellOfficersOfCustomer } from '../job-tokens.ts'
import { takeUpAgain } from '../take-up-again.ts'
import { recordEvent } from '../timeline/record-event.ts'

/** How often one customer can explain in one case. */
const statementsMax = 10

/**
 * 事情を説明する: what a customer tells about the case for which payments are stopped, or about the one that is open on them.
 * Refuses `nothing-to-explain`, `too-many-sent` after many, and `invalid-input` when a photo is not the customer's own.
 */
export async function explain(ctx: Context, scope: CustomerScope, { words, photoIds }: z.infer<typeof explained>): Promise<Answer<{ id: string; caseNumber: string }>> {
  const now = ctx.clock.now()
  const { customerId } = scope
  if (!(await areOwn(ctx, scope, photoIds))) return refused('invalid-input', { field: '（写真）' })
  // The worker's scope: a customer's own role sees no case.
  return ctx.db.atomically({ kind: 'job', job: 'explain' }, async (tx) => {
    const about = await caseToExplain(tx, customerId)
    if (!about) return refused('nothing-to-explain')
    await lockCase(tx, about.id)
    if ((await tx.customerStatement.count({ where: { caseId: about.id, customerId } })) >= statementsMax) return refused('too-many-sent')
    const id = newId()
    await tx.customerStatement.createMany({ data: [{ id, caseId: about.id, customerId, words, photoIds, givenAt: now }] })
    await recordEvent(tx, { caseId: about.id, at: now }, { kind: 'customer_explained', photos: photoIds.length })
    await takeUpAgain(tx, about.id, { because: 'customer', at: now }, now)
    await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'statement.give', objectKind: 'customer_statement', objectId: id, details: { case: about.number }, now })
    await enqueue(tx, tellOfficersOfCustomer, { caseId: about.id, said: 'explained', ref: id })
    return done({ id, caseNumber: about.number })
  })
}

/** Asked with the customer's own role, which sees no other photos. */
const areOwn = (ctx: Context, scope: CustomerScope, photoIds: readonly string[]): Promise<boolean> =>
  ctx.db.atomically(scope, async (tx) => {
    const named = new Set(photoIds)
    return named.size === photoIds.length && (await tx.evidenceFile.count({ where: { id: { in: [...named] }, givenFor: 'statement' } })) === named.size
  })

/** The case that stops the customer, or else the newest that is open. */
async function caseToExplain(tx: Tx, customerId: string): Promise<{ id: string; number: string } | null> {
  const [found] = await tx.$queryRaw<{ id: string; number: string }[]>`
    SELECT c.id, c.number FROM fraud_cases c
    LEFT JOIN freezes f ON f.case_id = c.id AND f.customer_id = c.customer_id AND f.state IN ('provisional', 'confirmed')
    WHERE c.customer_id = ${customerId}::uuid AND c.state <> 'closed'
    ORDER BY f.id IS NULL, c.opened_at DESC LIMIT 1`
  return found ?? null
}
