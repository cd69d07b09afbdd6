import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { inTime, TooLate } from './deadline.ts'
import { richMenuCalls, type RichMenuCalls } from './rich-menu-calls.ts'

export type LineMessageJson = messagingApi.Message

/** How LINE took a message. Only `unavailable` and `rate-limited` are worth another try, with the same retry key. */
export type Delivery =
  | { readonly kind: 'accepted'; readonly requestId: string | null }
  /** LINE saw this retry key before: what it accepted then counts. */
  | { readonly kind: 'already-accepted'; readonly requestId: string | null }
  | { readonly kind: 'rejected'; readonly code: number; readonly message: string }
  | { readonly kind: 'rate-limited' }
  | { readonly kind: 'monthly-limit' }
  /** `reached`: LINE may have taken it all the same; false when it surely did not. */
  | { readonly kind: 'unavailable'; readonly message: string; readonly reached: boolean }

/** Our side of the Messaging API. Every call has a deadline and is logged, because LINE gives out no logs. */
export interface Line {
  /** Retry key: a UUID that stands for this message at every try, for 24 hours. */
  push(to: string, messages: LineMessageJson[], retryKey: string): Promise<Delivery>
  reply(replyToken: string, messages: LineMessageJson[]): Promise<Delivery>
  /** The moving dots in somebody's chat, until a message of ours comes or 20 seconds are over. Never worth failing for. */
  showWaiting(to: string): Promise<void>
  readonly richMenus: RichMenuCalls
}

const replyDeadlineMs = 5_000
const deadlineMs = 10_000
/** Dots that come late are worse than none. */
const waitingDeadlineMs = 1_000

export function openLine(settings: Config['line'], log: Logger): Line {
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: settings.channelAccessToken,
    apiBaseURL: settings.apiBaseUrl,
    dataApiBaseURL: settings.dataApiBaseUrl,
  })
  const deliver = async (what: string, call: () => Promise<Called>, within = deadlineMs): Promise<Delivery> => {
    const delivery = await deliveryOf(inTime(call(), within))
    log.info({ line: what, delivery }, 'called LINE')
    return delivery
  }
  return {
    push: (to, messages, retryKey) => deliver('push', () => client.pushMessageWithHttpInfo({ to, messages }, retryKey)),
    reply: (replyToken, messages) => deliver('reply', () => client.replyMessageWithHttpInfo({ replyToken, messages }), replyDeadlineMs),
    showWaiting: (to) =>
      inTime(client.showLoadingAnimation({ chatId: to, loadingSeconds: 20 }), waitingDeadlineMs).then(
        () => log.info({ line: 'waiting' }, 'called LINE'),
        () => log.info({ line: 'waiting' }, 'LINE did not do it'),
      ),
    richMenus: richMenuCalls(client, log),
  }
}

interface Called {
  readonly httpResponse: Response
}

async function deliveryOf(call: Promise<Called>): Promise<Delivery> {
  try {
    const { httpResponse } = await call
    return { kind: 'accepted', requestId: httpResponse.headers.get('x-line-request-id') }
  } catch (fault) {
    if (fault instanceof HTTPFetchError) return deliveryOfError(fault)
    if (fault instanceof TooLate) return { kind: 'unavailable', message: fault.message, reached: true }
    // fetch says `TypeError: fetch failed` for every broken connection.
    if (fault instanceof TypeError) return { kind: 'unavailable', message: fault.message, reached: !neverConnected(fault) }
    throw fault
  }
}

export function deliveryOfError({ status, headers, body }: Pick<HTTPFetchError, 'status' | 'headers' | 'body'>): Delivery {
  if (status === 409) return { kind: 'already-accepted', requestId: headers.get('x-line-accepted-request-id') }
  if (status === 429) return { kind: /monthly limit/i.test(body) ? 'monthly-limit' : 'rate-limited' }
  if (status >= 500) return { kind: 'unavailable', message: `LINE answered ${status}`, reached: true }
  return { kind: 'rejected', code: status, message: body.slice(0, 500) }
}

const neverConnected = ({ cause }: TypeError): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(String(cause.code))
