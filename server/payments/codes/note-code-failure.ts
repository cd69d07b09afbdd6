import type { Context } from '../../context.ts'
import { digest } from '../../core/ids.ts'
import type { RefusalReason } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'
import { codeIn } from './code.ts'

export interface RefusedCode {
  readonly code: string
  readonly storeId: string | undefined
  readonly terminalId: string | null
  readonly ip: string | null
  readonly reason: RefusalReason
}

/** What a refusal says of the code itself. What only concerns its owner (a balance, a limit) is no failure of a code. */
const failureOf: Partial<Record<RefusalReason, 'expired' | 'reused' | 'unknown'>> = { 'code-expired': 'expired', 'code-used': 'reused', 'code-not-accepted': 'unknown' }

/**
 * Writes down that a terminal was shown a code that is not accepted, for whoever watches. After the try, in a commit of its
 * own: the refusal rolled back what it had written. Without the store's name only one store can be meant.
 */
export async function noteCodeFailure(ctx: Context, scope: StaffScope, { code, storeId = scope.storeIds[0], terminalId, ip, reason }: RefusedCode): Promise<void> {
  const known = failureOf[reason]
  if (known === undefined) return
  const digits = codeIn(code)
  await ctx.db.atomically(scope, async (tx) => {
    await tx.$executeRaw`SELECT note_code_failure(${digits === null ? null : digest(digits)}, ${storeId}::uuid, ${terminalId}, ${ip}, ${digits === null ? 'unreadable' : known}, ${ctx.clock.now()})`
  })
}
