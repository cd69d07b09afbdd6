import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Day } from '../../core/time.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { showBalancesAsOf } from './as-of.ts'
import { balancesAsOf } from './contract.ts'

const asked = z.object({ day: z.iso.date().transform((text) => text as Day).optional() })

export function ledgerRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/ledger/as-of', { config: { who: 'officer' }, schema: { querystring: asked, response: { 200: balancesAsOf } } }, async (request, reply) => {
    const answer = await showBalancesAsOf(ctx, officerOf(request), request.query.day)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
