import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { customerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { storesFound, storeToPay } from './contract.ts'
import { searchStores, storeByNumber, storeByPoster } from './find-store.ts'

/** What a customer may know about stores before paying. */
export function storeRoutes(app: App, ctx: Context): void {
  const forCustomers = { config: { who: 'customer' as const } }

  app.get('/api/stores/by-number/:number', { ...forCustomers, schema: { params: z.object({ number: z.string().regex(/^[0-9]{6}$/) }), response: { 200: storeToPay } } }, async (request, reply) => {
    const store = await storeByNumber(ctx, customerOf(request), request.params.number)
    return store.ok ? store.value : sendRefusal(reply, store)
  })

  app.get('/api/stores/by-poster/:poster', { ...forCustomers, schema: { params: z.object({ poster: z.string().max(60) }), response: { 200: storeToPay } } }, async (request, reply) => {
    const store = await storeByPoster(ctx, customerOf(request), request.params.poster)
    return store.ok ? store.value : sendRefusal(reply, store)
  })

  app.get('/api/stores', { ...forCustomers, schema: { querystring: z.object({ search: z.string().max(60).default('') }), response: { 200: storesFound } } }, async (request) =>
    searchStores(ctx, customerOf(request), request.query.search),
  )
}
