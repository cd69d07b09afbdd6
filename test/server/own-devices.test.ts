import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Device } from '../../server/devices/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { Browser } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'
import type { Refused } from './cases-acts.ts'

let town: Town
let hana: CustomerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer()
})
afterAll(() => town.close())

const signsIn = async (browser: Browser) => browser.post<Refused>('/api/sign-in/line', { idToken: await town.sandbox.idToken(hana.lineUserId) })
const devicesOf = async (browser: Browser) => (await browser.get<{ items: Device[] }>('/api/devices')).body.items
const denies = (browser: Browser, id: string) => browser.post<Refused & { items: Device[] }>(`/api/devices/${id}/deny`, {})

test('a new device cannot shut out the one its person has used before, which can shut out the new one', { timeout: 60_000 }, async () => {
  town.clock.forward({ minutes: 25 * 60 })
  await signsIn(hana)
  const stranger = await hana.otherDevice()
  const [own, other] = [(await devicesOf(hana)).find(({ inHand }) => inHand)!, (await devicesOf(hana)).find(({ inHand }) => !inHand)!]
  expect(other).toMatchObject({ machine: 'iphone', inLine: true, denied: false, shut: null })
  expect((await devicesOf(stranger)).find(({ inHand }) => !inHand)).toMatchObject({ id: own.id, shut: 'device-too-new' })

  const early = await denies(stranger, own.id)
  expect([early.status, early.body.error.reason]).toEqual([409, 'device-too-new'])
  const itself = await denies(hana, own.id)
  expect(itself.body.error.reason).toBe('device-in-hand')
  const [first, second] = await Promise.all([denies(hana, other.id), denies(hana, other.id)])
  expect([first.status, second.status]).toEqual([200, 200])

  expect((await stranger.get('/api/me')).status).toBe(401)
  const again = await signsIn(stranger)
  expect([again.status, again.body.error.reason]).toEqual([403, 'own-device-denied'])
  expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'device.deny' AND object_id = ${other.id}`).toHaveLength(1)
  expect((await hana.get('/api/me')).status).toBe(200)

  expect((await hana.post(`/api/devices/${other.id}/allow`, {})).status).toBe(200)
  expect((await signsIn(stranger)).status).toBe(200)
})

test('a device of somebody else is not there', async () => {
  const ken = await town.customer({ name: '佐藤 健' })
  const [his] = await devicesOf(ken)
  expect((await denies(hana, his!.id)).status).toBe(404)
  expect((await ken.get('/api/me')).status).toBe(200)
})
