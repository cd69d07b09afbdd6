import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { sendRefusal } from '../../http/errors.ts'
import { doors, receiveNotification } from './notifications.ts'

/** Bytes. */
const notificationLimit = 256 * 1024

/** Where companies that take money for us tell of it. Whoever signs is believed, nobody else. */
export function notificationDoors(app: App, ctx: Context): void {
  void app.register(async (site: App) => {
    // What was signed is the bytes as they came, so nothing may read them before the signature is checked.
    site.removeAllContentTypeParsers()
    site.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: notificationLimit }, (_request, body, done) => done(null, body))
    for (const door of doors) {
      site.post(door.path, { config: { who: 'anyone' } }, async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const answer = await receiveNotification(ctx, door, body, request.headers)
        return answer.ok ? reply.code(200).send({}) : sendRefusal(reply, answer)
      })
    }
  })
}
