import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../../db/scope.ts'
import { endingOf } from '../../documents/media-kind.ts'
import { holdCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { keepFile } from './keep-file.ts'
import type { Received } from './receive-file.ts'
import type { Upload } from './upload-route.ts'

/** Files that one person gives within 24 hours; more is a mistake or mischief. */
const dayMax = { staff: 60, customer: 15 } as const
/** Files that officers keep with one case. */
const caseMax = 100

/** A photo for the answer to a fact check, or for an addition to it. It counts once the answer names it. */
export const checkPhoto = (ctx: Context, scope: StaffScope, factCheckId: string): Upload => ({
  actor: { kind: 'staff', id: scope.staffId },
  mayGive: () =>
    ctx.db.atomically(scope, async (tx) => {
      const check = await tx.factCheck.findUnique({ where: { id: factCheckId }, select: { state: true } })
      if (!check) return refused('not-found')
      const given = await tx.evidenceFile.count({ where: { staffId: scope.staffId, addedAt: { gt: hoursAfter(ctx.clock.now(), -24) } } })
      return given >= dayMax.staff ? refused('too-many-sent') : null
    }),
  keep: (file) =>
    ctx.db.atomically(scope, async (tx) => {
      const check = await tx.factCheck.findUnique({ where: { id: factCheckId }, select: { storeId: true } })
      if (!check) return refused('not-found')
      return done(await keepFile(tx, { givenFor: 'fact_check', factCheckId, storeId: check.storeId, staffId: scope.staffId, name: photoName(file) }, file, ctx.clock.now()))
    }),
})

/** A photo for a store's report that no payment came. */
export const reportPhoto = (ctx: Context, scope: StaffScope, storeId: string): Upload => ({
  actor: { kind: 'staff', id: scope.staffId },
  mayGive: () =>
    ctx.db.atomically(scope, async (tx) => {
      if (!scope.storeIds.includes(storeId)) return refused('not-found')
      const given = await tx.evidenceFile.count({ where: { staffId: scope.staffId, addedAt: { gt: hoursAfter(ctx.clock.now(), -24) } } })
      return given >= dayMax.staff ? refused('too-many-sent') : null
    }),
  keep: (file) =>
    ctx.db.atomically(scope, async (tx) =>
      done(await keepFile(tx, { givenFor: 'store_report', storeId, staffId: scope.staffId, name: photoName(file) }, file, ctx.clock.now())),
    ),
})

/** A photo that goes with what a stopped customer tells us. */
export const statementPhoto = (ctx: Context, scope: CustomerScope): Upload => ({
  actor: { kind: 'customer', id: scope.customerId },
  mayGive: () =>
    ctx.db.atomically(scope, async (tx) => {
      const given = await tx.evidenceFile.count({ where: { customerId: scope.customerId, addedAt: { gt: hoursAfter(ctx.clock.now(), -24) } } })
      return given >= dayMax.customer ? refused('too-many-sent') : null
    }),
  keep: (file) =>
    ctx.db.atomically(scope, async (tx) => done(await keepFile(tx, { givenFor: 'statement', customerId: scope.customerId, name: photoName(file) }, file, ctx.clock.now()))),
})

/** A file that an officer keeps with a case, under a name: a letter that came by post, a statement of a bank. */
export const caseFileGiven = (ctx: Context, scope: OfficerScope, caseId: string, name: string | undefined): Upload => ({
  actor: { kind: 'officer', id: scope.officerId },
  mayGive: async () => {
    const held = await ctx.db.atomically(scope, async (tx): Promise<Answer<null>> => {
      const read = await holdCase(tx, scope, caseId, ctx.clock.now())
      return read.ok ? whyNoMore(await tx.evidenceFile.count({ where: { caseId } })) : read
    })
    return held.ok ? null : held
  },
  keep: (file) => addToCase(ctx, scope, { caseId, name: name ?? photoName(file), file }),
})

const whyNoMore = (kept: number): Refusal | { ok: true; value: null } => (kept >= caseMax ? refused('too-many-sent') : done(null))

function addToCase(ctx: Context, scope: OfficerScope, { caseId, name, file }: { caseId: string; name: string; file: Received }): ReturnType<Upload['keep']> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const kept = await keepFile(tx, { givenFor: 'case', caseId, officerId: scope.officerId, name }, file, now)
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'file_added', name })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'file.add', objectKind: 'evidence_file', objectId: kept.id,
      details: { case: held.value.number, mediaKind: kept.mediaKind, size: kept.size, sha256: file.sha256 }, now,
    })
    return done(kept)
  })
}

/** Photos of phones are called whatever the phone likes, sometimes by a person's name: ours are called what they are. */
const photoName = ({ mediaKind }: Received): string => `${mediaKind === 'application/pdf' ? '書類' : '写真'}.${endingOf[mediaKind]}`
