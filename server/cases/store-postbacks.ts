import { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { timeInJapanese } from '../core/time.ts'
import type { StaffScope } from '../db/scope.ts'

const pressed = z.object({ act: z.literal('fact-check-seen'), check: z.uuid() })

/** 「確認しました」 under a fact check: the store has read it. It is no answer, and says until when that is due. */
export async function storePostback(ctx: Context, scope: StaffScope, data: URLSearchParams): Promise<Answer<string>> {
  const read = pressed.safeParse(Object.fromEntries(data))
  if (!read.success) return refused('not-found')
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const asked = await tx.factCheck.findUnique({ where: { id: read.data.check }, select: { id: true, dueAt: true, state: true } })
    if (!asked) return refused('not-found')
    if (asked.state !== 'asked') return refused('already-answered')
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'fact-check.seen', objectKind: 'fact_check', objectId: asked.id, now })
    return done(`ご確認ありがとうございます。回答は${timeInJapanese(asked.dueAt)}までにお願いいたします。`)
  })
}
