import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { digest } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { secondsAfter } from '../../core/time.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { whyNotNow } from '../store-standing.ts'
import { isDeviceStopped } from '../device-standing.ts'
import { codeSeconds, newCode } from './code.ts'
import type { codeIssued } from './contract.ts'

/** コードを見せる: a new one-time code, if its owner could pay at all. An older one can no longer be used. */
export function issueCode(ctx: Context, scope: CustomerScope, { deviceId, ip }: { readonly deviceId: string | null; readonly ip: string | null }): Promise<Answer<z.infer<typeof codeIssued>>> {
  const now = ctx.clock.now()
  const expiresAt = secondsAfter(now, codeSeconds)
  return ctx.db.atomically(scope, async (tx) => {
    const stopped = await whyNotNow(tx, 'pay', 'code_pay')
    if (stopped) return stopped
    const { standing } = await tx.wallet.findUniqueOrThrow({ where: { customerId: scope.customerId }, select: { standing: true } })
    if (standing === 'self_stopped') return refused('self-stopped')
    if (standing !== 'active') return refused('payer-frozen')
    if (await isDeviceStopped(tx, deviceId)) return refused('device-stopped')
    const digits = newCode()
    const [made] = await tx.$queryRaw<{ id: string | null }[]>`SELECT issue_pay_code(${digest(digits)}, ${deviceId}::uuid, ${ip}, ${now}, ${expiresAt}) AS id`
    // Somebody had the same digits before: rarer than a broken disk, and a second press mends it.
    if (!made?.id) return refused('busy')
    return done({ code: { id: made.id, digits, expiresAt: expiresAt.toISOString() } })
  })
}
