import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellOfDevice } from '../../server/devices/tell-of-device.ts'
import { signedInByPassword } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import type { Refused } from './cases-acts.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const password = 'a password of the tests'
const told = (chat: { all(): readonly string[] }) => chat.all().filter((text) => text.includes('新しい端末で利用が始まりました'))
const newestOf = async (actorId: string) => {
  const [row] = await town.sql<{ device: string }>`SELECT device_id AS device FROM known_devices WHERE actor_id = ${actorId} ORDER BY first_at DESC, ctid DESC LIMIT 1`
  return row?.device ?? ''
}
const recorded = (action: string, objectId: string) => town.sql<{ actor_kind: string }>`SELECT actor_kind FROM audit_entries WHERE action = ${action} AND object_id = ${objectId}`

test('a customer hears of a device they never used, once, and not of the one they registered with', { timeout: 60_000 }, async () => {
  const hana = await town.customer()
  expect(told(hana.chat)).toEqual([])
  town.clock.forward({ minutes: 5 })
  await hana.otherDevice()
  await town.settles()
  expect(told(hana.chat)).toHaveLength(1)
  expect(told(hana.chat)[0]).toContain('2026年11月23日(月) 14:05')
  expect(told(hana.chat)[0]).toContain('iPhone・LINEアプリ')
  const deviceId = await newestOf(hana.id)
  await tellOfDevice(town.ctx, { actorId: hana.id, deviceId })
  await town.settles()
  expect(told(hana.chat)).toHaveLength(1)

  const { body } = await hana.get<{ items: { kind: string; path: string }[] }>('/api/notices')
  expect(body.items[0]).toMatchObject({ kind: 'F19', path: '/settings' })
})

test('whoever reads the mini-app in English hears of the device in English', { timeout: 60_000 }, async () => {
  const emma = await town.customer()
  expect((await emma.patch('/api/settings', { language: 'en' })).status).toBeLessThan(300)
  await emma.otherDevice()
  await town.settles()

  const said = emma.chat.all().find((text) => text.includes('A new device is in use'))
  expect(said).toMatch(/iPhone, LINE app/)
  expect(said).toMatch(/Mon, 23 Nov 2026/)
  expect(said).not.toMatch(/\p{Script=Hiragana}|\p{Script=Han}/u)
  expect((await emma.get<{ items: { title: string }[] }>('/api/notices')).body.items[0]?.title).toBe('A new device is in use')
})

test('「わたしです」 is taken once, and only from whose device it is', { timeout: 60_000 }, async () => {
  const hana = await town.customer()
  await hana.otherDevice()
  await town.settles()
  const deviceId = await newestOf(hana.id)
  const ken = await town.customer({ name: '佐藤 健' })
  await ken.chat.taps(`act=device-mine&device=${deviceId}`)
  expect(ken.chat.last()).toContain('見つかりませんでした')
  expect(await recorded('button.refused', deviceId)).toEqual([{ actor_kind: 'customer' }])

  await hana.chat.taps(`act=device-mine&device=${deviceId}`)
  expect(hana.chat.last()).toContain('このままお使いください')
  await hana.chat.taps(`act=device-mine&device=${deviceId}`)
  expect(hana.chat.last()).toContain('すでに受け付けています。')
  expect(await recorded('device.confirm', deviceId)).toHaveLength(1)
  // Their payments are stopped on the page that does it, not here.
  await hana.chat.taps(`act=device-not-mine&device=${deviceId}`)
  expect(hana.chat.last()).toContain('見つかりませんでした')
})

test('staff who say that it was not them end what was begun there, and nobody signs in as them from there again', { timeout: 60_000 }, async () => {
  const store = await town.store()
  const [login] = await town.sql<{ login_id: string }>`SELECT login_id FROM staff WHERE id = ${store.owner.id}`
  const loginId = login?.login_id ?? ''
  const stolen = await signedInByPassword(town, store.owner.lineUserId, loginId, password)
  await town.settles()
  const deviceId = await newestOf(store.owner.id)
  expect((await stolen.get('/api/store/fact-checks')).status).toBe(200)

  await store.owner.chat.taps(`act=device-not-mine&device=${deviceId}`)
  expect(store.owner.chat.last()).toContain('その端末を使えなくしました')
  await store.owner.chat.taps(`act=device-not-mine&device=${deviceId}`)
  expect(store.owner.chat.last()).toContain('すでに受け付けています。')
  expect((await stolen.get('/api/store/fact-checks')).status).toBe(401)
  expect((await store.owner.get('/api/store/fact-checks')).status).toBe(200)

  await stolen.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(store.owner.lineUserId) })
  const again = await stolen.post<Refused>('/api/sign-in/password', { loginId, password })
  expect([again.status, again.body.error.reason]).toEqual([403, 'device-denied'])
  expect(await recorded('sign-in.device-denied', store.owner.id)).toHaveLength(1)
})
