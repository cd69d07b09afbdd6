// mimamori-line-sandbox
import { z } from 'zod'
import { quickReplyAction } from './actions.ts'
import { flexContainer } from './flex.ts'
import { httpsUrl, longText, shortText } from './measure.ts'
import { imagemap, template } from './templates.ts'

const everyMessage = {
  quickReply: z
    .strictObject({
      items: z
        .array(z.strictObject({ type: z.literal('action'), imageUrl: httpsUrl().optional(), action: quickReplyAction }))
        .min(1, 'May not be empty')
        .max(13, 'size must be between 1 and 13'),
    })
    .optional(),
  sender: z.strictObject({ name: shortText(20).optional(), iconUrl: httpsUrl().optional() }).optional(),
}

const emoji = z.strictObject({ index: z.number().int().min(0), productId: longText(100), emojiId: longText(100) })
const altText = longText(1_500)
const quoteToken = longText(1_000).optional()
const media = { originalContentUrl: httpsUrl(), previewImageUrl: httpsUrl() }

const mentionOrEmoji = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mention'), mentionee: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('user'), userId: longText(33) }), z.strictObject({ type: z.literal('all') })]) }),
  z.strictObject({ type: z.literal('emoji'), productId: longText(100), emojiId: longText(100) }),
])

/** One message of a push, reply or multicast, as LINE takes it; what LINE does not know is refused. */
export const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: longText(5_000), emojis: z.array(emoji).max(20).optional(), quoteToken, ...everyMessage }),
  z.strictObject({ type: z.literal('textV2'), text: longText(5_000), substitution: z.record(z.string().max(20), mentionOrEmoji).optional(), quoteToken, ...everyMessage }),
  z.strictObject({ type: z.literal('sticker'), packageId: longText(20), stickerId: longText(20), quoteToken, ...everyMessage }),
  z.strictObject({ type: z.literal('image'), ...media, ...everyMessage }),
  z.strictObject({ type: z.literal('video'), ...media, trackingId: longText(100).optional(), ...everyMessage }),
  z.strictObject({ type: z.literal('audio'), originalContentUrl: httpsUrl(), duration: z.number().int().min(1), ...everyMessage }),
  z.strictObject({ type: z.literal('location'), title: shortText(100), address: shortText(100), latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), ...everyMessage }),
  z.strictObject({ type: z.literal('imagemap'), ...imagemap, ...everyMessage }),
  z.strictObject({ type: z.literal('template'), altText, template, ...everyMessage }),
  z.strictObject({ type: z.literal('flex'), altText, contents: flexContainer, ...everyMessage }),
])

const messages = z.array(message).min(1, 'Size must be between 1 and 5').max(5, 'Size must be between 1 and 5')
const unit = z.array(z.string().regex(/^[A-Za-z0-9_]{1,30}$/)).max(1).optional()
const notificationDisabled = z.boolean().optional()

export const userId = z.string().regex(/^U[0-9a-f]{32}$/, "The value of 'to' is not a user id")

export const bodies = {
  push: z.strictObject({ to: userId, messages, notificationDisabled, customAggregationUnits: unit }),
  reply: z.strictObject({ replyToken: longText(1_000), messages, notificationDisabled }),
  multicast: z.strictObject({ to: z.array(userId).min(1, 'Size must be between 1 and 500').max(500, 'Size must be between 1 and 500'), messages, notificationDisabled, customAggregationUnits: unit }),
  broadcast: z.strictObject({ messages, notificationDisabled }),
  validate: z.strictObject({ messages }),
}
