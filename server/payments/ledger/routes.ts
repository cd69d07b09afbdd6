import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Day } from '../../core/time.ts'
import { csvEncodings, csvMediaType } from '../../documents/csv.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { showBalancesAsOf } from './as-of.ts'
import { balancesAsOf } from './contract.ts'
import { exportBalances } from './export-balances.ts'

const day = z.iso.date().transform((text) => text as Day)

export function ledgerRoutes(app: App, ctx: Context): void {
  const asked = z.object({ day: day.optional() })
  app.get('/api/secretariat/ledger/as-of', { config: { who: 'officer' }, schema: { querystring: asked, response: { 200: balancesAsOf } } }, async (request, reply) => {
    const answer = await showBalancesAsOf(ctx, officerOf(request), request.query.day)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const fileAsked = z.object({ day, encoding: z.enum(csvEncodings).default('utf8') })
  app.get('/api/secretariat/ledger/as-of.csv', { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { querystring: fileAsked } }, async (request, reply) => {
    const file = await exportBalances(ctx, officerOf(request), request.query)
    if (!file.ok) return sendRefusal(reply, file)
    const { name, encoding, bytes } = file.value
    return reply.type(csvMediaType[encoding]).header('content-disposition', downloadAs(name, 'balances.csv')).send(Readable.from(bytes, { objectMode: false }))
  })
}
