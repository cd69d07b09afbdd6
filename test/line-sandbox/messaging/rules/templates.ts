// mimamori-line-sandbox
import { z } from 'zod'
import { buttonAction, imageCarouselAction, tapAction } from './actions.ts'
import * as value from './flex-values.ts'
import { httpsUrl, longText, shortText } from './measure.ts'

const looks = { imageAspectRatio: z.enum(['rectangle', 'square']).optional(), imageSize: z.enum(['cover', 'contain']).optional() }
const picture = { thumbnailImageUrl: httpsUrl().optional(), imageBackgroundColor: value.colour.optional(), title: shortText(40).optional(), defaultAction: tapAction.optional() }

/** Beside a picture or a title there is less room for text. */
const room = (alone: number, beside: number) => (one: { text: string; title?: string | undefined; thumbnailImageUrl?: string | undefined }) =>
  shortText(one.title === undefined && one.thumbnailImageUrl === undefined ? alone : beside).safeParse(one.text).success

const buttons = z
  .strictObject({ type: z.literal('buttons'), ...looks, ...picture, text: longText(160), actions: z.array(buttonAction).min(1).max(4) })
  .refine(room(160, 60), { error: 'Length must be between 1 and 60', path: ['text'] })

const confirm = z.strictObject({ type: z.literal('confirm'), text: shortText(240), actions: z.array(buttonAction).length(2) })

const column = z
  .strictObject({ ...picture, text: longText(120), actions: z.array(buttonAction).min(1).max(3) })
  .refine(room(120, 60), { error: 'Length must be between 1 and 60', path: ['text'] })

const carousel = z
  .strictObject({ type: z.literal('carousel'), ...looks, columns: z.array(column).min(1).max(10) })
  .refine((one) => new Set(one.columns.map((each) => each.actions.length)).size <= 1, { error: 'all columns must have the same number of actions', path: ['columns'] })

const imageCarousel = z.strictObject({
  type: z.literal('image_carousel'),
  columns: z.array(z.strictObject({ imageUrl: httpsUrl(), action: imageCarouselAction })).min(1).max(10),
})

export const template = z.discriminatedUnion('type', [buttons, confirm, carousel, imageCarousel])

const area = z.strictObject({ x: z.number().int().min(0), y: z.number().int().min(0), width: z.number().int().min(1), height: z.number().int().min(1) })

/** The members of an imagemap message besides what every message has. */
export const imagemap = {
  baseUrl: httpsUrl(1_000),
  altText: longText(1_500),
  baseSize: z.strictObject({ width: z.literal(1_040), height: z.number().int().min(1) }),
  actions: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('uri'), label: longText(100).optional(), linkUri: longText(1_000), area }),
        z.strictObject({ type: z.literal('message'), label: longText(100).optional(), text: longText(400), area }),
        z.strictObject({ type: z.literal('clipboard'), label: longText(100).optional(), clipboardText: longText(1_000), area }),
      ]),
    )
    .max(50),
  video: z
    .strictObject({
      originalContentUrl: httpsUrl(), previewImageUrl: httpsUrl(), area,
      externalLink: z.strictObject({ linkUri: longText(1_000), label: shortText(30) }).optional(),
    })
    .optional(),
}
