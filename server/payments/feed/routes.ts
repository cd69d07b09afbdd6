import { fastifySSE } from '@fastify/sse'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { refused } from '../../core/refusal.ts'
import { dayOf, startOf } from '../../core/time.ts'
import type { App } from '../../http/app-type.ts'
import { staffOf, stillSignedIn } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { StoreFeed } from './store-feed.ts'

/** Shows that the connection lives, and looks whether its person is still signed in. */
const heartbeatMs = 15_000
const feedAsked = z.object({ storeId: z.uuid().optional() })

/** The live feed of a till: the store's screen is the proof of payment. */
export function feedRoutes(app: App, ctx: Context): void {
  const feed = new StoreFeed(ctx)
  // Before the server waits for its requests to end: these would never end by themselves.
  app.addHook('preClose', () => feed.close())
  void app.register(async (tills: App) => {
    await tills.register(fastifySSE, { heartbeatInterval: heartbeatMs })
    tills.get('/api/store/feed', { config: { who: 'staff', onSharedTerminal: true }, sse: 'only', schema: { querystring: feedAsked } }, async (request, reply) => {
      const scope = staffOf(request)
      const { storeId } = request.query
      if (storeId !== undefined && !scope.storeIds.includes(storeId)) return sendRefusal(reply, refused('not-found'))
      // A proxy that gathers answers would hold back what is meant for this second.
      reply.header('x-accel-buffering', 'no')
      const stream = reply.sse
      stream.keepAlive()
      const watching = await feed.watch(
        {
          scope,
          storeIds: storeId === undefined ? scope.storeIds : [storeId],
          tell: ({ event, at, payment }) => stream.send({ event, id: String(at.getTime()), data: payment }),
          end: () => stream.close(),
        },
        since(stream.lastEventId, ctx.clock.now()),
      )
      const check = setInterval(() => {
        void watching.look()
        void stillSignedIn(ctx, request)
          .then((signedIn) => (signedIn ? stream.send({ event: 'alive', data: {} }) : stream.send({ event: 'signed-out', data: {} }).then(() => stream.close())))
          .catch(() => undefined)
      }, heartbeatMs)
      stream.onClose(() => {
        clearInterval(check)
        watching.close()
      })
      await stream.send({ event: 'ready', data: {} })
    })
  })
}

/** Where to go on. Without a place, from now: the page has read the list already. No further back than this morning. */
function since(lastEventId: string | null, now: Date): Date {
  const at = /^\d{1,14}$/.test(lastEventId ?? '') ? new Date(Number(lastEventId)) : now
  const morning = startOf(dayOf(now))
  if (at > now) return now
  return at < morning ? morning : at
}
