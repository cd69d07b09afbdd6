import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { tellCustomerSelfStopped } from '../job-tokens.ts'

/** 支払いを止める, by the customer, at once: from the commit on nothing is paid, by any device or code. Pressed again it changes nothing. */
export async function stopOwnPayments(ctx: Context, scope: CustomerScope): Promise<{ readonly isNew: boolean }> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, (tx) => stopFor(tx, scope.customerId, now))
}

/** The same in the caller's transaction, which is this customer's own or a job's on their behalf. */
export async function stopFor(tx: Tx, customerId: string, now: Date): Promise<{ readonly isNew: boolean }> {
  const [row] = await tx.$queryRaw<{ stopped: boolean }[]>`SELECT stop_own_wallet(${customerId}::uuid, ${now}) AS stopped`
  const isNew = row?.stopped ?? false
  if (isNew) {
    await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'self-stop.begin', objectKind: 'customer', objectId: customerId, now })
    await enqueue(tx, tellCustomerSelfStopped, { customerId, stoppedAt: now.toISOString() })
  }
  return { isNew }
}
