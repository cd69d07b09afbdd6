import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit, type Actor } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { refused, type Answer, type Refusal } from '../../core/refusal.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { App } from '../../http/app-type.ts'
import { sendRefusal } from '../../http/errors.ts'
import { tellOfficersOfInfectedFile } from '../job-tokens.ts'
import { fileSeen, type FileSeen } from './contract.ts'
import { fileMax, receiveFile, type Infected, type Received } from './receive-file.ts'
import { takePlace } from './upload-places.ts'

/** One person's wish to give one file for one thing. */
export interface Upload {
  readonly actor: Actor & { readonly id: string }
  /** Why this person may not give it, asked before a byte is read. */
  mayGive(): Promise<Refusal | null>
  /** Writes it down; it is clean. */
  keep(file: Received): Promise<Answer<FileSeen>>
}

export interface UploadDoor {
  readonly url: string
  readonly who: 'customer' | 'staff' | 'officer'
  readonly uploadOf: (request: FastifyRequest) => Upload
}

const asked = { query: z.object({ name: z.string().trim().min(1).max(100).optional() }), params: z.object({ id: z.uuid().optional() }) }

/** What an upload's address says besides: the id in its path, and the name an officer gives it. */
export const idIn = (request: FastifyRequest): string => z.uuid().parse(asked.params.parse(request.params).id)
export const nameIn = (request: FastifyRequest): string | undefined => asked.query.parse(request.query).name

/** POST of one file as multipart/form-data, for each door. Only these routes read such bodies. */
export async function uploadRoutes(app: App, ctx: Context, doors: readonly UploadDoor[]): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false, limits: { files: 1, fileSize: fileMax + 1, fields: 4, fieldSize: 200, parts: 5 } })
    for (const { url, who, uploadOf } of doors) {
      scope.post(url, { config: { who }, schema: { params: asked.params, querystring: asked.query, response: { 200: fileSeen } } }, async (request, reply) => {
        const answer = await take(ctx, request, uploadOf(request))
        return answer.ok ? answer.value : sendRefusal(reply, answer)
      })
    }
  })
}

async function take(ctx: Context, request: FastifyRequest, upload: Upload): Promise<Answer<FileSeen>> {
  if (!request.isMultipart()) return refused('unsupported-media')
  const no = await upload.mayGive()
  if (no) return no
  const giveBack = takePlace()
  if (!giveBack) return refused('uploads-full')
  try {
    const file = await pieceOf(request)
    if (!file) return refused('invalid-input', { field: '（写真）' })
    const received = await receiveFile(ctx, file, (found) => noteInfected(ctx, upload.actor, found)).catch((fault: unknown) => brokenOff(request, fault))
    return received.ok ? await upload.keep(received.value) : received
  } finally {
    giveBack()
  }
}

/** The file's stream; null when the body has none, or is no form at all. */
async function pieceOf(request: FastifyRequest): Promise<AsyncIterable<Uint8Array> | null> {
  try {
    return (await request.file())?.file ?? null
  } catch {
    return null
  }
}

/** A phone that lost its signal in the middle of a photo is no fault of ours; anything else is. */
function brokenOff(request: FastifyRequest, fault: unknown): Refusal {
  const ofTheSender = request.raw.destroyed || (fault instanceof Error && /multipart|terminated|Unexpected end|closed before/i.test(fault.message))
  if (!ofTheSender) throw fault
  return refused('broken-json')
}

/** Somebody sent what the scanner knows as a virus: the audit log says who and what, officers learn that it happened. */
async function noteInfected(ctx: Context, actor: Upload['actor'], { signature, size, sha256 }: Infected): Promise<void> {
  const now = ctx.clock.now()
  // A job's scope, because the giver's own transaction is refused, and what it wrote would go with it.
  await ctx.db.atomically({ kind: 'job', job: 'note-infected-file' }, async (tx) => {
    await recordAudit(tx, { actor, action: 'file.infected', objectKind: actor.kind, objectId: actor.id, details: { signature, size, sha256 }, now })
    await enqueue(tx, tellOfficersOfInfectedFile, { from: actor.kind, at: now.toISOString() })
  })
}
