import { z } from 'zod'
import type { Context } from '../context.ts'
import { downloadAs } from '../documents/file-name.ts'
import type { App } from '../http/app-type.ts'
import { customerOf, staffOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { slowedDown } from '../http/slow-guessing.ts'
import { changeStoreAsked, posterAsked, posterReplaced, posterState, replacePosterAsked, storesAsked, storeProfile, storesFound, storeToPay } from './contract.ts'
import { changeStore, showStore } from './change-store.ts'
import { searchStores, storeByNumber, storeByPoster } from './find-store.ts'
import { ownStorePhoto, storePhoto } from './photo.ts'
import { printPoster, showPoster } from './print-poster.ts'
import { replacePoster } from './replace-poster.ts'

export function storeRoutes(app: App, ctx: Context): void {
  customerRoutes(app, ctx)
  posterRoutes(app, ctx)
  profileRoutes(app, ctx)
}

const byNumber = z.object({ number: z.string().regex(/^[0-9]{6}$/) })

/** What a customer may know about stores before paying. */
function customerRoutes(app: App, ctx: Context): void {
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

  app.get('/api/stores', { ...forCustomers, schema: { querystring: storesAsked, response: { 200: storesFound } } }, async (request) => searchStores(ctx, customerOf(request), request.query))
}

/** A store's own poster. */
function posterRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  app.get('/api/store/poster', { config, schema: { querystring: posterAsked, response: { 200: posterState } } }, async (request, reply) => {
    const poster = await showPoster(ctx, staffOf(request), request.query.storeId)
    return poster.ok ? poster.value : sendRefusal(reply, poster)
  })

  // A HEAD request would print the whole document for nobody.
  app.get('/api/store/poster.pdf', { config: { ...config, opensByLink: true }, exposeHeadRoute: false, schema: { querystring: posterAsked } }, async (request, reply) => {
    const printed = await printPoster(ctx, staffOf(request), request.query.storeId)
    if (!printed.ok) return sendRefusal(reply, printed)
    return reply.type('application/pdf').header('content-disposition', downloadAs(printed.value.name, 'poster.pdf')).send(printed.value.bytes)
  })

  app.post('/api/store/poster/replace', { config, schema: { body: replacePosterAsked, response: { 200: posterReplaced } } }, async (request, reply) => {
    const replaced = await replacePoster(ctx, staffOf(request), request.body)
    return replaced.ok ? replaced.value : sendRefusal(reply, replaced)
  })
}

/** Telephone, hours and which payments staff are told of. */
function profileRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  app.get('/api/store/profile', { config, schema: { querystring: posterAsked, response: { 200: storeProfile } } }, async (request, reply) => {
    const store = await showStore(ctx, staffOf(request), request.query.storeId)
    return store.ok ? store.value : sendRefusal(reply, store)
  })

  app.get('/api/store/photo', { config, schema: { querystring: posterAsked } }, async (request, reply) => {
    const photo = await ownStorePhoto(ctx, staffOf(request), request.query.storeId)
    if (!photo.ok) return sendRefusal(reply, photo)
    return reply.type(photo.value.mediaKind).header('cache-control', 'private, max-age=3600').send(Buffer.from(photo.value.bytes))
  })

  app.post('/api/store/profile', { config, schema: { body: changeStoreAsked, response: { 200: storeProfile } } }, async (request, reply) => {
    const scope = staffOf(request)
    const changed = await changeStore(ctx, scope, request.body)
    if (!changed.ok) return sendRefusal(reply, changed)
    const store = await showStore(ctx, scope, request.body.storeId)
    return store.ok ? store.value : sendRefusal(reply, store)
  })
}
