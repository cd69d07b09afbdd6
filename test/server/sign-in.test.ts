import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '../../server/sign-in/password.ts'
import { signedInByLine } from '../support/customers.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let passwordHash: string
beforeAll(async () => {
  town = await openTown()
  passwordHash = await hashPassword(password)
})
afterAll(() => town.close())

const password = 'a long enough password'
interface Problem {
  error: { reason: string; message: string }
}

let hired = 0
/** Somebody who was hired in the past and never signed in. */
async function hire(kind: 'staff' | 'officer', store?: { id: string }) {
  hired += 1
  const loginId = `${kind}-${hired}`
  const id = crypto.randomUUID()
  if (kind === 'staff') {
    await town.sql`INSERT INTO staff (id, code, name, login_id, password_hash, role) VALUES (${id}, ${`H-${hired}`}, ${'店員'}, ${loginId}, ${passwordHash}, 'clerk')`
    await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${id}, ${store!.id})`
  } else {
    await town.sql`INSERT INTO officers (id, number, name, login_id, password_hash, role) VALUES (${id}, ${`H-${hired}`}, ${'職員'}, ${loginId}, ${passwordHash}, 'officer')`
  }
  return { id, loginId }
}

const phone = (name: string) => town.sandbox.addPerson({ name }).lineUserId
const withPassword = async (browser: Awaited<ReturnType<typeof signedInByLine>>, loginId: string, secret = password) => browser.post<Problem & { role?: string }>('/api/sign-in/password', { loginId, password: secret })

test('LINE’s word makes a visitor of somebody new, by the name they have in LINE', async () => {
  const browser = town.stranger()
  const answer = await browser.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(phone('新しい人')) })
  expect(answer.body).toEqual({ next: 'not-registered' })
  expect((await browser.get('/api/me')).body).toEqual({ role: 'visitor', displayName: '新しい人' })
})

test('LINE’s word is enough for a customer', async () => {
  const hana = await town.customer({ name: '山田 花子' })
  const browser = await signedInByLine(town, hana.lineUserId)
  expect((await browser.get('/api/me')).body).toMatchObject({
    role: 'customer', code: hana.code, name: '山田 花子', balance: '0', validUntil: '2027-01-31', standing: 'active', stopped: null, openDemands: 0, unreadNotices: 1,
    textSize: 'standard', language: 'ja', limits: { payment: '30000', day: '50000' },
  })
})

test.each([
  ['has expired', { expiresInSeconds: -31 }, 'id-token-expired'],
  ['is for another channel', { audience: '9999999999' }, 'id-token-invalid'],
  ['has another issuer', { issuer: 'https://evil.example' }, 'id-token-invalid'],
  ['is signed with the channel’s secret', { algorithm: 'HS256' as const }, 'id-token-invalid'],
  ['is signed with a foreign key', { foreignKey: true }, 'id-token-invalid'],
])('an ID token that %s signs nobody in', async (_what, wish, reason) => {
  const browser = town.stranger()
  const answer = await browser.post<Problem>('/api/sign-in/line', { idToken: await town.sandbox.idToken(phone('誰か'), wish) })
  expect([answer.status, answer.body.error.reason]).toEqual([401, reason])
  expect((await browser.get('/api/me')).status).toBe(401)
})

test('clocks may differ by half a minute', async () => {
  const answer = await town.stranger().post('/api/sign-in/line', { idToken: await town.sandbox.idToken(phone('誰か'), { expiresInSeconds: -20 }) })
  expect(answer.status).toBe(200)
})

test.each(['', 'abc', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJVMSJ9.'])('「%s」 is no ID token', async (idToken) => {
  const answer = await town.stranger().post<Problem>('/api/sign-in/line', { idToken })
  expect([400, 401]).toContain(answer.status)
})

test('the cookie is sealed, for this host only, and unreadable for scripts', async () => {
  const answer = await town.app.inject({ method: 'POST', url: '/api/sign-in/line', payload: { idToken: await town.sandbox.idToken(phone('誰か')) } })
  const cookie = [answer.headers['set-cookie']].flat().find((one) => one?.startsWith('__Host-sid='))
  expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(cookie).not.toContain('Domain')
})

test('staff complete LINE’s word with ID and password, and the first time binds the LINE account', async () => {
  const bakery = await town.store()
  const { id, loginId } = await hire('staff', bakery)
  const lineUserId = phone('店員')
  const browser = await signedInByLine(town, lineUserId)
  const signedIn = await withPassword(browser, loginId.toUpperCase())
  expect(signedIn.body).toEqual({ role: 'staff' })
  expect((await browser.get('/api/me')).body).toMatchObject({ role: 'staff', staffRole: 'clerk', stores: [{ id: bakery.id, number: bakery.number, acceptance: 'open' }], openFactChecks: 0 })
  expect(await town.sql`SELECT line_user_id FROM staff WHERE id = ${id}`).toEqual([{ line_user_id: lineUserId }])
  expect((await (await signedInByLine(town, lineUserId)).get('/api/me')).body).toMatchObject({ role: 'visitor' })
})

test('an officer is told how much waits', async () => {
  const [sato] = await town.officers('Sato')
  expect((await sato.get('/api/me')).body).toMatchObject({ role: 'officer', id: sato.id, name: 'Sato', officerRole: 'officer', openCases: 0, waitingApprovals: 0 })
})

test('a password is of no use without LINE', async () => {
  const { loginId } = await hire('officer')
  expect((await town.stranger().post('/api/sign-in/password', { loginId, password })).status).toBe(401)
})

test('a password is of no use with somebody else’s LINE account', async () => {
  const { loginId } = await hire('officer')
  await withPassword(await signedInByLine(town, phone('本人')), loginId)
  const thief = await signedInByLine(town, phone('別人'))
  const answer = await withPassword(thief, loginId)
  expect([answer.status, answer.body.error.reason]).toEqual([403, 'other-line-account'])
  expect((await thief.get('/api/me')).body).toMatchObject({ role: 'visitor' })
})

test('one LINE account is one working person, also when two sign-ins race', async () => {
  const bakery = await town.store()
  const [clerk, officer] = [await hire('staff', bakery), await hire('officer')]
  const lineUserId = phone('二役')
  const browsers = [await signedInByLine(town, lineUserId), await signedInByLine(town, lineUserId)] as const
  const answers = await Promise.all([withPassword(browsers[0], clerk.loginId), withPassword(browsers[1], officer.loginId)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
})

test('a wrong password and an unknown ID look alike', async () => {
  const { loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('誰か'))
  const [wrong, unknown] = [await withPassword(browser, loginId, 'wrong'), await withPassword(browser, 'nobody-at-all', 'wrong')]
  expect(wrong.status).toBe(401)
  expect({ ...wrong.body.error, requestNo: '' }).toEqual({ ...unknown.body.error, requestNo: '' })
})

test('guesses wait longer and longer, and after ten the ID is locked for half an hour', async () => {
  const { loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('当てずっぽう'))
  const reasons: (string | undefined)[] = []
  for (let guess = 0; guess < 4; guess += 1) reasons.push((await withPassword(browser, loginId, 'wrong')).body.error.reason)
  for (let guess = 0; guess < 7; guess += 1) {
    town.clock.forward({ seconds: 64 })
    await withPassword(browser, loginId, 'wrong')
  }
  const locked = await withPassword(browser, loginId)
  expect(reasons).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'too-many-tries'])
  expect([locked.status, locked.body.error.reason]).toEqual([429, 'locked-out'])
  expect(locked.body.error.message).toMatch(/^安全のため、\d\d:\d\dまでサインインできません。$/)

  town.clock.forward({ minutes: 30 })
  expect((await withPassword(await signedInByLine(town, phone('本人')), loginId)).status).toBe(200)
})

test('many guesses at once don’t slip past the count', async () => {
  const { loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('急ぐ人'))
  const answers = await Promise.all(Array.from({ length: 12 }, () => withPassword(browser, loginId, 'wrong')))
  expect(answers.filter(({ body }) => body.error.reason === 'wrong-password')).toHaveLength(3)
})

test('a right password clears what went wrong before', async () => {
  const { loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('思い出した人'))
  for (const guess of ['wrong', 'wrong', password]) await withPassword(browser, loginId, guess)
  expect(await town.sql`SELECT failures, locked_until FROM sign_in_tries WHERE login_id = ${loginId}`).toEqual([{ failures: 0, locked_until: null }])
})

test('a cookie copied before signing out is worthless afterwards', async () => {
  const hana = await town.customer()
  const thief = town.stranger()
  thief.useCookies(hana.cookies())
  expect((await thief.get('/api/me')).status).toBe(200)
  expect((await hana.post('/api/sign-out')).status).toBe(204)
  expect((await thief.get('/api/me')).status).toBe(401)
  expect((await hana.get('/api/me')).status).toBe(401)
})

test('a cookie copied before the password came has not gained its rights', async () => {
  const { loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('職員'))
  const thief = town.stranger()
  thief.useCookies(browser.cookies())
  await withPassword(browser, loginId)
  expect((await browser.get('/api/me')).body).toMatchObject({ role: 'officer' })
  expect((await thief.get('/api/me')).status).toBe(401)
})

test('a customer’s session ends after half an hour of rest, and at the latest after twelve hours', async () => {
  const hana = await town.customer()
  town.clock.forward({ minutes: 29 })
  expect((await hana.get('/api/me')).status).toBe(200)
  town.clock.forward({ minutes: 29 })
  expect((await hana.get('/api/me')).status).toBe(200)
  town.clock.forward({ minutes: 30 })
  expect((await hana.get('/api/me')).status).toBe(401)

  const ken = await town.customer()
  for (let passed = 0; passed < 12 * 60; passed += 20) {
    expect((await ken.get('/api/me')).status).toBe(200)
    town.clock.forward({ minutes: 20 })
  }
  expect((await ken.get('/api/me')).status).toBe(401)
})

test('an officer’s session ends after a quarter of an hour of rest', async () => {
  const [sato] = await town.officers('Sato')
  town.clock.forward({ minutes: 15 })
  expect((await sato.get('/api/me')).status).toBe(401)
})

test('whoever is dismissed, or gets a new password, is out at the next request', async () => {
  const [sato, mori] = await town.officers('Sato', 'Mori')
  await town.sql`UPDATE officers SET employment = 'stopped' WHERE id = ${sato.id}`
  await town.sql`UPDATE officers SET credential_version = 2 WHERE id = ${mori.id}`
  expect((await sato.get('/api/me')).status).toBe(401)
  expect((await mori.get('/api/me')).status).toBe(401)
})

test('sign-ins and failures are in the audit log', async () => {
  const { id, loginId } = await hire('officer')
  const browser = await signedInByLine(town, phone('記録される人'))
  await withPassword(browser, loginId, 'wrong')
  await withPassword(browser, loginId)
  const rows = await town.sql<{ action: string; actor_kind: string }>`SELECT action, actor_kind::text FROM audit_entries WHERE object_id = ${id} ORDER BY id`
  expect(rows).toEqual([{ action: 'sign-in.wrong-password', actor_kind: 'visitor' }, { action: 'sign-in.password', actor_kind: 'officer' }])
})

test('when LINE’s keys cannot be had, nobody is blamed', async () => {
  const alone = await openTown({ settings: { LINE_LOGIN_JWKS_URL: 'http://127.0.0.1:9/certs' } })
  try {
    const answer = await alone.stranger().post<Problem>('/api/sign-in/line', { idToken: await alone.sandbox.idToken(alone.sandbox.addPerson({ name: '誰か' }).lineUserId) })
    expect([answer.status, answer.body.error.reason]).toEqual([503, 'busy'])
  } finally {
    await alone.close()
  }
})
