// mimamori-line-sandbox
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Acts } from '../acts.ts'
import { restOfLiffUrl } from '../liff/addresses.ts'
import { externalUrl, inClientUrl } from '../liff/start-url.ts'
import { imageFacts } from '../messaging/image-size.ts'
import { check } from '../messaging/rules/check.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import type { Sending } from '../webhook/webhooks.ts'
import { seen } from './state-routes.ts'

const bodies = {
  add: z.object({ name: z.string().min(1).max(100), key: z.string().optional(), lineUserId: z.string().regex(/^U[0-9a-f]{32}$/).optional(), pictureUrl: z.url().optional(), friend: z.boolean().optional() }),
  say: z.object({ text: z.string().min(1).max(5_000) }),
  // Which bot takes how much is the bot's affair; LINE itself sends at most what it let a button carry.
  tap: z.object({ data: z.string().max(300), displayText: z.string().max(300).nullish(), params: z.record(z.string(), z.string()).nullish() }),
  sticker: z.object({ packageId: z.string().max(20).optional(), stickerId: z.string().max(20).optional() }),
  unsend: z.object({ messageId: z.string() }),
  openLiff: z.object({ url: z.string().max(2_000).optional(), path: z.string().max(2_000).optional(), external: z.boolean().optional() }),
  idToken: z.object({
    expiresInSeconds: z.number().int().optional(), audience: z.string().optional(), issuer: z.string().optional(),
    algorithm: z.enum(['ES256', 'HS256']).optional(), foreignKey: z.boolean().optional(),
  }),
}

type One = { Params: { person: string } }

/** What a person does on the phone. `:person` is a LINE user id or a key. Answers as soon as LINE has tried once to tell the bot. */
export function peopleControl(site: FastifyInstance, platform: Platform, acts: Acts): void {
  const { people, chats, signing, options, log } = platform
  const personOf = (request: FastifyRequest<One>) => people.get(request.params.person)
  const told = async (sending: Sending) => sending.first

  site.post('/sandbox/people', async (request) => seen(people.add(check(bodies.add, request.body)), platform))
  site.get('/sandbox/people', async () => ({ people: people.all().slice(0, 1_000).map((person) => seen(person, platform)) }))
  site.get<One>('/sandbox/people/:person/chat', async (request) => ({ chat: chats.of(personOf(request).lineUserId) }))

  for (const act of ['follow', 'block', 'unblock'] as const) {
    site.post<One>(`/sandbox/people/:person/${act}`, async (request) => told(acts[act](personOf(request))))
  }
  site.post<One>('/sandbox/people/:person/say', async (request) => told(acts.say(personOf(request), check(bodies.say, request.body).text)))
  site.post<One>('/sandbox/people/:person/tap', async (request) => {
    const { data: hidden, displayText, params } = check(bodies.tap, request.body)
    return told(acts.tap(personOf(request), hidden, { displayText: displayText ?? undefined, params: params ?? undefined }))
  })
  site.post<One>('/sandbox/people/:person/sticker', async (request) => {
    const { packageId, stickerId } = check(bodies.sticker, request.body)
    return told(acts.sticker(personOf(request), packageId, stickerId))
  })
  site.post<One>('/sandbox/people/:person/picture', async (request) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const facts = imageFacts(bytes)
    if (!facts) throw refuse(400, 'send a PNG or JPEG as the body')
    return told(acts.picture(personOf(request), bytes, facts.contentKind))
  })
  site.post<One>('/sandbox/people/:person/unsend', async (request) => told(acts.unsend(personOf(request), check(bodies.unsend, request.body).messageId)))
  site.post<One>('/sandbox/people/:person/read', async (request) => {
    people.change(personOf(request), { unread: 0 })
    return {}
  })
  site.post<One>('/sandbox/people/:person/id-token', async (request) => ({ idToken: await signing.idToken(personOf(request), check(bodies.idToken, request.body)) }))
  site.post<One>('/sandbox/people/:person/open-liff', async (request) => {
    const person = personOf(request)
    const { url, path, external = false } = check(bodies.openLiff, request.body)
    const rest = url === undefined ? (path ?? '') : restOfLiffUrl(url, options.liffId)
    if (rest === undefined || (rest !== '' && !/^[/?#]/.test(rest)) || rest.startsWith('//')) throw refuse(400, 'neither a LIFF URL of this app nor a path')
    log.note(`${person.name}：ミニアプリを開く ${rest.split(/[?#]/)[0] || '/'}`, { phone: person.key })
    return { url: external ? externalUrl(platform, person, rest) : await inClientUrl(platform, person, rest) }
  })
}
