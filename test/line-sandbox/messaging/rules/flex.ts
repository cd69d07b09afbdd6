// mimamori-line-sandbox
import { z } from 'zod'
import { buttonAction, tapAction } from './actions.ts'
import * as value from './flex-values.ts'
import { httpsUrl, jsonBytes, someText } from './measure.ts'

const bubbleBytes = 30 * 1024
const carouselBytes = 50 * 1024
const deepest = 10

const span = z.strictObject({ type: z.literal('span'), text: someText, ...value.letters })

const text = z
  .strictObject({
    type: z.literal('text'), text: someText.optional(), contents: z.array(span).min(1, 'May not be empty').optional(),
    flex: value.share.optional(), align: value.align.optional(), gravity: value.gravity.optional(), wrap: z.boolean().optional(),
    lineSpacing: value.pixels.optional(), maxLines: value.share.optional(), adjustMode: z.literal('shrink-to-fit').optional(),
    scaling: z.boolean().optional(), action: tapAction.optional(), ...value.letters, ...value.place,
  })
  .refine((one) => one.text !== undefined || one.contents !== undefined, { error: 'must be specified', path: ['text'] })

const button = z.strictObject({
  type: z.literal('button'), action: buttonAction, flex: value.share.optional(), color: value.colour.optional(),
  style: z.enum(['primary', 'secondary', 'link']).optional(), height: z.enum(['sm', 'md']).optional(), gravity: value.gravity.optional(),
  adjustMode: z.literal('shrink-to-fit').optional(), scaling: z.boolean().optional(), ...value.place,
})

const image = z.strictObject({
  type: z.literal('image'), url: httpsUrl(), flex: value.share.optional(), align: value.align.optional(), gravity: value.gravity.optional(),
  size: value.imageSize.optional(), aspectRatio: value.aspectRatio.optional(), aspectMode: z.enum(['fit', 'cover']).optional(),
  backgroundColor: value.colour.optional(), action: tapAction.optional(), animated: z.boolean().optional(), ...value.place,
})

const icon = z.strictObject({
  type: z.literal('icon'), url: httpsUrl(), size: value.textSize.optional(), aspectRatio: value.aspectRatio.optional(), scaling: z.boolean().optional(), ...value.place,
})

const separator = z.strictObject({ type: z.literal('separator'), margin: value.spacing.optional(), color: value.colour.optional() })
const filler = z.strictObject({ type: z.literal('filler'), flex: value.share.optional() })

/** A box, at the given depth of nesting: each layout takes other components. */
function box(depth: number): z.ZodType {
  const inner = z.lazy(() => (depth >= deepest ? z.never({ error: 'too deeply nested' }) : box(depth + 1)))
  const rows = z.array(oneOf({ box: inner, text, button, image, separator, filler }))
  const baseline = z.array(oneOf({ text, icon, filler }))
  const common = {
    type: z.literal('box'), flex: value.share.optional(), spacing: value.spacing.optional(), action: tapAction.optional(),
    backgroundColor: value.colour.optional(), borderColor: value.colour.optional(), borderWidth: value.borderWidth.optional(), cornerRadius: value.cornerRadius.optional(),
    width: value.length.optional(), maxWidth: value.length.optional(), height: value.length.optional(), maxHeight: value.length.optional(),
    paddingAll: value.padding.optional(), paddingTop: value.padding.optional(), paddingBottom: value.padding.optional(),
    paddingStart: value.padding.optional(), paddingEnd: value.padding.optional(),
    justifyContent: z.enum(['center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly']).optional(),
    alignItems: z.enum(['center', 'flex-start', 'flex-end']).optional(),
    background: z
      .strictObject({ type: z.literal('linearGradient'), angle: value.angle, startColor: value.colour, endColor: value.colour, centerColor: value.colour.optional(), centerPosition: value.percentage.optional() })
      .optional(),
    ...value.place,
  }
  return z.discriminatedUnion('layout', [
    z.strictObject({ ...common, layout: z.literal('vertical'), contents: rows }),
    z.strictObject({ ...common, layout: z.literal('horizontal'), contents: rows }),
    z.strictObject({ ...common, layout: z.literal('baseline'), contents: baseline }),
  ])
}

/** The schema of the component's own kind judges it, so that its faults are told where they are. */
function oneOf(kinds: Record<string, z.ZodType>): z.ZodType {
  return z.unknown().superRefine((component, context) => {
    const kind = typeof component === 'object' && component !== null && 'type' in component ? component.type : undefined
    const schema = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (!schema) {
      context.addIssue({ code: 'custom', path: ['type'], message: `must be one of the following values: [${Object.keys(kinds).join(', ')}]` })
      return
    }
    const judged = schema.safeParse(component)
    for (const issue of judged.error?.issues ?? []) context.addIssue({ ...issue, path: [...issue.path] })
  })
}

const part = box(1)

const video = z.strictObject({
  type: z.literal('video'), url: httpsUrl(), previewUrl: httpsUrl(), altContent: oneOf({ box: part, image }), aspectRatio: value.aspectRatio.optional(), action: tapAction.optional(),
})

const blockStyle = z.strictObject({ backgroundColor: value.colour.optional(), separator: z.boolean().optional(), separatorColor: value.colour.optional() }).optional()
const bubbleSize = z.enum(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'])

const bubble = z
  .strictObject({
    type: z.literal('bubble'), size: bubbleSize.optional(), direction: z.enum(['ltr', 'rtl']).optional(),
    header: oneOf({ box: part }).optional(), hero: oneOf({ box: part, image, video }).optional(), body: oneOf({ box: part }).optional(), footer: oneOf({ box: part }).optional(),
    styles: z.strictObject({ header: blockStyle, hero: blockStyle, body: blockStyle, footer: blockStyle }).optional(),
    action: tapAction.optional(),
  })
  .refine((one) => [one.header, one.hero, one.body, one.footer].some((block) => block !== undefined), { error: 'at least one block must be specified' })
  .refine((one) => jsonBytes(one) <= bubbleBytes, { error: 'size of the bubble must be 30 KB or less' })

const carousel = z
  .strictObject({ type: z.literal('carousel'), contents: z.array(bubble).min(1, 'May not be empty').max(12, 'size must be between 1 and 12') })
  .refine((one) => new Set(one.contents.map((each) => each.size ?? 'mega')).size <= 1, { error: 'all bubbles must have the same size', path: ['contents'] })
  .refine((one) => one.contents.every((each) => (each.hero as { type?: unknown } | undefined)?.type !== 'video'), { error: 'a video cannot be in a carousel', path: ['contents'] })
  .refine((one) => jsonBytes(one) <= carouselBytes, { error: 'size of the carousel must be 50 KB or less' })

export const flexContainer = oneOf({ bubble, carousel })
