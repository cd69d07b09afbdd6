import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { settings } from './contract.ts'

/** Keeps a customer's text size and language; what is not named stays. Chat replies follow the language too. */
export const changeSettings = (ctx: Context, scope: CustomerScope, asked: z.infer<typeof settings>): Promise<void> =>
  ctx.db.atomically(scope, async (tx) => {
    const change = { ...(asked.textSize ? { textSize: asked.textSize } : {}), ...(asked.language ? { language: asked.language } : {}) }
    if (Object.keys(change).length > 0) await tx.customer.updateMany({ where: { id: scope.customerId }, data: change })
  })
