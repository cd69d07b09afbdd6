import { HTTPFetchError, type LineBotClient, type messagingApi } from '@line/bot-sdk'
import type { Logger } from 'pino'
import { inTime } from './deadline.ts'

/** Rich menus as LINE keeps them. A call that LINE refuses or does not answer throws: the job around it is tried again. */
export interface RichMenuCalls {
  list(): Promise<readonly KeptMenu[]>
  /** The menu of this name, remembered once found: the list may be asked for ten times a second only. */
  idOf(name: string): Promise<string | null>
  create(menu: messagingApi.RichMenuRequest): Promise<string>
  hasPicture(richMenuId: string): Promise<boolean>
  /** A PNG of exactly the menu's size, at most 1 MB, once per menu. */
  setPicture(richMenuId: string, png: Uint8Array<ArrayBuffer>): Promise<void>
  /** For everybody who has no menu of their own. */
  setDefault(richMenuId: string): Promise<void>
  /** False when LINE cannot show it to this person, who is no friend of ours. */
  link(lineUserId: string, richMenuId: string): Promise<boolean>
  unlink(lineUserId: string): Promise<void>
  /** At most 500 people. LINE takes the wish and passes over whom it cannot show it to. */
  linkAll(lineUserIds: readonly string[], richMenuId: string): Promise<void>
  remove(richMenuId: string): Promise<void>
}

export interface KeptMenu {
  readonly richMenuId: string
  readonly name: string
}

const deadlineMs = 10_000
/** Pictures are large. */
const pictureDeadlineMs = 30_000

export function richMenuCalls(client: LineBotClient, log: Logger): RichMenuCalls {
  const remembered = new Map<string, string>()
  const asked = async <T>(what: string, call: Promise<T>, within = deadlineMs): Promise<T> => {
    try {
      const answer = await inTime(call, within)
      log.info({ line: what }, 'called LINE')
      return answer
    } catch (fault) {
      log.info({ line: what, code: codeOf(fault) }, 'LINE did not do it')
      throw fault
    }
  }
  const list = async (): Promise<readonly KeptMenu[]> => (await asked('rich-menu list', client.getRichMenuList())).richmenus
  return {
    list,
    idOf: async (name) => {
      const known = remembered.get(name)
      if (known !== undefined) return known
      const found = (await list()).find((menu) => menu.name === name)
      if (found) remembered.set(name, found.richMenuId)
      return found?.richMenuId ?? null
    },
    create: async (menu) => (await asked('rich-menu create', client.createRichMenu(menu))).richMenuId,
    hasPicture: async (richMenuId) => {
      try {
        const picture = await asked('rich-menu picture?', client.getRichMenuImage(richMenuId))
        picture.destroy()
        return true
      } catch (fault) {
        if (codeOf(fault) === 404) return false
        throw fault
      }
    },
    setPicture: async (richMenuId, png) => {
      await asked('rich-menu picture', client.setRichMenuImage(richMenuId, new Blob([png], { type: 'image/png' })), pictureDeadlineMs)
    },
    setDefault: async (richMenuId) => {
      await asked('rich-menu default', client.setDefaultRichMenu(richMenuId))
    },
    link: async (lineUserId, richMenuId) => {
      try {
        await asked('rich-menu link', client.linkRichMenuIdToUser(lineUserId, richMenuId))
        return true
      } catch (fault) {
        if (codeOf(fault) === 400) return false
        // The menu has been replaced since we looked; the next try looks again.
        if (codeOf(fault) === 404) remembered.clear()
        throw fault
      }
    },
    unlink: async (lineUserId) => {
      await asked('rich-menu unlink', client.unlinkRichMenuIdFromUser(lineUserId))
    },
    linkAll: async (lineUserIds, richMenuId) => {
      await asked('rich-menu link all', client.linkRichMenuIdToUsers({ richMenuId, userIds: [...lineUserIds] }))
    },
    remove: async (richMenuId) => {
      await asked('rich-menu remove', client.deleteRichMenu(richMenuId))
    },
  }
}

const codeOf = (fault: unknown): number | null => (fault instanceof HTTPFetchError ? fault.status : null)
