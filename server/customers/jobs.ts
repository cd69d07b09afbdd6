import { handle, type JobHandler } from '../job.ts'
import { say } from '../line/say.ts'
import { welcomeCustomer } from './register.ts'
import { welcomeMessage } from './welcome-message.ts'

export const jobs: JobHandler[] = [
  handle(welcomeCustomer, (ctx, { customerId }) =>
    ctx.db.atomically({ kind: 'job', job: 'welcome-customer' }, async (tx) => {
      const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { lineUserId: true, code: true, language: true } })
      await say(tx, {
        lineUserId: customer.lineUserId,
        kind: 'F01',
        fact: `welcome:${customerId}`,
        messages: [welcomeMessage(ctx.config, customer)],
        now: ctx.clock.now(),
        customerId,
        noticeTitle: customer.language === 'en' ? 'You are registered' : '登録が完了しました',
        noticePath: '/help',
      })
    }),
  ),
]
