import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { customerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { changeSettings } from './change-settings.ts'
import { noticeList, registered, registration, settings } from './contract.ts'
import { listNotices, openNotice } from './notices.ts'
import { register } from './register.ts'

export function customerRoutes(app: App, ctx: Context): void {
  const forCustomers = { config: { who: 'customer' as const } }

  app.post('/api/register', { config: { who: 'visitor' }, schema: { body: registration, response: { 201: registered } } }, async (request, reply) => {
    const answer = await register(ctx, request, request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.patch('/api/settings', { ...forCustomers, schema: { body: settings } }, async (request, reply) => {
    await changeSettings(ctx, customerOf(request), request.body)
    return reply.code(204).send()
  })

  const page = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
  app.get('/api/notices', { ...forCustomers, schema: { querystring: page, response: { 200: noticeList } } }, async (request, reply) => {
    const notices = await listNotices(ctx, customerOf(request), request.query)
    return notices.ok ? notices.value : sendRefusal(reply, notices)
  })

  app.post('/api/notices/:id/opened', { ...forCustomers, schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
    const opened = await openNotice(ctx, customerOf(request), request.params.id)
    return opened.ok ? reply.code(204).send() : sendRefusal(reply, opened)
  })
}
