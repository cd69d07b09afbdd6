// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { openActs } from './acts.ts'
import type { ApiCall } from './calls.ts'
import { lineCertificate } from './certificate.ts'
import type { ChatEntry, LineMessage } from './chats.ts'
import { letGo, notify, type Notification } from './control/notify.ts'
import { seen } from './control/state-routes.ts'
import type { Faults } from './faults.ts'
import type { PlayedScanner } from './scanner/clamd.ts'
import type { IdTokenWishes } from './login/signing.ts'
import type { SandboxOptions } from './options.ts'
import type { NewPerson } from './people.ts'
import { openPlatform } from './platform.ts'
import { buildSite } from './site.ts'
import type { RawWebhook, Sending, WebhookError } from './webhook/webhooks.ts'

/** Status of a delivery attempt; 0 when no answer came. */
export interface Told {
  readonly status: number
  readonly webhookEventIds: string[]
}

/** The played LINE, for tests in the same process. The same is offered over HTTP under /sandbox/. Acts resolve with the last delivery attempt. */
export interface Sandbox {
  readonly origin: string
  readonly port: number
  readonly tlsPort: number | null
  readonly jwksUrl: string
  addPerson(wanted: Pick<NewPerson, 'name' | 'key' | 'lineUserId' | 'pictureUrl' | 'friend'>): { lineUserId: string; name: string; key: string }
  people(): ReturnType<typeof seen>[]
  idToken(lineUserId: string, wishes?: IdTokenWishes): Promise<string>
  follow(lineUserId: string): Promise<Told>
  block(lineUserId: string): Promise<Told>
  unblock(lineUserId: string): Promise<Told>
  say(lineUserId: string, text: string): Promise<Told>
  tap(lineUserId: string, postbackData: string, more?: { displayText?: string; params?: Record<string, string> }): Promise<Told>
  sticker(lineUserId: string): Promise<Told>
  picture(lineUserId: string, bytes: Buffer, contentKind?: string): Promise<Told>
  unsend(lineUserId: string, messageId: string): Promise<Told>
  deliver(raw: RawWebhook): Promise<Told>
  webhooksGoTo(url: string): void
  webhookErrors(): readonly WebhookError[]
  /** Oldest first. */
  chat(lineUserId: string): readonly ChatEntry[]
  /** What the bot wrote and the person got, oldest first. */
  messagesTo(lineUserId: string): readonly LineMessage[]
  readonly calls: readonly ApiCall[]
  readonly faults: { set(faults: Faults): void; clear(): void }
  notify(notification: Notification): Promise<{ status: number; pspRef: string }>
  /** Sends what was held back with `sending: 'later'`. */
  letGo(order: 'as-happened' | 'reversed'): Promise<{ sent: number }>
  /** The payment company behind the notifications: whether its list can be had, and what the list forgets. */
  readonly provider: { down(is: boolean): void; forget(pspRef: string): boolean }
  /** The virus scanner, when one is played. */
  readonly scanner: PlayedScanner | null
  close(): Promise<void>
}

/** Starts the played LINE on loopback. @throws when a port is taken or the settings contradict each other. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const platform = await openPlatform(options)
  const acts = openActs(platform)
  const { people, chats, webhooks, signing, calls, faults, keeping } = platform
  const site = await buildSite(platform)
  const port = await listen(site, options.port)
  const secure = options.tlsPort === undefined ? undefined : await buildSite(platform, await lineCertificate())
  const tlsPort = secure ? await listen(secure, options.tlsPort ?? 0) : null
  const told = async (sending: Sending): Promise<Told> => sending.last
  const person = people.get
  const origin = `http://127.0.0.1:${port}`
  return {
    origin, port, tlsPort,
    jwksUrl: `${origin}/oauth2/v2.1/certs`,
    addPerson: (wanted) => {
      const { lineUserId, name, key } = people.add(wanted)
      return { lineUserId, name, key }
    },
    people: () => people.all().map((one) => seen(one, platform)),
    idToken: async (id, wishes) => signing.idToken(person(id), wishes),
    follow: async (id) => told(acts.follow(person(id))),
    block: async (id) => told(acts.block(person(id))),
    unblock: async (id) => told(acts.unblock(person(id))),
    say: async (id, text) => told(acts.say(person(id), text)),
    tap: async (id, hidden, more) => told(acts.tap(person(id), hidden, more)),
    sticker: async (id) => told(acts.sticker(person(id))),
    picture: async (id, bytes, contentKind = 'image/png') => told(acts.picture(person(id), bytes, contentKind)),
    unsend: async (id, messageId) => told(acts.unsend(person(id), messageId)),
    deliver: webhooks.deliver,
    webhooksGoTo: webhooks.goTo,
    webhookErrors: webhooks.errors,
    chat: (id) => chats.of(id),
    messagesTo: (id) => chats.of(id).flatMap((entry) => (entry.from === 'bot' && entry.delivered ? entry.messages : [])),
    get calls() {
      return calls.all()
    },
    faults: { set: faults.set, clear: faults.clear },
    notify: (notification) => notify(platform, notification),
    letGo: (order) => letGo(platform, order),
    provider: {
      down: (is) => {
        platform.provider.down = is
      },
      forget: platform.provider.forget,
    },
    scanner: platform.scanner,
    close: async () => {
      await webhooks.close()
      await platform.scanner?.close()
      await site.close()
      await secure?.close()
      keeping.flush()
    },
  }
}

async function listen(site: FastifyInstance, port: number): Promise<number> {
  await site.listen({ port, host: '127.0.0.1' })
  const address = site.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the sandbox has no port')
  return address.port
}
