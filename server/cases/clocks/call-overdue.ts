import type { Context } from '../../context.ts'
import { callOnce } from '../stops/lapse-freezes.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

/** Immediate cases that nobody took in time: everybody is called, once per case. */
export async function callOverdue(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const waiting = await ctx.db.atomically(scope, (tx) =>
    tx.fraudCase.findMany({
      where: {
        state: 'opened', urgency: 'immediate', ownerId: null, acknowledgeBy: { lte: now },
        NOT: { events: { some: { kind: 'overdue', details: { path: ['what'], equals: 'acknowledge' } } } },
      },
      select: { id: true },
      orderBy: { acknowledgeBy: 'asc' },
      take: 100,
    }),
  )
  for (const { id } of waiting) await ctx.db.atomically(scope, (tx) => callOnce(tx, id, 'acknowledge', now))
}
