// mimamori-line-sandbox
import { messageId, token, ulid } from '../ids.ts'

/** One webhook event as LINE sends it; fields beyond these depend on its kind. */
export type WebhookEvent = {
  type: string
  mode: 'active' | 'standby'
  timestamp: number
  webhookEventId: string
  deliveryContext: { isRedelivery: boolean }
  source?: { type: 'user'; userId: string }
  replyToken?: string
} & Record<string, unknown>

/** What every event of a person has. `replyToken` only where LINE gives one. */
export function eventOf(type: string, lineUserId: string, at: number, own: Record<string, unknown>, replyToken?: string): WebhookEvent {
  return {
    type,
    ...own,
    webhookEventId: ulid(at),
    deliveryContext: { isRedelivery: false },
    timestamp: at,
    source: { type: 'user', userId: lineUserId },
    ...(replyToken === undefined ? {} : { replyToken }),
    mode: 'active',
  }
}

/** The `message` part of a message event. Ids and tokens are LINE's to give. */
export const textContent = (text: string) => ({ type: 'text', ...given(), text })
export const imageContent = () => ({ type: 'image', ...given(), contentProvider: { type: 'line' } })
export const stickerContent = (packageId: string, stickerId: string) => ({
  type: 'sticker', ...given(), stickerId, packageId, stickerResourceType: 'STATIC', keywords: ['hi', 'hello', 'bow'],
})

const given = () => ({ id: messageId(), quoteToken: token(60), markAsReadToken: token(60) })
