// mimamori-line-sandbox
import { z } from 'zod'

const matching = (pattern: RegExp) => z.string().regex(pattern, 'invalid property')

const px = String.raw`\d{1,5}(\.\d{1,5})?px`
const percent = String.raw`\d{1,3}(\.\d{1,5})?%`

const steps = 'none|xs|sm|md|lg|xl|xxl'
const textSteps = 'xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl'
const one = (...forms: string[]) => matching(new RegExp(`^(${forms.join('|')})$`))

export const spacing = one(steps, px)
export const padding = one(steps, px, percent)
export const offset = one(steps, px, percent)
export const cornerRadius = one(steps, px)
export const borderWidth = one('none|light|normal|medium|semi-bold|bold', px)
export const length = one(px, percent)
export const pixels = one(px)
export const textSize = one(textSteps, px)
export const imageSize = one(textSteps, 'full', px, percent)
export const colour = matching(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/)
export const angle = matching(/^\d{1,3}(\.\d{1,5})?deg$/)
export const percentage = one(percent)
export const share = z.number().int('invalid property').min(0, 'invalid property')

/** Width to height; not taller than three times the width. */
export const aspectRatio = matching(/^\d{1,6}(\.\d{1,5})?:\d{1,6}(\.\d{1,5})?$/).refine((ratio) => {
  const [width = 0, height = 0] = ratio.split(':').map(Number)
  return width > 0 && height > 0 && height <= width * 3
}, { error: 'invalid property' })

export const position = z.enum(['relative', 'absolute'])
export const gravity = z.enum(['top', 'bottom', 'center'])
export const align = z.enum(['start', 'end', 'center'])

/** Where a component stands within its box. */
export const place = {
  margin: spacing.optional(),
  position: position.optional(),
  offsetTop: offset.optional(),
  offsetBottom: offset.optional(),
  offsetStart: offset.optional(),
  offsetEnd: offset.optional(),
}

/** How letters look, in texts and spans. */
export const letters = {
  size: textSize.optional(),
  color: colour.optional(),
  weight: z.enum(['regular', 'bold']).optional(),
  style: z.enum(['normal', 'italic']).optional(),
  decoration: z.enum(['none', 'underline', 'line-through']).optional(),
}
