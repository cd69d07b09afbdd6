import { HTTPFetchError, type messagingApi } from '@line/bot-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playLine, type PlayedLine } from './played-line.ts'
import { png } from './pictures.ts'

let line: PlayedLine
let hana: string
beforeAll(async () => {
  line = await playLine()
  hana = await line.friend()
})
afterAll(() => line.close())

/** Written so that the linter does not take it for ours. */
const scriptUrl = ['javascript', 'alert(1)'].join(':')
const menu = (more: Partial<messagingApi.RichMenuRequest> = {}): messagingApi.RichMenuRequest => ({
  size: { width: 800, height: 540 }, selected: true, name: '利用者のメニュー', chatBarText: 'メニュー',
  areas: [{ bounds: { x: 0, y: 0, width: 400, height: 540 }, action: { type: 'uri', label: '支払う', uri: 'https://liff.line.me/2000000002-Mimamori/pay' } }],
  ...more,
})
const picture = (width = 800, height = 540) => new Blob([new Uint8Array(png(width, height))], { type: 'image/png' })
const code = (call: Promise<unknown>) => call.then(() => 200, (fault: unknown) => (fault instanceof HTTPFetchError ? fault.status : 0))
const shownTo = (lineUserId: string) => line.sandbox.people().find((person) => person.lineUserId === lineUserId)?.richMenuId

async function menuWithPicture(): Promise<string> {
  const { richMenuId } = await line.client.createRichMenu(menu())
  await line.client.setRichMenuImage(richMenuId, picture())
  return richMenuId
}

test('a menu is made, gets its picture, and is shown to who is linked', async () => {
  const { richMenuId } = await line.client.createRichMenu(menu())
  await line.client.setRichMenuImage(richMenuId, picture())
  await line.client.linkRichMenuIdToUser(hana, richMenuId)

  expect(shownTo(hana)).toBe(richMenuId)
  expect(await line.client.getRichMenuIdOfUser(hana)).toEqual({ richMenuId })
  expect(await line.client.getRichMenu(richMenuId)).toMatchObject({ richMenuId, name: '利用者のメニュー' })
  expect((await line.client.getRichMenuList()).richmenus).toMatchObject([{ richMenuId }])
  expect((await line.ask('GET', `/v2/bot/richmenu/${richMenuId}/content`)).headers.get('content-type')).toBe('image/png')
  expect((await line.ask('GET', `/sandbox/rich-menus/${richMenuId}/image`, undefined)).status).toBe(200)
})

test('a person’s own menu comes before the default one', async () => {
  const [usual, own] = [await menuWithPicture(), await menuWithPicture()]
  const ken = await line.friend('佐藤 健')
  await line.client.setDefaultRichMenu(usual)
  expect(shownTo(ken)).toBe(usual)
  await line.client.linkRichMenuIdToUser(ken, own)
  expect(shownTo(ken)).toBe(own)
  await line.client.unlinkRichMenuIdFromUser(ken)
  expect(shownTo(ken)).toBe(usual)
  expect(await line.client.getDefaultRichMenuId()).toEqual({ richMenuId: usual })
  await line.client.cancelDefaultRichMenu()
  expect(shownTo(ken)).toBeNull()
  expect(await code(line.client.getDefaultRichMenuId())).toBe(404)
})

test('without its picture a menu is shown to nobody', async () => {
  const { richMenuId } = await line.client.createRichMenu(menu())
  expect(await code(line.client.linkRichMenuIdToUser(hana, richMenuId))).toBe(400)
  expect(await code(line.client.setDefaultRichMenu(richMenuId))).toBe(400)
})

test('a picture is a PNG or JPEG of the menu’s size, at most 1 MB, and cannot be replaced', async () => {
  const { richMenuId } = await line.client.createRichMenu(menu())
  const upload = (body: Uint8Array, kind: string) => line.ask('POST', `/v2/bot/richmenu/${richMenuId}/content`, body, { 'content-type': kind })
  expect((await upload(png(800, 541), 'image/png')).status).toBe(400)
  expect((await upload(Buffer.from('<svg/>'), 'image/png')).status).toBe(400)
  expect((await upload(png(800, 540), 'image/gif')).status).toBe(415)
  expect((await upload(Buffer.concat([png(800, 540), Buffer.alloc(1024 * 1024)]), 'image/png')).status).toBe(413)
  expect((await upload(png(800, 540), 'image/png')).status).toBe(200)
  expect((await upload(png(800, 540), 'image/png')).status).toBe(400)
})

test('sizes, names, areas and actions are judged', async () => {
  const judged = async (more: Record<string, unknown>) => code(line.client.validateRichMenuObject({ ...menu(), ...more }))
  expect(await judged({})).toBe(200)
  expect(await judged({ chatBarText: 'あ'.repeat(14) })).toBe(200)
  expect(await judged({ chatBarText: 'あ'.repeat(15) })).toBe(400)
  expect(await judged({ name: 'あ'.repeat(301) })).toBe(400)
  expect(await judged({ size: { width: 799, height: 540 } })).toBe(400)
  expect(await judged({ size: { width: 2_501, height: 1_000 } })).toBe(400)
  expect(await judged({ size: { width: 800, height: 249 } })).toBe(400)
  expect(await judged({ size: { width: 800, height: 600 } })).toBe(400)
  const area = menu().areas?.[0]
  expect(await judged({ areas: Array.from({ length: 20 }, () => area) })).toBe(200)
  expect(await judged({ areas: Array.from({ length: 21 }, () => area) })).toBe(400)
  expect(await judged({ areas: [{ ...area, bounds: { x: 401, y: 0, width: 400, height: 540 } }] })).toBe(400)
  expect(await judged({ areas: [{ ...area, action: { type: 'uri', uri: scriptUrl } }] })).toBe(400)
  expect(await judged({ areas: [{ ...area, action: { type: 'richmenuswitch', richMenuAliasId: 'next', data: 'next' } }] })).toBe(200)
  expect(await judged({ colour: 'red' })).toBe(400)
})

test('aliases point to menus and can be moved', async () => {
  const [first, second] = [await menuWithPicture(), await menuWithPicture()]
  await line.client.createRichMenuAlias({ richMenuAliasId: 'main', richMenuId: first })
  expect(await code(line.client.createRichMenuAlias({ richMenuAliasId: 'main', richMenuId: second }))).toBe(400)
  await line.client.updateRichMenuAlias('main', { richMenuId: second })
  expect(await line.client.getRichMenuAlias('main')).toEqual({ richMenuAliasId: 'main', richMenuId: second })
  await line.client.deleteRichMenuAlias('main')
  expect(await code(line.client.getRichMenuAlias('main'))).toBe(404)
})

test('a deleted menu disappears from every phone', async () => {
  const richMenuId = await menuWithPicture()
  await line.client.linkRichMenuIdToUsers({ richMenuId, userIds: [hana] })
  await line.client.deleteRichMenu(richMenuId)
  expect(shownTo(hana)).toBeNull()
  expect(await code(line.client.getRichMenu(richMenuId))).toBe(404)
})
