// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Person } from '../people.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'

const mostPeopleShown = 300
const longestChatShown = 150

/** What the town's page draws, and what tests in other processes ask. */
export function stateRoutes(site: FastifyInstance, platform: Platform): void {
  const { people, chats, richMenus, faults, clock, log, options, qrs, calls, webhooks, contents } = platform

  site.get('/sandbox/state', async () => {
    const shown = people.all().slice(0, mostPeopleShown)
    return {
      people: shown.map((person) => seen(person, platform)),
      chats: Object.fromEntries(shown.map(({ lineUserId }) => [lineUserId, chats.of(lineUserId).slice(-longestChatShown)])),
      richMenus: Object.fromEntries(
        richMenus.all().map((menu) => [menu.richMenuId, { ...menu, imageUrl: richMenus.image(menu.richMenuId) ? `/sandbox/rich-menus/${menu.richMenuId}/image` : null }]),
      ),
      faults: faults.now(),
      clock: { offsetMs: clock.offsetMs(), nowIso: new Date(clock.now()).toISOString() },
      visibleQrs: qrs,
      log: log.all(),
      liffId: options.liffId,
      appUrl: options.appUrl,
    }
  })
  site.get<{ Params: { richMenuId: string } }>('/sandbox/rich-menus/:richMenuId/image', async (request, reply) => {
    const image = richMenus.image(request.params.richMenuId)
    if (!image) throw refuse(404, 'Not found')
    return reply.type(image.contentKind).send(image.bytes)
  })
  site.get<{ Params: { messageId: string } }>('/sandbox/content/:messageId', async (request, reply) => {
    const content = contents.get(request.params.messageId)
    if (!content) throw refuse(404, 'Not found')
    return reply.type(content.contentKind).send(content.bytes)
  })
  site.get<{ Querystring: { path?: string } }>('/sandbox/calls', async (request) => {
    const { path = '' } = request.query
    return { calls: calls.all().filter((call) => call.path.includes(path)).slice(-1_000) }
  })
  site.get('/sandbox/webhook-errors', async () => ({ errors: webhooks.errors() }))
}

/** A person as the page knows them; what the seed's list says about signing in is for practice only. */
export function seen(person: Person, { richMenus }: Pick<Platform, 'richMenus'>) {
  const { key, lineUserId, name, role, friend, blocked, loginId, password, storeName, unread, loadingUntil } = person
  const richMenuId = friend && !blocked ? (richMenus.shownTo(lineUserId) ?? null) : null
  return { key, lineUserId, name, role, friend, blocked, loginId, password, storeName, unread, loadingUntil, richMenuId }
}
