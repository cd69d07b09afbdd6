// mimamori-line-sandbox
import { setTimeout as pause } from 'node:timers/promises'
import type { TownClock } from '../clock.ts'
import type { FaultSwitch } from '../faults.ts'
import type { TownLog } from '../town-log.ts'
import { signWebhook, webhookBody } from './body.ts'
import type { WebhookEvent } from './events.ts'
import { postWebhook, type Attempt, type WebhookFailure } from './post.ts'
import type { ReplyTokens } from './reply-tokens.ts'

export interface Sending {
  /** The first delivery attempt. */
  readonly first: Promise<Attempt>
  /** The last one: differs only when LINE redelivers. */
  readonly last: Promise<Attempt>
}

export interface WebhookError {
  readonly at: number
  readonly reason: WebhookFailure
  readonly status: number
  readonly webhookEventIds: string[]
}

export interface RawWebhook {
  events?: Partial<WebhookEvent>[]
  /** Instead of the right one; null sends none. */
  signature?: string | null
  /** Instead of the body made of the events. */
  body?: string
  headers?: Record<string, string>
}

export interface Webhooks {
  url(): string
  goTo(url: string): void
  /** Events of the same moment travel in one body. */
  send(event: WebhookEvent): Sending
  /** Exactly these bytes, once. */
  deliver(raw: RawWebhook): Promise<Attempt>
  /** LINE's webhook error statistics, oldest first. */
  errors(): WebhookError[]
  close(): Promise<void>
}

export interface WebhookParts {
  url: string
  channelSecret: string
  destination: string
  redeliverAfterMs: readonly number[]
  clock: TownClock
  faults: FaultSwitch
  log: TownLog
  replyTokens: ReplyTokens
}

const shuffleWindowMs = 250
const mostEventsInBody = 20
const mostErrors = 1_000

interface Waiting {
  event: WebhookEvent
  first: (attempt: Attempt) => void
  last: (attempt: Attempt) => void
}

export function openWebhooks(parts: WebhookParts): Webhooks {
  let url = parts.url
  const stop = new AbortController()
  const errors: WebhookError[] = []
  const onTheWay = new Set<Promise<void>>()
  let waiting: Waiting[] = []
  let isPlanned = false

  const post = async (body: string, ids: string[]): Promise<Attempt> => {
    const attempt = await postWebhook(url, body, { 'x-line-signature': signWebhook(body, parts.channelSecret) }, ids, stop.signal)
    if (attempt.failure) remember(errors, { at: parts.clock.now(), reason: attempt.failure, status: attempt.status, webhookEventIds: ids })
    return attempt
  }

  const deliverBatch = async (batch: Waiting[]): Promise<void> => {
    const events = batch.map((one) => one.event)
    const ids = events.map((event) => event.webhookEventId)
    const { webhook } = parts.faults.now()
    if (webhook?.delayMs) await quietPause(webhook.delayMs, stop.signal)
    const body = webhookBody(parts.destination, events)
    let attempt = await post(body, ids)
    tellLog(parts.log, events, attempt, '')
    if (webhook?.duplicate) tellLog(parts.log, events, await post(body, ids), '（2回目）')
    for (const one of batch) one.first(attempt)
    if (webhook?.redeliver) attempt = (await redeliver(events, ids, attempt)) ?? attempt
    for (const one of batch) one.last(attempt)
  }

  /** The same events again, later and marked, until the bot takes them or LINE gives up. */
  const redeliver = async (events: WebhookEvent[], ids: string[], before: Attempt): Promise<Attempt | undefined> => {
    let attempt = before
    for (const afterMs of parts.redeliverAfterMs) {
      if (!attempt.failure) break
      await quietPause(afterMs, stop.signal)
      if (stop.signal.aborted) break
      const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
      for (const { replyToken } of again) if (replyToken) parts.replyTokens.renew(replyToken)
      attempt = await post(webhookBody(parts.destination, again), ids)
      tellLog(parts.log, events, attempt, '（再送）')
    }
    return attempt
  }

  const flush = () => {
    isPlanned = false
    const batch = waiting
    waiting = []
    const bodies = parts.faults.now().webhook?.shuffle ? batch.reverse().map((one) => [one]) : chunks(batch)
    const work = inOrder(bodies, deliverBatch)
    onTheWay.add(work)
    void work.finally(() => onTheWay.delete(work))
  }

  return {
    url: () => url,
    goTo: (next) => {
      url = next
    },
    send: (event) => {
      const [first, last] = [Promise.withResolvers<Attempt>(), Promise.withResolvers<Attempt>()]
      waiting.push({ event, first: first.resolve, last: last.resolve })
      if (!isPlanned) {
        isPlanned = true
        if (parts.faults.now().webhook?.shuffle) setTimeout(flush, shuffleWindowMs)
        else setImmediate(flush)
      }
      return { first: first.promise, last: last.promise }
    },
    deliver: async ({ events = [], signature, body: given, headers = {} }) => {
      const body = given ?? webhookBody(parts.destination, events as WebhookEvent[])
      const signed = signature === undefined ? signWebhook(body, parts.channelSecret) : signature
      const ids = events.flatMap((event) => event.webhookEventId ?? [])
      return postWebhook(url, body, { ...(signed === null ? {} : { 'x-line-signature': signed }), ...headers }, ids, stop.signal)
    },
    errors: () => errors,
    close: async () => {
      stop.abort()
      await Promise.allSettled(onTheWay)
    },
  }
}

async function inOrder(bodies: Waiting[][], deliver: (batch: Waiting[]) => Promise<void>): Promise<void> {
  for (const batch of bodies) await deliver(batch)
}

function chunks(batch: Waiting[]): Waiting[][] {
  const all: Waiting[][] = []
  for (let from = 0; from < batch.length; from += mostEventsInBody) all.push(batch.slice(from, from + mostEventsInBody))
  return all
}

function remember(errors: WebhookError[], error: WebhookError): void {
  errors.push(error)
  if (errors.length > mostErrors) errors.shift()
}

function tellLog(log: TownLog, events: WebhookEvent[], attempt: Attempt, which: string): void {
  const what = [...new Set(events.map((event) => words[event.type] ?? event.type))].join('・')
  const said = attempt.status === 0 ? (attempt.failure === 'request_timeout' ? '2秒たっても返事なし' : 'つながらない') : String(attempt.status)
  const line = `LINE → サーバー：${what}${which} → ${said}（${attempt.tookMs}ミリ秒）`
  if (attempt.failure) log.alarm(line, { raw: events })
  else log.note(line, { raw: events })
}

const words: Record<string, string> = { message: 'メッセージ', postback: 'ボタン', follow: '友だち追加', unfollow: 'ブロック', unsend: '送信取消', accountLink: '連携' }

/** Waiting that ends early, and without a fault, when the sandbox stops. */
async function quietPause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal })
  } catch {
    // Stopped.
  }
}
