import { z } from 'zod'
import type { Context } from '../../context.ts'
import { refused } from '../../core/refusal.ts'
import type { App } from '../../http/app-type.ts'
import { addressOf } from '../../http/address.ts'
import { customerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { keyIn } from '../../http/idempotency.ts'
import { slowedDown } from '../../http/slow-guessing.ts'
import type { Till } from '../accept-batch.ts'
import { chargeCode } from './charge-code.ts'
import { toldToStore } from './code.ts'
import { codeAsked, codeCharged, codeIssued, codePaid, codeSeen } from './contract.ts'
import { issueCode } from './issue-code.ts'
import { noteCodeFailure } from './note-code-failure.ts'
import { showCode } from './show-code.ts'

const byId = z.object({ id: z.uuid() })

export function codeRoutes(app: App, ctx: Context, till: Till): void {
  const forCustomers = { config: { who: 'customer' as const } }

  app.post('/api/codes', { ...forCustomers, schema: { response: { 201: codeIssued } } }, async (request, reply) => {
    const answer = await issueCode(ctx, customerOf(request), { deviceId: request.actor?.deviceId ?? null, ip: addressOf(request) })
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.get('/api/codes/:id', { ...forCustomers, schema: { params: byId, response: { 200: codeSeen } } }, async (request, reply) => {
    const answer = await showCode(ctx, customerOf(request), request.params.id, request.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post(
    '/api/store/code-payments',
    { config: { who: 'staff' }, schema: { body: codeCharged, response: { 200: codePaid, 201: codePaid, 202: codeAsked } } },
    async (request, reply) => {
      const key = keyIn(request)
      if (key === null) return sendRefusal(reply, refused('key-missing'))
      const scope = staffOf(request)
      const from = { terminalId: request.actor?.deviceId ?? null, ip: addressOf(request) }
      const answer = await slowedDown(ctx, scope, request, ['code-not-accepted'], () => chargeCode(ctx, till, scope, { key, terminalId: from.terminalId, asked: request.body }))
      if (!answer.ok) await noteCodeFailure(ctx, scope, { ...from, code: request.body.code, storeId: request.body.storeId, reason: answer.reason })
      if (!answer.ok) return sendRefusal(reply, toldToStore(answer))
      const charged = answer.value
      if (charged.kind === 'asked') return reply.code(202).send({ asked: { requestId: charged.requestId, expiresAt: charged.expiresAt.toISOString() } })
      return reply.code(charged.replayed ? 200 : 201).send({ payment: charged.payment })
    },
  )
}
