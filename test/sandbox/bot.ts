import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export interface SeenWebhook {
  readonly headers: IncomingHttpHeaders
  /** The bytes as they came. */
  readonly raw: Buffer
  readonly destination: string
  readonly events: readonly SeenEvent[]
}

export type SeenEvent = Record<string, unknown> & {
  readonly type: string
  readonly mode: string
  readonly timestamp: number
  readonly webhookEventId: string
  readonly deliveryContext: { readonly isRedelivery: boolean }
  readonly source?: { readonly userId: string }
  readonly replyToken?: string
  readonly message?: Record<string, unknown> & { readonly id: string }
}

/** A bot's server that only remembers what LINE sent. */
export interface Bot {
  readonly webhookUrl: string
  readonly seen: readonly SeenWebhook[]
  /** All events in order of arrival. */
  events(): SeenEvent[]
  last(): SeenEvent
  /** Other requests than webhooks: path, headers, body. */
  readonly others: readonly { readonly path: string; readonly headers: IncomingHttpHeaders; readonly text: string }[]
  /** From now on webhooks are answered so; `silence` never answers. */
  answersWith(how: number | 'silence'): void
  /** Answers each webhook by itself, given how many came before. */
  answersEach(how: (before: number) => number | 'silence'): void
  forget(): void
  close(): Promise<void>
}

export async function startBot(): Promise<Bot> {
  const seen: SeenWebhook[] = []
  const others: { path: string; headers: IncomingHttpHeaders; text: string }[] = []
  const unanswered = new Set<ServerResponse>()
  let how: (before: number) => number | 'silence' = () => 200
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts)
      if (request.url !== '/line/webhook') {
        others.push({ path: request.url ?? '', headers: request.headers, text: raw.toString() })
        answer.writeHead(202, { 'content-type': 'application/json' }).end('{}')
        return
      }
      const wanted = how(seen.length)
      seen.push({ headers: request.headers, raw, ...parsed(raw) })
      if (wanted === 'silence') unanswered.add(answer)
      else answer.writeHead(wanted).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const events = () => seen.flatMap((one) => one.events)
  return {
    webhookUrl: `http://127.0.0.1:${port}/line/webhook`,
    seen, others, events,
    last: () => {
      const event = events().at(-1)
      if (!event) throw new Error('the bot has seen no event')
      return event
    },
    answersWith: (wanted) => {
      how = () => wanted
    },
    answersEach: (each) => {
      how = each
    },
    forget: () => {
      seen.length = 0
      others.length = 0
      how = () => 200
    },
    close: () =>
      new Promise((closed) => {
        for (const answer of unanswered) answer.destroy()
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function parsed(raw: Buffer): Pick<SeenWebhook, 'destination' | 'events'> {
  try {
    const { destination = '', events = [] } = JSON.parse(raw.toString()) as Partial<SeenWebhook>
    return { destination, events }
  } catch {
    return { destination: '', events: [] }
  }
}
