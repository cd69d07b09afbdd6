import { HTTPFetchError, type LineBotClient, type messagingApi } from '@line/bot-sdk'
import type { Logger } from 'pino'
import { inTime } from './deadline.ts'

/** Rich menus as LINE keeps them. A call that LINE refuses or does not answer throws: the job around it is tried again. */
export interface RichMenuCalls {
  list(): Promise<readonly KeptMenu[]>
  /** The menu that this alias stands for now. The list would tell too, but may be asked for ten times a second only. */
  idOf(alias: string): Promise<string | null>
  setAlias(alias: string, richMenuId: string): Promise<void>
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
  return {
    list: async () => (await asked('rich-menu list', client.getRichMenuList())).richmenus,
    idOf: async (alias) => {
      try {
        return (await asked('rich-menu alias?', client.getRichMenuAlias(alias))).richMenuId
      } catch (fault) {
        if (codeOf(fault) === 404) return null
        throw fault
      }
    },
    setAlias: async (richMenuAliasId, richMenuId) => {
      const { aliases } = await asked('rich-menu aliases', client.getRichMenuAliasList())
      const isKnown = aliases.some((one) => one.richMenuAliasId === richMenuAliasId)
      await asked('rich-menu alias', isKnown ? client.updateRichMenuAlias(richMenuAliasId, { richMenuId }) : client.createRichMenuAlias({ richMenuAliasId, richMenuId }))
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
