// mimamori-line-sandbox
import { z } from 'zod'
import { longText, shortText } from './measure.ts'

const uri = longText(1_000).refine((text) => /^(https?|line|tel):/i.test(text) && URL.canParse(text) && !/[\s\\]/.test(text), { error: 'invalid uri scheme' })

const moments = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
}

/** What one place in a message or menu may do when it is tapped, and how long its label may be. */
function actions(label: z.ZodType<string | undefined>, extra: 'none' | 'quick-reply' | 'rich-menu' = 'none') {
  const postback = z
    .strictObject({
      type: z.literal('postback'), label, data: longText(300), displayText: shortText(300).optional(), text: shortText(300).optional(),
      inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(), fillInText: shortText(300).optional(),
    })
    .refine((one) => one.displayText === undefined || one.text === undefined, { error: 'displayText and text cannot be used together', path: ['text'] })
    .refine((one) => one.fillInText === undefined || one.inputOption === 'openKeyboard', { error: 'fillInText needs inputOption openKeyboard', path: ['fillInText'] })
  const datetime = z
    .strictObject({
      type: z.literal('datetimepicker'), label, data: longText(300), mode: z.enum(['date', 'time', 'datetime']),
      initial: z.string().optional(), min: z.string().optional(), max: z.string().optional(),
    })
    .refine((one) => [one.initial, one.min, one.max].every((at) => at === undefined || moments[one.mode].test(at)), { error: 'invalid date or time', path: ['initial'] })
  const plain = [
    postback,
    datetime,
    z.strictObject({ type: z.literal('message'), label, text: shortText(300) }),
    z.strictObject({ type: z.literal('uri'), label, uri, altUri: z.strictObject({ desktop: uri }).optional() }),
    z.strictObject({ type: z.literal('clipboard'), label, clipboardText: longText(1_000) }),
  ] as const
  if (extra === 'rich-menu') {
    return z.discriminatedUnion('type', [...plain, z.strictObject({ type: z.literal('richmenuswitch'), label, richMenuAliasId: longText(32), data: longText(300) })])
  }
  if (extra === 'none') return z.discriminatedUnion('type', plain)
  return z.discriminatedUnion('type', [
    ...plain,
    z.strictObject({ type: z.literal('camera'), label }),
    z.strictObject({ type: z.literal('cameraRoll'), label }),
    z.strictObject({ type: z.literal('location'), label }),
  ])
}

/** A Flex button, or a button of a template: it shows its label. */
export const buttonAction = actions(shortText(20))
/** A tappable part that shows no label. */
export const tapAction = actions(shortText(20).optional())
export const imageCarouselAction = actions(shortText(12).optional())
export const quickReplyAction = actions(shortText(20), 'quick-reply')
/** Labels of rich menu areas are read aloud. */
export const richMenuAction = actions(shortText(20).optional(), 'rich-menu')
