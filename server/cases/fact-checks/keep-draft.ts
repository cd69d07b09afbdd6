import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'
import { factCheckDraft, type keptDraft } from '../contract.ts'
import { areOfCheck, photosNamed } from './answer-photos.ts'

type Kept = z.infer<typeof keptDraft>

/** 下書きを保存: one a person and request, so that it is there on another phone too. Nobody else reads it. */
export async function keepDraft(ctx: Context, scope: StaffScope, factCheckId: string, draft: z.infer<typeof factCheckDraft>): Promise<Answer<Kept>> {
  const now = ctx.clock.now()
  const saved = await ctx.db.atomically(scope, async (tx): Promise<Answer<null>> => {
    const check = await tx.factCheck.findUnique({ where: { id: factCheckId }, select: { state: true } })
    if (!check) return refused('not-found')
    if (check.state !== 'asked') return refused('already-answered')
    if (!(await areOfCheck(tx, factCheckId, draft.photoIds))) return refused('invalid-input', { field: '（写真）' })
    const key = { factCheckId, staffId: scope.staffId }
    await tx.factCheckDraft.upsert({ where: { factCheckId_staffId: key }, create: { ...key, draft, savedAt: now }, update: { draft, savedAt: now } })
    return done(null)
  })
  return saved.ok ? readDraft(ctx, scope, factCheckId) : saved
}

export async function readDraft(ctx: Context, scope: StaffScope, factCheckId: string): Promise<Answer<Kept>> {
  return ctx.db.atomically(scope, async (tx) => {
    if ((await tx.factCheck.count({ where: { id: factCheckId } })) === 0) return refused('not-found')
    const row = await tx.factCheckDraft.findUnique({ where: { factCheckId_staffId: { factCheckId, staffId: scope.staffId } } })
    if (!row) return done({ draft: null, savedAt: null, photos: [] })
    const draft = factCheckDraft.parse(row.draft)
    const named = await photosNamed(tx, draft.photoIds)
    return done({ draft, savedAt: row.savedAt.toISOString(), photos: named(draft.photoIds) })
  })
}
