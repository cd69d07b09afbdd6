import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { csvMediaType } from '../../documents/csv.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { exportAllPayments } from './export-all-payments.ts'
import { exportStorePayments, type CsvFile } from './export-store-payments.ts'
import { periodAsked } from './period.ts'

/** Lists of payments to take away. A HEAD request would make the whole file for nobody. */
export function downloadRoutes(app: App, ctx: Context): void {
  const storeAsked = periodAsked.extend({ storeId: z.uuid().optional() })
  app.get('/api/store/payments.csv', { config: { who: 'staff', opensByLink: true }, exposeHeadRoute: false, schema: { querystring: storeAsked } }, async (request, reply) => {
    const file = await exportStorePayments(ctx, staffOf(request), request.query)
    return file.ok ? sendFile(reply, file.value) : sendRefusal(reply, file)
  })

  app.get('/api/secretariat/payments.csv', { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { querystring: periodAsked } }, async (request, reply) => {
    const file = await exportAllPayments(ctx, officerOf(request), request.query)
    return file.ok ? sendFile(reply, file.value) : sendRefusal(reply, file)
  })
}

interface Answerable {
  header(name: string, value: string): { send(body: unknown): unknown }
  type(mediaType: string): unknown
}

/** Sent chunk by chunk, the next one made when the last one has gone; who hangs up stops the making. */
function sendFile(reply: Answerable, { name, encoding, bytes }: CsvFile): unknown {
  reply.type(csvMediaType[encoding])
  return reply.header('content-disposition', downloadAs(name, 'payments.csv')).send(Readable.from(bytes, { objectMode: false }))
}
