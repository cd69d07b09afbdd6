import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { sendRefusal } from '../http/errors.ts'
import { Letterbox } from './letterbox.ts'
import { receiveWebhook } from './webhook.ts'

/** LINE itself sends far less; more is not LINE. */
const bodyLimit = 1024 * 1024

/** `POST /line/webhook`, in a scope of its own: here bodies stay the bytes that LINE signed. */
export function chatRoutes(app: App, ctx: Context): void {
  const letterbox = new Letterbox(ctx)
  void app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) => parsed(null, body))
    scope.post('/line/webhook', { config: { who: 'anyone', rateLimit: false }, bodyLimit, schema: { response: { 200: z.object({}) } } }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const received = await receiveWebhook(ctx, letterbox, body, request.headers['x-line-signature'])
      return received.ok ? {} : sendRefusal(reply, received)
    })
  })
}
