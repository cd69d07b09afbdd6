import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { enqueue } from '../../server/db/enqueue.ts'
import { atStart } from '../../server/jobs.ts'
import { publishRichMenus } from '../../server/line/rich-menu.ts'
import { menuNames, menus, type MenuName } from '../../server/line/rich-menus/menus.ts'
import { signedInByLine } from '../support/customers.ts'
import { staffOf } from '../support/staff.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  await publishes()
})
afterEach(() => town.sandbox.faults.clear())
afterAll(() => town.close())

/** As every worker does when it starts. */
async function publishes(): Promise<void> {
  await town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => enqueue(tx, publishRichMenus, {}))
  await town.settles()
}
const kept = () => town.ctx.line.richMenus.list()
/** By the aliases, because LINE gives out its list of menus ten times a second only; `default` is what has none. */
async function menuShownTo(lineUserId: string, where = town): Promise<string | null> {
  const shown = where.sandbox.people().find((person) => person.lineUserId === lineUserId)?.richMenuId ?? null
  for (const menu of ['customer', 'stopped', 'store', 'secretariat']) if (shown !== null && (await where.ctx.line.richMenus.idOf(`mimamori-${menu}`)) === shown) return menu
  return shown === null ? null : 'default'
}
function stranger() {
  return town.sandbox.addPerson({ name: '通りすがりの人' }).lineUserId
}
const form = () => ({ name: '佐藤 健', kana: 'さとう けん', birthYear: 1988, phone: `0803000${String((phones += 1)).padStart(4, '0')}`, town: 'あおば市', acceptsTerms: true, acceptsPrivacy: true })
let phones = 0

test('every worker publishes the menus when it starts', () => {
  expect(atStart).toContain(publishRichMenus.queue)
})

test('somebody unknown sees the default menu; customers, staff and officers see theirs', async () => {
  const ken = stranger()
  await town.sandbox.follow(ken)
  const [hana, bakery, [sato]] = [await town.customer(), await town.store(), await town.officers('Sato')]
  expect(await menuShownTo(ken)).toBe('default')
  expect(await menuShownTo(hana.lineUserId)).toBe('customer')
  expect(await menuShownTo(bakery.owner.lineUserId)).toBe('store')
  expect(await menuShownTo(sato.lineUserId)).toBe('secretariat')
})

test('the menu says so at once when somebody’s payments are stopped, and follows what staff are', async () => {
  const hana = await town.customer()
  await hana.chat.taps('act=stop-mine')
  expect(await menuShownTo(hana.lineUserId)).toBe('stopped')
  await publishes()
  expect(await menuShownTo(hana.lineUserId)).toBe('stopped')
  await town.sql`UPDATE wallets SET standing = 'active', self_stopped_at = NULL WHERE customer_id = ${hana.id}::uuid`
  await town.settles()
  expect(await menuShownTo(hana.lineUserId)).toBe('customer')

  const [bakery, ken] = [await town.store(), await staffOf(town, 'clerk', await town.store())]
  await town.sql`UPDATE staff SET employment = 'stopped' WHERE id = ${ken.id}::uuid`
  await town.settles()
  expect(await menuShownTo(ken.lineUserId)).toBe('default')
  expect(await menuShownTo(bakery.owner.lineUserId)).toBe('store')
})

test('publishing twice makes nothing twice', async () => {
  const before = await kept()
  expect(before).toHaveLength(menuNames.length)
  await publishes()
  expect(await kept()).toEqual(before)
})

test('a second publishing is not even asked for while one waits', async () => {
  const asks = () => town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => tx.$queryRaw<{ id: string | null }[]>`SELECT enqueue_job('publish-rich-menus', '{}', 'one')::text AS id`)
  expect((await asks())[0]?.id).toBeTypeOf('string')
  expect((await asks())[0]?.id).toBeNull()
  await town.settles()
})

test('a menu that has changed takes the place of the old one, and a menu made by hand stays', async () => {
  const hana = await town.customer()
  const { richMenus } = town.ctx.line
  const request = { size: { width: 800, height: 250 }, selected: false, chatBarText: 'メニュー', areas: [] }
  await richMenus.create({ ...request, name: 'mimamori:customer:0123456789abcdef' })
  const byHand = await richMenus.create({ ...request, name: '手で作ったメニュー' })
  await publishes()
  expect((await kept()).map(({ name }) => name)).not.toContain('mimamori:customer:0123456789abcdef')
  expect(await menuShownTo(hana.lineUserId)).toBe('customer')
  await richMenus.remove(byHand)
})

test('people who were known before the menus get theirs when they are published', async () => {
  const other = await openTown()
  try {
    const [hana, bakery] = [await other.customer(), await other.store()]
    expect(await menuShownTo(hana.lineUserId, other)).toBeNull()
    await other.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => enqueue(tx, publishRichMenus, {}))
    await other.settles()
    expect(await menuShownTo(hana.lineUserId, other)).toBe('customer')
    expect(await menuShownTo(bakery.owner.lineUserId, other)).toBe('store')
  } finally {
    await other.close()
  }
})

test('somebody who works in a store and is a customer too keeps the store’s menu, also when all are linked anew', async () => {
  const bakery = await town.store()
  const { lineUserId } = bakery.owner
  const { id } = await town.customer()
  await town.sql`UPDATE staff SET line_user_id = (SELECT line_user_id FROM customers WHERE id = ${id}::uuid) WHERE line_user_id = ${lineUserId}`
  const [both] = await town.sql<{ id: string }>`SELECT line_user_id AS id FROM customers WHERE id = ${id}::uuid`
  await publishes()
  expect(await menuShownTo(both!.id)).toBe('store')
})

test('whoever registers before becoming a friend gets the menu as a friend', async () => {
  const ken = stranger()
  expect((await (await signedInByLine(town, ken)).post('/api/register', form())).status).toBe(201)
  await town.settles()
  await town.sandbox.follow(ken)
  await town.settles()
  expect(await menuShownTo(ken)).toBe('customer')
})

test.each(['429', '500', 'reset'] as const)('a LINE that answers %s delays a menu, and registering goes well', async (kind) => {
  const ken = stranger()
  await town.sandbox.follow(ken)
  await town.settles()
  town.sandbox.faults.set({ api: { kind, times: 2, match: 'richmenu' } })
  expect((await (await signedInByLine(town, ken)).post('/api/register', form())).status).toBe(201)
  await town.settles()
  expect(await menuShownTo(ken)).toBe('customer')
})

test('publishing that LINE broke off is finished later, and leaves no menu without its picture', async () => {
  const other = await openTown()
  try {
    // The menu is made, its picture is not taken.
    other.sandbox.faults.set({ api: { kind: '500', times: 2, match: '/content' } })
    await other.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => enqueue(tx, publishRichMenus, {}))
    await other.settles()
    const all = await other.ctx.line.richMenus.list()
    expect(all).toHaveLength(menuNames.length)
    for (const { richMenuId } of all) expect(await other.ctx.line.richMenus.hasPicture(richMenuId)).toBe(true)
  } finally {
    await other.close()
  }
})

test('a menu’s word in the chat leads to the page of its button', async () => {
  const [hana, bakery, [sato], stopped] = [await town.customer({ balance: yen(500) }), await town.store(), await town.officers('Abe'), await town.customer()]
  await hana.pays(bakery, yen(100))
  await stopped.chat.taps('act=stop-mine')
  const who: Record<Exclude<MenuName, 'guest'>, string> = { customer: hana.lineUserId, stopped: stopped.lineUserId, store: bakery.owner.lineUserId, secretariat: sato.lineUserId }
  for (const [menu, lineUserId] of Object.entries(who) as [keyof typeof who, string][]) {
    // The other places of a stopped customer are those of every customer.
    const areas = menu === 'stopped' ? menus[menu].areas.slice(0, 2) : menus[menu].areas
    for (const { command } of areas) await town.sandbox.say(lineUserId, command)
    await town.settles()
    const told = JSON.stringify(town.sandbox.messagesTo(lineUserId))
    for (const area of areas) if ('page' in area) expect(told).toContain(`https://liff.line.me/${town.ctx.config.line.liffId}${area.page}"`)
  }
})
