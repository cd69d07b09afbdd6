import type { z } from 'zod'
import type { Context } from '../context.ts'
import { done, type Answer } from '../core/refusal.ts'
import { dayOf } from '../core/time.ts'
import type { StaffScope } from '../db/scope.ts'
import { pdfOf } from '../documents/pdf.ts'
import { liffUrl } from '../line/liff-url.ts'
import type { posterState } from './contract.ts'
import { ownStore } from './own-store.ts'
import { posterPaper } from './poster-sheet.ts'
import { makePosterToken } from './poster.ts'

/** Which poster of the store is the valid one, and whether whoever asks may replace it. */
export async function showPoster(ctx: Context, scope: StaffScope, storeId?: string): Promise<Answer<z.infer<typeof posterState>>> {
  const store = await posterOf(ctx, scope, storeId)
  if (!store.ok) return store
  const { code, number, name, posterVersion } = store.value
  return done({ storeCode: code, number, name, version: posterVersion, mayReplace: scope.role !== 'clerk' })
}

export interface PrintedPoster {
  readonly name: string
  readonly bytes: Buffer
}

/** The store's valid poster on A4, with a card for the counter on the second page. Everybody of the staff may print it. */
export async function printPoster(ctx: Context, scope: StaffScope, storeId?: string): Promise<Answer<PrintedPoster>> {
  const store = await posterOf(ctx, scope, storeId)
  if (!store.ok) return store
  const { code, number, name, posterVersion: version } = store.value
  const url = liffUrl(ctx.config, `/pay/s/${makePosterToken(ctx.config, number, version)}`)
  const paper = posterPaper({ storeName: name, storeCode: code, number, url, version, issuedOn: dayOf(ctx.clock.now()) })
  return done({ name: `ポスター_${name}_第${version}版.pdf`, bytes: await pdfOf(paper) })
}

async function posterOf(ctx: Context, scope: StaffScope, asked: string | undefined) {
  const id = ownStore(scope, asked)
  if (!id.ok) return id
  const select = { code: true, number: true, name: true, posterVersion: true } as const
  return done(await ctx.db.atomically(scope, (tx) => tx.store.findUniqueOrThrow({ where: { id: id.value }, select })))
}
