import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { storePhoto } from '../../stores/photo.ts'
import { storeList, storePage, storeView } from './contract.ts'
import { listStores } from './list-stores.ts'
import { showStore } from './show-store.ts'

/** 店舗, as officers see them. */
export function storePageRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const listAsked = z.object({ search: z.string().max(60).default(''), view: storeView.default('all'), cursor: z.string().max(20).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })

  app.get('/api/secretariat/stores', { config, schema: { querystring: listAsked, response: { 200: storeList } } }, (request) => listStores(ctx, officerOf(request), request.query))

  app.get('/api/secretariat/stores/:code', { config, schema: { params: z.object({ code: z.string().max(20) }), response: { 200: storePage } } }, async (request, reply) => {
    const answer = await showStore(ctx, officerOf(request), request.params.code)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/store-photos/:number', { config, schema: { params: z.object({ number: z.string().regex(/^[0-9]{6}$/) }) } }, async (request, reply) => {
    const photo = await storePhoto(ctx, officerOf(request), request.params.number)
    if (!photo.ok) return sendRefusal(reply, photo)
    return reply.type(photo.value.mediaKind).header('cache-control', 'private, max-age=3600').send(Buffer.from(photo.value.bytes))
  })
}
