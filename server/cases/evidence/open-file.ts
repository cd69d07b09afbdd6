import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../../db/scope.ts'
import { endingOf, type MediaKind } from '../../documents/media-kind.ts'
import type { openPurpose } from './contract.ts'
import { knownKind } from './keep-file.ts'

export interface Opened {
  readonly name: string
  readonly mediaKind: MediaKind
  readonly bytes: Uint8Array
}

const columns = { name: true, mediaKind: true, bytes: true } as const

/** A file that somebody gave, for an officer who says why. Each opening is on record. */
export function openForOfficer(ctx: Context, scope: OfficerScope, id: string, purpose: z.infer<typeof openPurpose>): Promise<Answer<Opened>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const file = await tx.evidenceFile.findUnique({ where: { id }, select: columns })
    if (!file) return refused('not-found')
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'file.open', objectKind: 'evidence_file', objectId: id, purpose, now })
    return done(opened(file))
  })
}

/** A person's own file, or one of the person's own store. */
export function openOwn(ctx: Context, scope: StaffScope | CustomerScope, id: string): Promise<Answer<Opened>> {
  return ctx.db.atomically(scope, async (tx) => {
    const file = await tx.evidenceFile.findUnique({ where: { id }, select: columns })
    return file ? done(opened(file)) : refused('not-found')
  })
}

/** Saved under a name whose ending says what it is. */
function opened({ name, mediaKind, bytes }: { name: string; mediaKind: string; bytes: Uint8Array }): Opened {
  const kind = knownKind(mediaKind)
  const ending = `.${endingOf[kind]}`
  return { name: name.endsWith(ending) ? name : `${name}${ending}`, mediaKind: kind, bytes }
}
