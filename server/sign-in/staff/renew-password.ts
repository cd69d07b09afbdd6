import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import type { StaffScope } from '../../db/scope.ts'
import { hashPassword } from '../password.ts'
import type { temporaryPassword } from './contract.ts'
import { holdMember } from './hold-member.ts'
import { whyNotChange } from './member.ts'

/** Read out or written on a note: letters that nobody mistakes for each other. Sixteen of them are 77 bits. */
const alphabet = '23456789abcdefghjkmnpqrstwxyz'
const letters = 16
const hoursGood = 72

/**
 * パスワードを作り直す: a temporary password for a member, told once to whoever asked and kept nowhere. All sessions of theirs
 * end, the lock goes too, and after signing in they choose their own. With another LINE account the old one is let go.
 */
export async function renewPassword(ctx: Context, scope: StaffScope, staffId: string, { newLine }: { newLine: boolean }): Promise<Answer<z.infer<typeof temporaryPassword>>> {
  const now = ctx.clock.now()
  const until = hoursAfter(now, hoursGood)
  const password = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('')
  // Before the transaction: hashing takes long.
  const passwordHash = await hashPassword(password)
  return ctx.db.atomically<Answer<z.infer<typeof temporaryPassword>>>(scope, async (tx) => {
    const held = await holdMember(tx, scope, staffId)
    if (!held.ok) return held
    const { loginId } = held.value
    const no = whyNotChange(scope, held.value)
    if (no) return no
    await tx.staff.updateMany({
      where: { id: staffId },
      data: { passwordHash, passwordTemporary: true, passwordUntil: until, credentialVersion: { increment: 1 }, ...(newLine ? { lineUserId: null } : {}) },
    })
    await tx.signInTry.updateMany({ where: { loginId }, data: { failures: 0, lockedUntil: null } })
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'staff.renew-password', objectKind: 'staff', objectId: staffId, details: { newLine }, now })
    return done({ loginId, password, until: until.toISOString() })
  })
}
