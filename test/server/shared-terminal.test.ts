import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { Browser } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const later = (minutes: number) => town.clock.forward({ minutes })
const reasonOf = async (browser: Browser, path: string) => (await browser.get<{ error?: { reason: string } }>(path)).body.error?.reason ?? null
const loginOf = async (id: string) => (await town.sql<{ login: string }>`SELECT login_id AS login FROM staff WHERE id = ${id}::uuid`)[0]?.login ?? ''
const today = () => `/api/store/payments?day=${town.clock.now().toISOString().slice(0, 10)}`

test('a shared terminal at rest shows what comes in today and asks for its person before anything else', async () => {
  const bakery = await town.store()
  const hana = await town.customer({ balance: yen(5_000) })
  await bakery.owner.post('/api/store/shared-terminal', { shared: true })
  later(16)
  await hana.get('/api/me')

  expect(await reasonOf(bakery.owner, '/api/store/today')).toBeNull()
  expect(await reasonOf(bakery.owner, today())).toBeNull()
  expect((await bakery.owner.get('/api/me')).body).toMatchObject({ role: 'staff', terminal: { atRest: true } })
  expect(await reasonOf(bakery.owner, '/api/store/payments')).toBe('person-needed')
  expect(await reasonOf(bakery.owner, '/api/store/staff')).toBe('person-needed')
  expect((await bakery.owner.post('/api/store/requests', { amount: 500 })).body).toMatchObject({ error: { reason: 'person-needed' } })

  await bakery.owner.post('/api/sign-in/password', { loginId: await loginOf(bakery.owner.id), password: 'a password of the tests' })
  expect(await reasonOf(bakery.owner, '/api/store/staff')).toBeNull()
  expect((await bakery.owner.get('/api/me')).body).toMatchObject({ terminal: { atRest: false } })
})

test('the feed asking by itself keeps nobody at a shared terminal, and after twelve hours it is over', async () => {
  const bakery = await town.store()
  await bakery.owner.post('/api/store/shared-terminal', { shared: true })
  for (let minute = 0; minute < 16; minute += 4) {
    later(4)
    await bakery.owner.get('/api/store/today')
    await bakery.owner.get('/api/me')
  }
  expect(await reasonOf(bakery.owner, '/api/store/staff')).toBe('person-needed')
  later(12 * 60)
  expect(await reasonOf(bakery.owner, '/api/store/today')).toBe('not-signed-in')
})

test('any other session rests as before, and a terminal is given back by a person', async () => {
  const bakery = await town.store()
  await bakery.owner.post('/api/store/shared-terminal', { shared: true })
  await bakery.owner.post('/api/store/shared-terminal', { shared: false })
  later(16)
  expect(await reasonOf(bakery.owner, '/api/store/today')).toBe('not-signed-in')
})

test('a store chooses which payments its staff are told of in LINE', async () => {
  const bakery = await town.store()
  const hana = await town.customer({ balance: yen(40_000) })
  const profile = { phone: '022-111-2222', opensAt: '9:30', closesAt: '19:00' }
  const told = async (receiptNotice: string, amount: number) => {
    expect((await bakery.owner.post('/api/store/profile', { ...profile, receiptNotice })).status).toBe(200)
    const before = bakery.owner.chat.all().length
    await hana.pays(bakery, yen(amount))
    await town.settles()
    return bakery.owner.chat.all().length - before
  }
  expect([await told('large', 9_999), await told('large', 10_000), await told('all', 100), await told('none', 10_001)]).toEqual([0, 1, 1, 0])
  expect((await bakery.owner.post('/api/store/profile', { ...profile, phone: 'でんわ', receiptNotice: 'all' })).body).toMatchObject({ error: { reason: 'invalid-input' } })
  expect((await bakery.owner.get('/api/store/profile')).body).toMatchObject({ phone: '022-111-2222', opensAt: '9:30', mayChange: true })
  expect((await bakery.owner.get('/api/store/photo')).status).toBe(404)
})
