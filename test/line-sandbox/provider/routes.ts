// mimamori-line-sandbox
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bearerOf } from '../bearer.ts'
import { check } from '../messaging/rules/check.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { waysFor } from './ways.ts'

const asked = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), cursor: z.string().regex(/^[0-9a-z]{1,8}$/).optional() })

const wanted = z.object({ reference: z.string().min(1).max(60), amount: z.string().regex(/^[1-9][0-9]{0,11}$/), currency: z.literal('JPY'), due_on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) })

/** The payment company's own list of what was paid on a day, and how a reference can be paid, for whoever has its key. */
export function providerRoutes(site: FastifyInstance, { provider, options, clock }: Platform): void {
  const admit = (request: FastifyRequest): void => {
    if (provider.down) throw refuse(503, 'The payment company is closed for maintenance')
    if (!options.providerKey || bearerOf(request) !== options.providerKey) throw refuse(401, 'Authentication failed')
  }
  site.post('/provider/payment-ways', async (request) => {
    admit(request)
    const { reference, amount, due_on: dueOn } = check(wanted, request.body)
    return waysFor({ reference, amount: Number(amount), dueOn, today: new Date(clock.now()) })
  })
  site.get('/provider/payments', async (request) => {
    admit(request)
    const { day, cursor } = check(asked, request.query)
    return provider.paidOn(day, cursor)
  })
}
