import type { FastifyInstance, InjectOptions } from 'fastify'
import { hoursAfter } from '../../server/core/time.ts'
import type { Sandbox } from '../line-sandbox/sandbox.ts'
import type { Ground } from './ground.ts'

/** How somebody's requests look: a browser on our own origin with its cookies. */
export interface Browser {
  get<Body = Record<string, unknown>>(url: string): Promise<Seen<Body>>
  post<Body = Record<string, unknown>>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Seen<Body>>
  patch<Body = Record<string, unknown>>(url: string, body: unknown): Promise<Seen<Body>>
  /** The cookies as a browser would send them. */
  cookies(): string
  useCookies(cookies: string): void
}

export interface Seen<Body> {
  readonly status: number
  readonly body: Body
  readonly headers: Readonly<Record<string, unknown>>
}

export function browserOn(app: FastifyInstance, origin: string): Browser {
  const jar = new Map<string, string>()
  const send = async <Body>(options: InjectOptions): Promise<Seen<Body>> => {
    const answer = await app.inject({
      ...options,
      headers: { origin, 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (iPhone) Line/15.0.0 LIFF', cookie: cookieText(jar), ...options.headers },
    })
    for (const { name, value, ...rest } of answer.cookies) {
      if (value === '' || rest.maxAge === 0) jar.delete(name)
      // inject decodes what a browser sends back as it came.
      else jar.set(name, encodeURIComponent(value))
    }
    const isJson = (answer.headers['content-type'] ?? '').includes('json')
    return { status: answer.statusCode, body: (isJson ? JSON.parse(answer.body) : answer.body) as Body, headers: answer.headers }
  }
  return {
    get: (url) => send({ method: 'GET', url }),
    post: (url, body, headers = {}) => send({ method: 'POST', url, ...(body === undefined ? {} : { payload: body as object }), headers }),
    patch: (url, body) => send({ method: 'PATCH', url, payload: body as object }),
    cookies: () => cookieText(jar),
    useCookies: (cookies) => {
      for (const pair of cookies.split('; ')) {
        const cut = pair.indexOf('=')
        jar.set(pair.slice(0, cut), pair.slice(cut + 1))
      }
    },
  }
}

const cookieText = (jar: ReadonlyMap<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

/** Somebody's LINE chat with our official account. */
export interface Chat {
  says(text: string): Promise<void>
  taps(data: string): Promise<void>
  /** Text of every message the bot sent, oldest first; a Flex message's texts are joined. */
  all(): readonly string[]
  last(): string
}

export function chatOf(sandbox: Sandbox, lineUserId: string, settles: () => Promise<void>): Chat {
  const all = () => sandbox.messagesTo(lineUserId).map((message) => textsIn(message).join(' / '))
  return {
    says: async (text) => {
      await sandbox.say(lineUserId, text)
      await settles()
    },
    taps: async (data) => {
      await sandbox.tap(lineUserId, data)
      await settles()
    },
    all,
    last: () => all().at(-1) ?? '',
  }
}

/** Somebody who added our account long ago: LINE knows it, we know it, and no greeting is on its way. */
export async function oldFriend(town: Ground, name: string): Promise<string> {
  const { lineUserId } = town.sandbox.addPerson({ name, friend: true })
  const since = hoursAfter(town.clock.now(), -24)
  await town.sql`INSERT INTO line_contacts (line_user_id, followed_at, last_event_at) VALUES (${lineUserId}, ${since}, ${since})`
  return lineUserId
}

/** Every string a person could read in a LINE message. */
export function textsIn(message: unknown): string[] {
  if (Array.isArray(message)) return message.flatMap(textsIn)
  if (typeof message !== 'object' || message === null) return []
  return Object.entries(message).flatMap(([name, value]) =>
    typeof value === 'string' ? (['text', 'altText', 'label', 'displayText'].includes(name) ? [value] : []) : textsIn(value),
  )
}
