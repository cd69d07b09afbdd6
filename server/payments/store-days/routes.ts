import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Day } from '../../core/time.ts'
import type { App } from '../../http/app-type.ts'
import { staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { colleagues, storeDays } from './contract.ts'
import { listColleagues, showStoreDays } from './show-days.ts'

const day = z.iso.date().transform((text) => text as Day)

export function storeDayRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  const daysAsked = z.object({ storeId: z.uuid().optional(), from: day, to: day, staffId: z.uuid().optional() })
  app.get('/api/store/days', { config, schema: { querystring: daysAsked, response: { 200: storeDays } } }, async (request, reply) => {
    const answer = await showStoreDays(ctx, staffOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const storeAsked = z.object({ storeId: z.uuid().optional() })
  app.get('/api/store/colleagues', { config, schema: { querystring: storeAsked, response: { 200: colleagues } } }, async (request, reply) => {
    const answer = await listColleagues(ctx, staffOf(request), request.query.storeId)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
