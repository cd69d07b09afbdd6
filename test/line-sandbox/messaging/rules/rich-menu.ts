// mimamori-line-sandbox
import { z } from 'zod'
import { richMenuAction } from './actions.ts'
import { longText, shortText } from './measure.ts'
import { userId } from './messages.ts'

const pixel = z.number().int()

/** A rich menu as it is created; its areas lie within its picture. */
export const richMenu = z
  .strictObject({
    size: z.strictObject({ width: pixel.min(800, 'must be between 800 and 2500').max(2_500, 'must be between 800 and 2500'), height: pixel.min(250, 'must be 250 or more') }),
    selected: z.boolean(),
    name: shortText(300),
    chatBarText: shortText(14),
    areas: z
      .array(z.strictObject({ bounds: z.strictObject({ x: pixel.min(0), y: pixel.min(0), width: pixel.min(1), height: pixel.min(1) }), action: richMenuAction }))
      .max(20, 'size must be between 0 and 20'),
  })
  .refine(({ size }) => size.width / size.height >= 1.45, { error: 'aspect ratio must be 1.45 or more', path: ['size'] })
  .superRefine(({ size, areas }, context) => {
    for (const [index, { bounds }] of areas.entries()) {
      if (bounds.x + bounds.width <= size.width && bounds.y + bounds.height <= size.height) continue
      context.addIssue({ code: 'custom', path: ['areas', index, 'bounds'], message: 'must be within the rich menu' })
    }
  })
export type RichMenuWish = z.infer<typeof richMenu>

const aliasId = z.string().regex(/^[a-z0-9_-]{1,32}$/, 'invalid rich menu alias id')
const users = z.array(userId).min(1).max(500)

export const richMenuBodies = {
  alias: z.strictObject({ richMenuAliasId: aliasId, richMenuId: longText(100) }),
  aliasChange: z.strictObject({ richMenuId: longText(100) }),
  bulkLink: z.strictObject({ richMenuId: longText(100), userIds: users }),
  bulkUnlink: z.strictObject({ userIds: users }),
}
