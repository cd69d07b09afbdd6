import type { Context } from '../../context.ts'

/** A row of the inbox that cannot be judged stays there with the reason: nobody takes it again, and the self-check tells of it. */
export async function setAside(ctx: Context, inbox: bigint, why: string): Promise<void> {
  await ctx.db.atomically({ kind: 'job', job: 'screen-payments' }, async (tx) => {
    await tx.$executeRaw`UPDATE observed SET fault = ${why.slice(0, 500)} WHERE id = ${String(inbox)}::bigint AND fault IS NULL`
  })
}
