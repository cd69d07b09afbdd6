import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { expireVouchers } from '../../server/payments/expiry/expire-vouchers.ts'
import type { Payment } from '../../server/payments/contract.ts'
import type { Enquiry, OwnPrivacy } from '../../server/privacy/contract.ts'
import type { StoreListed } from '../../server/stores/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { mustPay, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

test('whoever asks what is held about them sees it, and when it was opened, without who did or why', { timeout: 60_000 }, async () => {
  const { customer, caseId } = await suspicion(town, stores)
  const ken = await town.customer({ name: '佐藤 健' })
  await sato.post(`/api/secretariat/cases/${caseId}/reveal-customer`, { purpose: 'fact-check' })

  const { body } = await customer.get<OwnPrivacy>('/api/privacy')
  expect(body.person).toMatchObject({ name: '山田 花子', kana: 'ヤマダ　ハナコ', birthYear: 1954, town: 'あおば市', code: customer.code })
  expect(body.openings).toEqual([{ at: town.clock.now().toISOString(), opened: 'name' }])
  expect((await ken.get<OwnPrivacy>('/api/privacy')).body.openings).toEqual([])
})

test('what was reported and asked for stands among the enquiries', { timeout: 60_000 }, async () => {
  const hana = await town.customer({ balance: yen(5_000) })
  const paid = await hana.pays(stores[0], yen(800))
  const id = paid.ok ? paid.value.id : 'none'
  await hana.post(`/api/payments/${id}/report`, { reportedAs: 'not_me', phoneLost: false, familyPossible: false, stop: true })
  await hana.post('/api/self-stop/resume-request', {})

  const { body } = await hana.get<{ items: Enquiry[] }>('/api/enquiries')

  const report = body.items.find(({ kind }) => kind === 'report')
  expect(report).toMatchObject({ state: 'open', path: `/payments/${id}/report` })
  expect(report?.number).toMatch(/^K-\d{4}-\d{6}$/)
  expect(body.items.map(({ kind }) => kind).sort()).toEqual(['report', 'resume'])
})

test('payments are found by month and by a part of the store’s name', { timeout: 60_000 }, async () => {
  const ken = await town.customer({ balance: yen(9_000) })
  await mustPay(ken, stores[0], 100)
  town.clock.goTo('2026-12-01T00:00:30+09:00')
  await ken.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(ken.lineUserId) })
  await mustPay(ken, stores[1], 200)
  const found = async (asked: string) => (await ken.get<{ items: Payment[] }>(`/api/payments?${asked}`)).body.items.map(({ amount }) => amount)

  expect(await found('month=2026-11')).toEqual(['100'])
  expect(await found('month=2026-12')).toEqual(['200'])
  expect(await found(`store=${encodeURIComponent(stores[0].name.slice(0, 3))}`)).toEqual(['100'])
  expect((await ken.get('/api/payments?month=2026-13')).status).toBe(400)
})

test('the list of stores goes on page by page, and can leave out where a kind of voucher is not taken', { timeout: 60_000 }, async () => {
  const hana = await town.customer()
  await town.sql`INSERT INTO stores (id, code, number, name, area, phone, latitude, longitude, opens_at, closes_at, size)
    SELECT uuidv7(), 'S-9' || n, (900000 + n)::text, '商店' || (n % 7), 'となり町', '022-000-0000', 38, 140, '10:00', '19:00', CASE WHEN n % 2 = 0 THEN 'small' ELSE 'large' END::"StoreSize" FROM generate_series(1, 45) n`
  const pages = async (asked: string) => {
    const seen: StoreListed[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { items: StoreListed[]; nextCursor: string | null } } = await hana.get(`/api/stores?search=${encodeURIComponent('となり町')}${asked}${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...body.items)
      cursor = body.nextCursor
    }
    return seen
  }
  const all = await pages('')
  expect(new Set(all.map(({ storeCode }) => storeCode)).size).toBe(45)
  const small = await pages('&takes=small_store')
  expect(small).toHaveLength(22)
  expect(small.every(({ kinds }) => kinds.includes('small_store'))).toBe(true)
})

test('what expired is told as one sum for each last day', { timeout: 60_000 }, async () => {
  const hana = await town.customer({ balance: yen(300), smallStoreBalance: yen(200) })
  expect((await hana.get('/api/expired-vouchers')).body).toEqual({ items: [] })
  town.clock.goTo('2027-02-01T09:00:00+09:00')
  await expireVouchers(town.ctx)
  await hana.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(hana.lineUserId) })
  expect((await hana.get('/api/expired-vouchers')).body).toEqual({ items: [{ amount: '500', expiredOn: '2027-01-31' }] })
  town.clock.forward({ minutes: 40 * 24 * 60 })
  await hana.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(hana.lineUserId) })
  expect((await hana.get('/api/expired-vouchers')).body).toEqual({ items: [] })
})
