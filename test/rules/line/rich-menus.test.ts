import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understand, type Part } from '../../../server/chat/command.ts'
import { menuNames, menuRequest, menus, type Bounds, type MenuArea, type MenuName } from '../../../server/line/rich-menus/menus.ts'

const partOf: Record<MenuName, Part[]> = { guest: [], customer: ['customer'], stopped: ['customer'], store: ['staff'], secretariat: ['officer'] }
const request = (menu: MenuName) => menuRequest(menu, 'mimamori:test', (page) => `https://liff.line.me/2000000002-Mimamori${page}`)
const picture = (menu: MenuName) => readFileSync(new URL(`../../../server/line/rich-menus/${menu}.png`, import.meta.url))
const everyArea = menuNames.flatMap((menu) => menus[menu].areas.map((area): [MenuName, string, MenuArea] => [menu, area.label, area]))

describe.each(menuNames)('the menu of %s', (menu) => {
  const { size, areas } = menus[menu]

  test('has its areas inside the picture, filling it and nowhere one over another', () => {
    for (const { bounds } of areas) {
      expect(Math.min(bounds.x, bounds.y)).toBeGreaterThanOrEqual(0)
      expect(bounds.x + bounds.width).toBeLessThanOrEqual(size.width)
      expect(bounds.y + bounds.height).toBeLessThanOrEqual(size.height)
    }
    expect(areas.flatMap((one, place) => areas.slice(place + 1).filter((other) => overlap(one.bounds, other.bounds)))).toEqual([])
    expect(areas.reduce((sum, { bounds }) => sum + bounds.width * bounds.height, 0)).toBe(size.width * size.height)
  })

  test('keeps LINE’s limits', () => {
    const wish = request(menu)
    expect(wish.chatBarText).toBe('メニュー')
    expect(size.width).toBe(2500)
    expect(size.width / size.height).toBeGreaterThanOrEqual(1.45)
    expect(areas.length).toBeLessThanOrEqual(20)
    for (const { label } of areas) expect([...label].length).toBeLessThanOrEqual(20)
    for (const { action } of wish.areas ?? []) expect(JSON.stringify(action).length).toBeLessThan(300)
  })

  test('has a PNG of exactly its size, of at most 1 MB', () => {
    const png = picture(menu)
    expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
    expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(size)
    expect(png.length).toBeLessThanOrEqual(1024 * 1024)
  })
})

test.each(everyArea)('%s: what 「%s」 does can be written in the chat too', (menu, _label, area) => {
  const typed = understand(area.command, partOf[menu])
  expect(typed.kind).toBe('command')
  if ('says' in area) expect(understand(area.says, partOf[menu])).toEqual(typed)
})

test('an area is large enough for a thumb on the narrowest phone', () => {
  const narrowest = 320
  for (const [menu, , { bounds }] of everyArea) {
    const scale = narrowest / menus[menu].size.width
    expect(Math.min(bounds.width, bounds.height) * scale).toBeGreaterThanOrEqual(44)
  }
})

const overlap = (one: Bounds, other: Bounds): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
