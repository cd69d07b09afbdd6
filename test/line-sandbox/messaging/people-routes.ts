// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { botUserIdOf, token } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { check } from './rules/check.ts'
import { userId } from './rules/messages.ts'

type PersonPath = { Params: { userId: string } }
type MessagePath = { Params: { messageId: string } }

const loading = z.strictObject({ chatId: userId, loadingSeconds: z.number().int().min(5).max(60).multipleOf(5, 'must be a multiple of 5').default(20) })
const linkTokenLifeMs = 10 * 60_000
const readToken = z.strictObject({ markAsReadToken: z.string().min(1, 'May not be empty') })
const endpoint = z.strictObject({ endpoint: z.url().max(500) })

/** Profiles, pictures that people sent, the loading dots, read marks, link tokens, and the bot itself. */
export function peopleRoutes(site: FastifyInstance, { people, contents, clock, options, webhooks, linkTokens, log }: Platform): void {
  const friendOf = (lineUserId: string) => {
    const person = people.find(lineUserId)
    return person?.lineUserId === lineUserId && person.friend && !person.blocked ? person : undefined
  }

  site.get<PersonPath>('/v2/bot/profile/:userId', async (request) => {
    const person = friendOf(request.params.userId)
    if (!person) throw refuse(404, 'Not found')
    return { userId: person.lineUserId, displayName: person.name, language: 'ja', ...(person.pictureUrl ? { pictureUrl: person.pictureUrl } : {}) }
  })
  site.get('/v2/bot/followers/ids', async () => ({ userIds: people.all().filter((person) => person.friend && !person.blocked).map((person) => person.lineUserId).slice(0, 1_000) }))

  for (const part of ['content', 'content/preview']) {
    site.get<MessagePath>(`/v2/bot/message/:messageId/${part}`, async (request, reply) => {
      const content = contents.get(request.params.messageId)
      if (!content) throw refuse(404, 'Not found')
      return reply.type(content.contentKind).send(content.bytes)
    })
  }
  site.get<MessagePath>('/v2/bot/message/:messageId/content/transcoding', async (request) => {
    if (!contents.get(request.params.messageId)) throw refuse(404, 'Not found')
    return { status: 'succeeded' }
  })

  site.post('/v2/bot/chat/loading/start', async (request, reply) => {
    const { chatId, loadingSeconds } = check(loading, request.body)
    const person = friendOf(chatId)
    if (person) people.change(person, { loadingUntil: clock.now() + loadingSeconds * 1_000 })
    return reply.code(202).send({})
  })
  site.post('/v2/bot/chat/markAsRead', async (request) => {
    check(readToken, request.body)
    return {}
  })
  site.post<PersonPath>('/v2/bot/user/:userId/linkToken', async (request) => {
    const person = friendOf(request.params.userId)
    if (!person) throw refuse(404, 'Not found')
    const linkToken = token(24)
    linkTokens.set(linkToken, { lineUserId: person.lineUserId, until: clock.now() + linkTokenLifeMs })
    return { linkToken }
  })

  site.get('/v2/bot/info', async () => ({
    userId: botUserIdOf(options.channelId), basicId: '@mimamori', displayName: 'みまもりペイ', chatMode: 'bot', markAsReadMode: 'auto',
  }))
  site.get('/v2/bot/channel/webhook/endpoint', async () => ({ endpoint: webhooks.url(), active: true }))
  site.put('/v2/bot/channel/webhook/endpoint', async (request) => {
    webhooks.goTo(check(endpoint, request.body).endpoint)
    return {}
  })
  /** What the console's verify button does: a signed webhook without events. */
  site.post('/v2/bot/channel/webhook/test', async () => {
    const attempt = await webhooks.deliver({ events: [] })
    log.note(`接続の確認 → ${attempt.status === 0 ? 'つながらない' : String(attempt.status)}`)
    return {
      success: attempt.failure === undefined, timestamp: new Date(clock.now()).toISOString(), statusCode: attempt.status,
      reason: attempt.failure?.toUpperCase() ?? 'OK', detail: String(attempt.status),
    }
  })
}
