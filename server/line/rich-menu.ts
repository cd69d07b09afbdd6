import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { messagingApi } from '@line/bot-sdk'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Database } from '../db/client.ts'
import { defineJob } from '../db/enqueue.ts'
import type { Line } from './gateway.ts'
import { liffUrl } from './liff-url.ts'
import { linkedMenus, menuOf, peopleOf, type LinkedMenu } from './menu-people.ts'
import { menuRequest, type MenuName } from './rich-menus/menus.ts'

/** What somebody is to the programme has changed, so the menu under their chat may have to. */
export const linkRichMenu = defineJob('link-rich-menu', z.object({ lineUserId: z.string().min(1) }))

/** LINE is to have our menus as they are drawn now, and everybody theirs. */
export const publishRichMenus = defineJob('publish-rich-menus', z.object({}))

/** What this needs of the context, which is built above this folder. */
export interface MenuParts {
  readonly config: Pick<Config, 'line'>
  readonly db: Database
  readonly line: Line
  readonly log: Logger
}

/**
 * Shows one person the menu of their part; a guest sees the default one. Before the menus are published there is nothing
 * to do: publishing links everybody we know by then.
 */
export async function showMenuOf({ db, line, log }: Pick<MenuParts, 'db' | 'line' | 'log'>, lineUserId: string): Promise<void> {
  const menu = await db.atomically({ kind: 'job', job: 'link-rich-menu' }, (tx) => menuOf(tx, lineUserId))
  if (menu === null) return line.richMenus.unlink(lineUserId)
  const richMenuId = await line.richMenus.idOf(aliasOf(menu))
  if (richMenuId === null) return
  // Whoever becomes our friend later is linked then.
  if (!(await line.richMenus.link(lineUserId, richMenuId))) log.warn({ menu }, 'LINE does not show this person a menu yet')
}

/**
 * Makes what LINE lacks, links everybody, and only then takes the menus away that these replace. Twice is once: a menu is
 * found again by its name, which carries the fingerprint of what it does and how it looks.
 */
export async function publishMenus({ config, db, line }: MenuParts): Promise<void> {
  const before = await line.richMenus.list()
  const made = async (menu: MenuName): Promise<string> => {
    const { name: ourName, request, picture } = await drawn(config, menu)
    const id = before.find(({ name }) => name === ourName)?.richMenuId ?? (await line.richMenus.create(request))
    // A publishing that broke off may have left a menu without its picture.
    if (!(await line.richMenus.hasPicture(id))) await line.richMenus.setPicture(id, picture)
    return id
  }
  const ids: Record<MenuName, string> = { guest: await made('guest'), customer: await made('customer'), stopped: await made('stopped'), store: await made('store'), secretariat: await made('secretariat') }
  await line.richMenus.setDefault(ids.guest)
  // Whoever comes while we link is linked by the alias; whoever came before is among everybody.
  for (const menu of linkedMenus) await line.richMenus.setAlias(aliasOf(menu), ids[menu])
  for (const menu of linkedMenus) await linkEverybody(menu, ids[menu], { db, line })
  const current = new Set(Object.values(ids))
  for (const { richMenuId, name } of before) {
    if (name.startsWith(ours) && !current.has(richMenuId)) await line.richMenus.remove(richMenuId)
  }
}

async function linkEverybody(menu: LinkedMenu, richMenuId: string, { db, line }: Pick<MenuParts, 'db' | 'line'>): Promise<void> {
  let after: string | null = ''
  while (after !== null) {
    const from: string = after
    const { lineUserIds, last } = await db.atomically({ kind: 'job', job: 'publish-rich-menus' }, (tx) => peopleOf(tx, menu, from))
    if (lineUserIds.length > 0) await line.richMenus.linkAll(lineUserIds, richMenuId)
    after = last
  }
}

/** Menus of this channel that somebody made by hand in LINE's console are left alone. */
const ours = 'mimamori:'

const aliasOf = (menu: LinkedMenu): string => `mimamori-${menu}`

interface Drawn {
  readonly name: string
  readonly request: messagingApi.RichMenuRequest
  readonly picture: Uint8Array<ArrayBuffer>
}

async function drawn(config: Pick<Config, 'line'>, menu: MenuName): Promise<Drawn> {
  const picture = new Uint8Array(await readFile(join(import.meta.dirname, 'rich-menus', `${menu}.png`)))
  const unnamed = menuRequest(menu, '', (page) => liffUrl(config, page))
  const fingerprint = createHash('sha256').update(JSON.stringify(unnamed)).update(picture).digest('hex').slice(0, 16)
  const name = `${ours}${menu}:${fingerprint}`
  return { name, request: { ...unnamed, name }, picture }
}
