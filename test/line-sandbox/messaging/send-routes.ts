// mimamori-line-sandbox
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import { Refusal, refuse } from '../refusal.ts'
import { check } from './rules/check.ts'
import { bodies } from './rules/messages.ts'
import { sendParcel, type Parcel } from './send.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Push, reply, multicast, broadcast, their dry runs, and the month's quota. */
export function sendRoutes(site: FastifyInstance, platform: Platform): void {
  const { replyTokens, retryKeys, quota, people } = platform

  /** Takes a parcel at most once for each retry key. */
  const accept = (request: FastifyRequest, parcel: Parcel) => {
    quota.checkRoom(parcel.to.length)
    const retryKey = retryKeyOf(request)
    const { sentMessages, reached } = sendParcel(platform, { ...parcel, retryKey })
    quota.count(reached)
    const answer = parcel.via === 'push' ? sentMessages : []
    if (retryKey) retryKeys.remember(retryKey, request.id, answer)
    return answer
  }

  /** Without a pause between this and remembering the key: two tries at the same moment must not both pass. */
  const refuseSecondTry = (request: FastifyRequest): void => {
    const retryKey = retryKeyOf(request)
    if (retryKey === undefined) return
    if (!uuid.test(retryKey)) throw refuse(400, 'The retry key is invalid: X-Line-Retry-Key must be a UUID')
    const before = retryKeys.accepted(retryKey)
    if (!before) return
    throw new Refusal(409, { message: 'The retry key is already accepted', ...(before.sentMessages.length > 0 ? { sentMessages: before.sentMessages } : {}) }, { 'x-line-accepted-request-id': before.requestId })
  }
  const withKey = { config: { takesRetryKey: true } }

  site.post('/v2/bot/message/push', withKey, async (request) => {
    refuseSecondTry(request)
    const { to, messages } = check(bodies.push, request.body)
    return { sentMessages: accept(request, { to: [to], messages, via: 'push' }) }
  })
  site.post('/v2/bot/message/multicast', withKey, async (request) => {
    refuseSecondTry(request)
    const { to, messages } = check(bodies.multicast, request.body)
    accept(request, { to: [...new Set(to)], messages, via: 'multicast' })
    return {}
  })
  site.post('/v2/bot/message/broadcast', withKey, async (request) => {
    refuseSecondTry(request)
    const { messages } = check(bodies.broadcast, request.body)
    const friends = people.all().filter((person) => person.friend && !person.blocked)
    accept(request, { to: friends.map((person) => person.lineUserId), messages, via: 'broadcast' })
    return {}
  })
  site.post('/v2/bot/message/narrowcast', withKey, async () => {
    throw refuse(403, 'Access to this API is not available for your account')
  })
  site.post('/v2/bot/message/reply', async (request) => {
    const { replyToken, messages } = check(bodies.reply, request.body)
    const lineUserId = replyTokens.use(replyToken)
    if (lineUserId === undefined) throw refuse(400, 'Invalid reply token')
    const { sentMessages } = sendParcel(platform, { to: [lineUserId], messages, via: 'reply' })
    return { sentMessages }
  })
  for (const kind of ['reply', 'push', 'multicast', 'broadcast', 'narrowcast']) {
    site.post(`/v2/bot/message/validate/${kind}`, async (request) => {
      check(bodies.validate, request.body)
      return {}
    })
  }
  site.get('/v2/bot/message/quota', async () => {
    const limit = quota.limit()
    return limit === undefined ? { type: 'none' } : { type: 'limited', value: limit }
  })
  site.get('/v2/bot/message/quota/consumption', async () => ({ totalUsage: quota.used() }))
}

/** Only where messages are started can a retry key be sent. */
export async function refuseStrayRetryKey(request: FastifyRequest, _reply: FastifyReply): Promise<void> {
  const config = request.routeOptions.config as { takesRetryKey?: boolean }
  if (retryKeyOf(request) !== undefined && config.takesRetryKey !== true) throw refuse(400, 'X-Line-Retry-Key is not supported by this API')
}

export function retryKeyOf(request: FastifyRequest): string | undefined {
  const said = request.headers['x-line-retry-key']
  return Array.isArray(said) ? said[0] : said
}
