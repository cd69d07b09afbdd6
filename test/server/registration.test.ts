import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePosterToken } from '../../server/stores/poster.ts'
import { signedInByLine } from '../support/customers.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

interface Problem {
  error: { reason: string; message: string }
}
const form = { name: '佐藤 健', kana: 'さとう けん', birthYear: 1988, phone: '０９０-１１１１-２２２２', town: 'あおば市', acceptsTerms: true, acceptsPrivacy: true }
let phones = 0
const ownPhone = () => `0801000${String((phones += 1)).padStart(4, '0')}`
async function newcomer() {
  const { lineUserId } = town.sandbox.addPerson({ name: '佐藤 健' })
  await town.sandbox.follow(lineUserId)
  await town.settles()
  return { lineUserId, browser: await signedInByLine(town, lineUserId) }
}

test('a newcomer registers and is a customer with an empty wallet from then on', async () => {
  const { lineUserId, browser } = await newcomer()
  const answer = await browser.post<{ code: string }>('/api/register', form)
  await town.settles()

  expect(answer.status).toBe(201)
  expect(answer.body.code).toMatch(/^C-[2-9A-Z]{4}$/)
  expect((await browser.get('/api/me')).body).toMatchObject({ role: 'customer', code: answer.body.code, balance: '0', validUntil: '2027-01-31' })
  const [kept] = await town.sql`SELECT kana, phone, display_name, terms_version IS NOT NULL AS consented FROM customers WHERE code = ${answer.body.code}`
  expect(kept).toEqual({ kana: 'サトウ　ケン', phone: '09011112222', display_name: '佐藤 健', consented: true })
  expect(JSON.stringify(town.sandbox.messagesTo(lineUserId).at(-1))).toContain('登録が完了しました')
})

test('both consents are needed', async () => {
  const { browser } = await newcomer()
  for (const missing of [{ acceptsTerms: false }, { acceptsPrivacy: false }]) {
    const answer = await browser.post<Problem>('/api/register', { ...form, phone: ownPhone(), ...missing })
    expect([answer.status, answer.body.error.reason]).toEqual([400, 'consent-missing'])
  }
})

test.each([['kana', '佐藤'], ['phone', '12345678901'], ['birthYear', 1850], ['name', ''], ['town', 'あ'.repeat(61)]])('a wrong %s is pointed at', async (field, value) => {
  const { browser } = await newcomer()
  const answer = await browser.post<Problem>('/api/register', { ...form, phone: ownPhone(), [field]: value })
  expect([answer.status, answer.body.error.reason]).toEqual([400, 'invalid-input'])
  expect(answer.body.error.message).toMatch(/「.+」/)
})

test('nobody registers twice, also when two tries race', async () => {
  const { browser, lineUserId } = await newcomer()
  const other = await signedInByLine(town, lineUserId)
  const answers = await Promise.all([browser.post('/api/register', { ...form, phone: ownPhone() }), other.post('/api/register', { ...form, phone: ownPhone() })])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await town.sql`SELECT count(*)::int AS wallets FROM wallets w JOIN customers c ON c.id = w.customer_id WHERE c.line_user_id = ${lineUserId}`).toEqual([{ wallets: 1 }])
})

test('a phone number belongs to one LINE account', async () => {
  const phone = ownPhone()
  const [first, second] = [await newcomer(), await newcomer()]
  await first.browser.post('/api/register', { ...form, phone })
  const answer = await second.browser.post<Problem>('/api/register', { ...form, phone: `+81${phone.slice(1)}` })
  expect([answer.status, answer.body.error.reason]).toEqual([409, 'phone-registered-elsewhere'])
})

test('a registered customer is told so', async () => {
  const hana = await town.customer()
  expect((await hana.post<Problem>('/api/register', { ...form, phone: ownPhone() })).body.error.reason).toBe('already-registered')
})

test('nobody registers without LINE', async () => {
  expect((await town.stranger().post('/api/register', form)).status).toBe(401)
})

test('a visitor who looks into a customer’s page is told to register', async () => {
  const { browser } = await newcomer()
  const answer = await browser.get<Problem>('/api/notices')
  expect([answer.status, answer.body.error.reason]).toEqual([403, 'not-registered'])
})

test('text size and language are kept per person', async () => {
  const hana = await town.customer()
  expect((await hana.patch('/api/settings', { textSize: 'largest' })).status).toBe(204)
  expect((await hana.patch('/api/settings', { language: 'en' })).status).toBe(204)
  expect((await hana.get('/api/me')).body).toMatchObject({ textSize: 'largest', language: 'en' })
})

test('the welcome is a notice, unread until it is opened, and nobody else can open it', async () => {
  const [hana, ken] = [await town.customer(), await town.customer()]
  const { items } = (await hana.get<{ items: { id: string; title: string; read: boolean }[]; nextCursor: null }>('/api/notices')).body
  expect(items).toMatchObject([{ title: '登録が完了しました', path: '/help', read: false }])

  expect((await ken.post(`/api/notices/${items[0]!.id}/opened`)).status).toBe(404)
  expect((await hana.get('/api/me')).body).toMatchObject({ unreadNotices: 1 })
  expect((await hana.post(`/api/notices/${items[0]!.id}/opened`)).status).toBe(204)
  expect((await hana.post(`/api/notices/${items[0]!.id}/opened`)).status).toBe(204)
  expect((await hana.get('/api/me')).body).toMatchObject({ unreadNotices: 0 })
})

test('many notices come in pages, none twice and none left out', async () => {
  const hana = await town.customer()
  for (let day = 0; day < 5; day += 1) {
    await town.sql`INSERT INTO line_messages (line_user_id, kind, fact, messages, state, created_at, due_at, accepted_at, customer_id, notice_title, notice_path)
      VALUES (${hana.lineUserId}, 'F10', ${`past:${hana.id}:${day}`}, '[]', 'accepted', '2026-11-01', '2026-11-01', '2026-11-01', ${hana.id}, ${`お知らせ${day}`}, '/notices')`
  }
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: { id: string }[]; nextCursor: string | null } = (await hana.get<{ items: { id: string }[]; nextCursor: string | null }>(`/api/notices?limit=2${cursor ? `&cursor=${cursor}` : ''}`)).body
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(seen).toHaveLength(6)
  expect(new Set(seen).size).toBe(6)
  expect((await hana.get('/api/notices?cursor=nonsense')).status).toBe(400)
})

test('a customer finds the store to pay by number, by poster and by name', async () => {
  const hana = await town.customer()
  const bakery = await town.store({ name: 'ぱんの木' })
  const seen = { storeCode: bakery.number, name: 'ぱんの木', area: 'あおば市本町', accepting: true }
  expect((await hana.get(`/api/stores/by-number/${bakery.number}`)).body).toEqual(seen)
  expect((await hana.get(`/api/stores/by-poster/${bakery.posterToken}`)).body).toEqual(seen)
  expect((await hana.get(`/api/stores?search=${encodeURIComponent('ぱん 本町')}`)).body).toMatchObject({ items: [seen], nextCursor: null })
})

test('a store that is not there, a forged poster and a replaced one are refused', async () => {
  const hana = await town.customer()
  const bakery = await town.store()
  const reasonAt = async (url: string) => (await hana.get<Problem>(url)).body.error.reason
  expect(await reasonAt('/api/stores/by-number/000000')).toBe('store-not-found')
  expect(await reasonAt(`/api/stores/by-poster/${bakery.number}.1.AAAAAAAAAAAAAAAA`)).toBe('poster-not-valid')
  await town.sql`UPDATE stores SET poster_version = 2 WHERE id = ${bakery.id}`
  expect(await reasonAt(`/api/stores/by-poster/${bakery.posterToken}`)).toBe('poster-not-valid')
  expect((await hana.get(`/api/stores/by-poster/${makePosterToken(town.ctx.config, bakery.number, 2)}`)).status).toBe(200)
})
