import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedInByLine } from '../support/customers.ts'
import { staffOf } from '../support/staff.ts'
import { signedInByPassword, type StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let bakery: StoreInTown
beforeAll(async () => {
  town = await openTown()
  bakery = await town.store({ name: 'ぱん屋' })
})
afterAll(() => town.close())

const own = 'kaze ga fuku hi ni'
interface Listed {
  readonly items: readonly { readonly id: string; readonly name: string; readonly state: string; readonly loginId: string; readonly declared: boolean; readonly whyNot: { readonly stop: { readonly reason: string } | null } }[]
  readonly invitations: readonly { readonly id: string; readonly role: string }[]
}
const listed = async () => (await bakery.owner.get<Listed>('/api/store/staff')).body
const seen = async (id: string) => (await listed()).items.find((one) => one.id === id)
const stop = (by: { post: StoreInTown['owner']['post'] }, id: string) => by.post<Listed & { error?: { reason: string } }>(`/api/store/staff/${id}/stop`, {})
const invite = async (role: 'clerk' | 'manager' = 'clerk') => {
  const { body } = await bakery.owner.post<{ url: string }>('/api/store/staff/invitations', { role })
  return body.url.split('/').at(-1) ?? ''
}
const somebody = async () => {
  const { lineUserId } = town.sandbox.addPerson({ name: '伊藤 さくら' })
  await town.sandbox.follow(lineUserId)
  return { lineUserId, browser: await signedInByLine(town, lineUserId) }
}
const joins = (browser: StoreInTown['owner'] | Awaited<ReturnType<typeof somebody>>['browser'], token: string, also = {}) =>
  browser.post<{ loginId: string; error?: { reason: string } }>(`/api/store/join/${token}`, { name: '伊藤 さくら', password: own, declares: true, ...also })

test('whom a manager stops is out at their next tap, keeps their record, and may be let in again', async () => {
  const ken = await staffOf(town, 'clerk', bakery)
  expect((await ken.get('/api/store/today')).status).toBe(200)

  expect((await stop(bakery.owner, ken.id)).status).toBe(200)
  expect((await stop(bakery.owner, ken.id)).status).toBe(200)

  expect((await ken.get('/api/store/today')).status).toBe(401)
  expect(await seen(ken.id)).toMatchObject({ state: 'stopped' })
  await bakery.owner.post(`/api/store/staff/${ken.id}/resume`, {})
  expect(await seen(ken.id)).toMatchObject({ state: 'active' })
  // A session from before stays ended.
  expect((await ken.get('/api/store/today')).status).toBe(401)
  const audit = await town.sql<{ action: string }>`SELECT action FROM audit_entries WHERE object_id = ${ken.id} AND action LIKE 'staff.%' ORDER BY recorded_at, id`
  expect(audit.map(({ action }) => action)).toEqual(['staff.stop', 'staff.resume'])
})

test('somebody stays in charge: the last manager cannot be stopped, and two cannot stop each other', async () => {
  const corner = await town.store({ name: '角の店' })
  const listOf = await corner.owner.get<Listed>('/api/store/staff')
  expect(listOf.body.items.map(({ whyNot }) => whyNot.stop?.reason)).toEqual(['last-manager'])
  const manager = await staffOf(town, 'owner', corner)

  const [one, two] = await Promise.all([stop(corner.owner, manager.id), stop(manager, corner.owner.id)])

  expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1)
  // The database holds it too, without the procedure's own look.
  const stays = one.status === 200 ? corner.owner : manager
  const joined = await staffOf(town, 'owner', corner)
  const stopInDatabase = (by: string, who: string) =>
    town.ctx.db.atomically({ kind: 'staff', staffId: by, role: 'owner', storeIds: [corner.id] }, (tx) => tx.staff.updateMany({ where: { id: who }, data: { employment: 'stopped' } }))
  const both = await Promise.allSettled([stopInDatabase(stays.id, joined.id), stopInDatabase(joined.id, stays.id)])
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
})

test('a clerk, a manager of another store and a manager over an owner decide nothing, in the database either', async () => {
  const [clerk, manager, ken] = [await staffOf(town, 'clerk', bakery), await staffOf(town, 'manager', bakery), await staffOf(town, 'clerk', bakery)]
  const other = await town.store({ name: 'よその店' })
  const both = await staffOf(town, 'clerk', bakery, other)

  const reasons = await Promise.all([stop(clerk, ken.id), stop(other.owner, ken.id), stop(manager, bakery.owner.id), stop(manager, manager.id), stop(bakery.owner, both.id)])

  expect(reasons.map(({ body }) => body.error?.reason)).toEqual(['managers-only', 'not-found', 'owners-over-owners', 'not-yourself', 'works-elsewhere'])
  const inDatabase = (staffId: string, role: 'clerk' | 'manager', target: string) =>
    town.ctx.db.atomically({ kind: 'staff', staffId, role, storeIds: [bakery.id] }, (tx) => tx.staff.updateMany({ where: { id: target }, data: { employment: 'stopped' } }))
  // A scope that lies about the role gains nothing: the rows are asked.
  await expect(inDatabase(clerk.id, 'manager', ken.id)).rejects.toThrow(/row-level security/)
  await expect(inDatabase(manager.id, 'manager', bakery.owner.id)).rejects.toThrow(/row-level security/)
  await expect(inDatabase(manager.id, 'manager', manager.id)).rejects.toThrow(/constraint violated/)
  await expect(town.ctx.db.atomically({ kind: 'staff', staffId: manager.id, role: 'manager', storeIds: [bakery.id] }, (tx) => tx.staff.findMany({ select: { passwordHash: true } }))).rejects.toThrow(/permission denied/)
})

test('who guessed too often is let in again by the manager', async () => {
  const ken = await staffOf(town, 'clerk', bakery)
  const { loginId } = (await seen(ken.id))!
  await town.sql`INSERT INTO sign_in_tries (login_id, failures, last_at, locked_until) VALUES (${loginId}, 10, ${town.clock.now()}, ${new Date(town.clock.now().getTime() + 1_800_000)})
    ON CONFLICT (login_id) DO UPDATE SET failures = 10, locked_until = excluded.locked_until`
  expect(await seen(ken.id)).toMatchObject({ state: 'locked' })
  await bakery.owner.post(`/api/store/staff/${ken.id}/unlock`, {})
  expect(await seen(ken.id)).toMatchObject({ state: 'active' })
})

test('a new password is temporary: the old sessions end, the person chooses their own before anything opens, and after three days it is over', async () => {
  const ken = await staffOf(town, 'clerk', bakery)
  const renewed = await bakery.owner.post<{ loginId: string; password: string }>(`/api/store/staff/${ken.id}/password`, { newLine: false })
  expect((await ken.get('/api/store/today')).status).toBe(401)

  const again = await signedInByPassword(town, ken.lineUserId, renewed.body.loginId, renewed.body.password)
  expect((await again.get('/api/me')).body).toMatchObject({ role: 'staff', passwordTemporary: true })
  expect((await again.get('/api/store/today')).body).toMatchObject({ error: { reason: 'own-password-first' } })
  expect((await again.post('/api/store/password', { password: 'みまもりペイ1234' })).body).toMatchObject({ error: { reason: 'password-weak' } })
  expect((await again.post('/api/store/password', { password: own })).status).toBe(204)
  expect((await again.get('/api/store/today')).status).toBe(200)

  const late = await bakery.owner.post<{ loginId: string; password: string }>(`/api/store/staff/${ken.id}/password`, { newLine: false })
  town.clock.forward({ hours: 73 })
  await expect(signedInByPassword(town, ken.lineUserId, late.body.loginId, late.body.password)).rejects.toThrow('temporary-password-over')
})

test('with another LINE account the old one is let go', async () => {
  const renewer = await signedInByPassword(town, bakery.owner.lineUserId, (await town.sql<{ login: string }>`SELECT login_id AS login FROM staff WHERE id = ${bakery.owner.id}::uuid`)[0]!.login, 'a password of the tests')
  const ken = await staffOf(town, 'clerk', bakery)
  const { body } = await renewer.post<{ loginId: string; password: string }>(`/api/store/staff/${ken.id}/password`, { newLine: true })
  const { lineUserId } = await somebody()
  expect((await (await signedInByPassword(town, lineUserId, body.loginId, body.password)).get('/api/me')).body).toMatchObject({ role: 'staff' })
  bakery.owner.useCookies(renewer.cookies())
})

test('an invitation makes one person a member, once, within a day', async () => {
  const token = await invite()
  const [sakura, late] = [await somebody(), await somebody()]
  expect((await sakura.browser.get(`/api/store/join/${token}`)).body).toMatchObject({ storeName: 'ぱん屋', role: 'clerk' })
  expect((await joins(sakura.browser, token, { declares: false })).body.error?.reason).toBe('declaration-missing')

  const joined = await joins(sakura.browser, token)

  expect(joined.status).toBe(201)
  expect((await sakura.browser.get('/api/store/today')).status).toBe(200)
  expect((await listed()).items.find(({ loginId }) => loginId === joined.body.loginId)).toMatchObject({ name: '伊藤 さくら', state: 'active', declared: true })
  expect((await joins(late.browser, token)).body.error?.reason).toBe('invitation-over')
  // The password that they chose opens the door the next time, and their LINE account is taken.
  expect((await (await signedInByPassword(town, sakura.lineUserId, joined.body.loginId, own)).get('/api/me')).body).toMatchObject({ role: 'staff' })
  expect((await joins(await signedInByLine(town, sakura.lineUserId), await invite())).body.error?.reason).toBe('already-staff')
})

test('an invitation that was taken back or is a day old opens nothing', async () => {
  const [takenBack, old] = [await invite('manager'), await invite()]
  const sent = (await listed()).invitations.find(({ role }) => role === 'manager')
  await bakery.owner.post(`/api/store/staff/invitations/${sent?.id ?? ''}/withdraw`, {})
  const { browser } = await somebody()
  expect((await joins(browser, takenBack)).body.error?.reason).toBe('invitation-over')
  await town.sql`UPDATE staff_invitations SET invited_at = invited_at - interval '24 hours', expires_at = expires_at - interval '24 hours' WHERE used_at IS NULL`
  expect((await joins(browser, old)).body.error?.reason).toBe('invitation-over')
})
