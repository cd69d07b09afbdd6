// mimamori-line-sandbox
import { randomBytes } from 'node:crypto'
import type { Changes } from '../changes.ts'
import { refuse } from '../refusal.ts'
import type { Content } from './contents.ts'
import { imageFacts } from './image-size.ts'
import type { RichMenuWish } from './rules/rich-menu.ts'

export type RichMenu = RichMenuWish & { richMenuId: string }

export interface RichMenus {
  create(wish: RichMenuWish): string
  /** @throws Refusal 404 */
  get(richMenuId: string): RichMenu
  all(): RichMenu[]
  remove(richMenuId: string): void
  /** @throws Refusal 400 when it is no picture of the menu's size, too large, or the menu has one. */
  setImage(richMenuId: string, bytes: Buffer): void
  image(richMenuId: string): Content | undefined
  /** Undefined takes the default away. @throws Refusal when the menu has no picture. */
  setDefault(richMenuId: string | undefined): void
  defaultId(): string | undefined
  link(lineUserId: string, richMenuId: string): void
  unlink(lineUserId: string): void
  /** What was linked to this person alone. */
  linkedTo(lineUserId: string): string | undefined
  /** What this person sees: their own menu, else the default one. */
  shownTo(lineUserId: string): string | undefined
  aliases: Map<string, string>
  changed(): void
  snapshot(): unknown
}

interface Kept {
  menus?: [string, RichMenu][]
  images?: [string, string][]
  links?: [string, string][]
  aliases?: [string, string][]
  defaultId?: string
}

const mostMenus = 1_000
const mostBytes = 1024 * 1024

export function openRichMenus(kept: unknown, changes: Changes): RichMenus {
  const before = (kept ?? {}) as Kept
  const menus = new Map(before.menus)
  const images = new Map((before.images ?? []).map(([id, text]) => [id, contentOf(Buffer.from(text, 'base64'))]))
  const links = new Map(before.links)
  const aliases = new Map(before.aliases)
  let defaultId = before.defaultId
  const changed = () => changes.tell({ kind: 'richmenu' })

  const get = (richMenuId: string): RichMenu => {
    const menu = menus.get(richMenuId)
    if (!menu) throw refuse(404, 'richmenu not found')
    return menu
  }
  const withPicture = (richMenuId: string): void => {
    get(richMenuId)
    if (!images.has(richMenuId)) throw refuse(400, 'must upload richmenu image before applying it to user')
  }
  return {
    create: (wish) => {
      if (menus.size >= mostMenus) throw refuse(400, 'the number of rich menus has reached the limit')
      const richMenuId = `richmenu-${randomBytes(16).toString('hex')}`
      menus.set(richMenuId, { richMenuId, ...wish })
      changed()
      return richMenuId
    },
    get,
    all: () => [...menus.values()],
    remove: (richMenuId) => {
      get(richMenuId)
      menus.delete(richMenuId)
      images.delete(richMenuId)
      for (const [person, linked] of links) if (linked === richMenuId) links.delete(person)
      if (defaultId === richMenuId) defaultId = undefined
      changed()
    },
    setImage: (richMenuId, bytes) => {
      const { size } = get(richMenuId)
      if (images.has(richMenuId)) throw refuse(400, 'An image has already been uploaded to the richmenu')
      if (bytes.length > mostBytes) throw refuse(413, 'The image must be 1 MB or less')
      const facts = imageFacts(bytes)
      if (!facts) throw refuse(400, 'Unsupported image: send a JPEG or PNG')
      if (facts.width !== size.width || facts.height !== size.height) throw refuse(400, `The image size must be ${size.width} x ${size.height} as the rich menu says, not ${facts.width} x ${facts.height}`)
      images.set(richMenuId, { bytes, contentKind: facts.contentKind })
      changed()
    },
    image: (richMenuId) => images.get(richMenuId),
    setDefault: (richMenuId) => {
      if (richMenuId !== undefined) withPicture(richMenuId)
      defaultId = richMenuId
      changed()
    },
    defaultId: () => defaultId,
    link: (lineUserId, richMenuId) => {
      withPicture(richMenuId)
      links.set(lineUserId, richMenuId)
      changed()
    },
    unlink: (lineUserId) => {
      links.delete(lineUserId)
      changed()
    },
    linkedTo: (lineUserId) => links.get(lineUserId),
    shownTo: (lineUserId) => links.get(lineUserId) ?? defaultId,
    aliases,
    changed,
    snapshot: () => ({
      menus: [...menus], images: [...images].map(([id, { bytes }]) => [id, bytes.toString('base64')]), links: [...links], aliases: [...aliases], defaultId,
    }),
  }
}

const contentOf = (bytes: Buffer): Content => ({ bytes, contentKind: imageFacts(bytes)?.contentKind ?? 'application/octet-stream' })
