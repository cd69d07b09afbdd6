// mimamori-line-sandbox
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerOf } from './bearer.ts'
import { monthlyLimitReached, rateLimited } from './messaging/quota.ts'
import { refuseStrayRetryKey, retryKeyOf } from './messaging/send-routes.ts'
import type { Platform } from './platform.ts'
import type { ApiFault } from './faults.ts'
import { refuse } from './refusal.ts'

/** What happens to every call of LINE's endpoints: it is noted, may meet a fault, and names its request id. */
export function lineHooks(site: FastifyInstance, { faults, calls, clock, log }: Platform): void {
  const note = (request: FastifyRequest, status: number) => {
    const retryKey = retryKeyOf(request)
    calls.add({
      at: clock.now(), method: request.method, path: request.url, status, requestId: request.id,
      ...(retryKey ? { retryKey } : {}), ...(Buffer.isBuffer(request.body) || request.body === undefined ? {} : { body: request.body }),
    })
  }
  /** No answer at all: at once, or when the caller loses patience. */
  const breakOff = (request: FastifyRequest, reply: FastifyReply, at: 'once' | 'never') => {
    note(request, 0)
    reply.hijack()
    if (at === 'once') request.raw.socket.destroy()
  }
  const afterwards = new WeakMap<FastifyRequest, ApiFault>()

  site.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'x-line-request-id' })
    if (faults.now().down === true) breakOff(request, reply, 'once')
  })
  site.addHook('preHandler', async (request, reply) => {
    const fault = faults.hit(request.url)
    if (!fault) return
    log.alarm(`障害：${request.method} ${request.routeOptions.url ?? ''} → ${words[fault.kind]}${fault.accepted ? '（受け付けた後）' : ''}`)
    if (fault.accepted) return void afterwards.set(request, fault)
    if (fault.kind === 'timeout') return breakOff(request, reply, 'never')
    if (fault.kind === 'reset') return breakOff(request, reply, 'once')
    throw refusalFor(fault)
  })
  site.addHook('onSend', async (request, reply, payload) => {
    const fault = afterwards.get(request)
    afterwards.delete(request)
    if (!fault) return payload
    if (fault.kind === 'reset') request.raw.socket.destroy()
    // The answer is never sent; closing the sandbox ends the connection.
    if (fault.kind === 'timeout') await new Promise<never>(() => note(request, 0))
    const refusal = refusalFor(fault)
    void reply.code(refusal.code)
    return JSON.stringify(refusal.body)
  })
  site.addHook('onResponse', async (request, reply) => {
    note(request, reply.statusCode)
    const isRefused = reply.statusCode >= 400 && request.url.startsWith('/v2/bot/message/')
    if (isRefused) log.alarm(`${request.method} ${request.routeOptions.url ?? ''} を断りました → ${reply.statusCode}`, { raw: request.body })
  })
}

/** What only the Messaging API asks: the channel's token first of all, then the documented rates, then stray retry keys. */
export function messagingHooks(site: FastifyInstance, { channelTokens, checkRate }: Platform): void {
  site.addHook('onRequest', async (request) => {
    const accessToken = bearerOf(request)
    if (accessToken === undefined || channelTokens.secondsLeft(accessToken) === undefined) {
      throw refuse(401, 'Authentication failed. Confirm that the access token in the authorization header is valid.')
    }
    checkRate(request.method, request.routeOptions.url ?? request.url)
  })
  site.addHook('preHandler', refuseStrayRetryKey)
}

function refusalFor({ kind }: ApiFault) {
  if (kind === '429') return rateLimited()
  if (kind === '429-monthly') return monthlyLimitReached()
  return refuse(500, 'Internal server error')
}

const words: Record<ApiFault['kind'], string> = {
  '429': '429 送りすぎ', '429-monthly': '429 今月の上限', '500': '500', timeout: '返事なし', reset: '切断',
}
