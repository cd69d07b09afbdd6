import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { customerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { slowedDown } from '../http/slow-guessing.ts'
import { storesFound, storeToPay } from './contract.ts'
import { storePhoto } from './photo.ts'
import { searchStores, storeByNumber, storeByPoster } from './find-store.ts'

const byNumber = z.object({ number: z.string().regex(/^[0-9]{6}$/) })

/** What a customer may know about stores before paying. */
export function storeRoutes(app: App, ctx: Context): void {
  const forCustomers = { config: { who: 'customer' as const } }

  app.get('/api/stores/by-number/:number', { ...forCustomers, schema: { params: byNumber, response: { 200: storeToPay } } }, async (request, reply) => {
    const scope = customerOf(request)
    const store = await slowedDown(ctx, scope, request, ['store-not-found'], () => storeByNumber(ctx, scope, request.params.number))
    return store.ok ? store.value : sendRefusal(reply, store)
  })

  app.get('/api/stores/by-poster/:poster', { ...forCustomers, schema: { params: z.object({ poster: z.string().max(60) }), response: { 200: storeToPay } } }, async (request, reply) => {
    const scope = customerOf(request)
    const store = await slowedDown(ctx, scope, request, ['poster-not-valid'], () => storeByPoster(ctx, scope, request.params.poster))
    return store.ok ? store.value : sendRefusal(reply, store)
  })

  app.get('/api/stores/photos/:number', { ...forCustomers, schema: { params: byNumber } }, async (request, reply) => {
    const photo = await storePhoto(ctx, customerOf(request), request.params.number)
    if (!photo.ok) return sendRefusal(reply, photo)
    return reply.type(photo.value.mediaKind).header('cache-control', 'private, max-age=3600').send(Buffer.from(photo.value.bytes))
  })

  app.get('/api/stores', { ...forCustomers, schema: { querystring: z.object({ search: z.string().max(60).default('') }), response: { 200: storesFound } } }, async (request) =>
    searchStores(ctx, customerOf(request), request.query.search),
  )
}
