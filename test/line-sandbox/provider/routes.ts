// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bearerOf } from '../bearer.ts'
import { check } from '../messaging/rules/check.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'

const asked = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), cursor: z.string().regex(/^[0-9a-z]{1,8}$/).optional() })

/** The payment company's own list of what was paid on a day, for whoever has its key. */
export function providerRoutes(site: FastifyInstance, { provider, options }: Platform): void {
  site.get('/provider/payments', async (request) => {
    if (provider.down) throw refuse(503, 'The payment company is closed for maintenance')
    if (!options.providerKey || bearerOf(request) !== options.providerKey) throw refuse(401, 'Authentication failed')
    const { day, cursor } = check(asked, request.query)
    return provider.paidOn(day, cursor)
  })
}
