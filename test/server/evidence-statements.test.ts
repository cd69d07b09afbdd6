import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseEvidence } from '../../server/cases/evidence/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, mustBe, suspicion, twoStores, type Refused } from './cases-acts.ts'
import { eicar, given, refusedFile } from './evidence-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const evidenceOf = async (caseId: string) => (await sato.get<CaseEvidence>(`/api/secretariat/cases/${caseId}/evidence`)).body
const explains = (customer: CustomerInTown, words: string, photoIds: string[] = []) => customer.post<{ id: string; caseNumber: string } & Refused>('/api/statements', { words, photoIds })

describe('事情を説明する', () => {
  test('what a stopped customer writes, with a photo, lies in the case and its officer is told', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    await mustBe('ok', act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' }))
    await town.settles()
    expect(JSON.stringify(town.sandbox.messagesTo(customer.lineUserId))).toContain('/stopped/explain')
    const photo = await given(customer, '/api/statements/photos')

    const told = await explains(customer, '家族の分も一緒に払いました。', [photo.id])
    await town.settles()

    const file = await caseFileOf(sato, caseId)
    expect(told.body.caseNumber).toBe(file.number)
    expect((await evidenceOf(caseId)).statements).toEqual([expect.objectContaining({ words: '家族の分も一緒に払いました。', photoIds: [photo.id] })])
    expect(file.timeline.map(({ ja }) => ja)).toContain('本人から事情の説明がありました（写真1枚）')
    expect(sato.chat.last()).toContain('本人から事情の説明がありました。')
    expect((await customer.get(`/api/evidence/${photo.id}`)).status).toBe(200)
  })

  test('needs a case, words, and photos of one’s own', async () => {
    const nobody = await town.customer()
    expect((await explains(nobody, '…')).body.error.reason).toBe('nothing-to-explain')

    const { customer } = await suspicion(town, stores)
    const foreign = await given(nobody, '/api/statements/photos')
    expect((await explains(customer, '説明', [foreign.id])).body.error.reason).toBe('invalid-input')
    expect((await explains(customer, '   ')).body.error.reason).toBe('invalid-input')
    expect((await explains(customer, 'あ'.repeat(501))).body.error.reason).toBe('invalid-input')
    expect((await explains(customer, '説明', Array.from({ length: 4 }, () => foreign.id))).body.error.reason).toBe('invalid-input')
    expect(await refusedFile(customer, '/api/statements/photos', eicar)).toBe('file-infected')
  })

  test('ten times is enough, and so are fifteen photos a day', async () => {
    const { customer } = await suspicion(town, stores)
    for (let times = 0; times < 10; times += 1) expect((await explains(customer, `説明 ${times}`)).status).toBe(200)
    expect((await explains(customer, 'もう一度')).body.error.reason).toBe('too-many-sent')

    for (let times = 0; times < 15; times += 1) await given(customer, '/api/statements/photos')
    expect(await refusedFile(customer, '/api/statements/photos', Buffer.from('%PDF-1.7'))).toBe('too-many-sent')
  })
})

describe('「お客さまの画面は見たが、入金がない」', () => {
  const missing = (store: StoreInTown, more: object = {}) =>
    store.owner.post<{ id: string } & Refused>('/api/store/not-received', { storeId: store.id, amount: '1280', seenAt: town.clock.now().toISOString(), words: '画面は完了でした', ...more })

  test('is told to officers at once; the second time within two weeks it is a case about the store, with its reports', async () => {
    const shop = await town.store({ name: 'まちの本屋' })
    const photo = await given(shop.owner, `/api/store/not-received/${shop.id}/photos`)
    expect((await missing(shop, { photoIds: [photo.id] })).status).toBe(200)
    await town.settles()
    expect(sato.chat.last()).toContain(`入金がないという申し出 / 店舗 ${shop.code}`)
    expect(await town.sql`SELECT 1 FROM fraud_cases WHERE store_id = ${shop.id}`).toEqual([])

    town.clock.forward({ minutes: 5 })
    await missing(shop)
    await town.settles()

    const [found] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE store_id = ${shop.id}`
    const evidence = await evidenceOf(found!.id)
    expect(evidence.reports.map(({ amount, by, photoIds }) => [amount, by, photoIds])).toEqual([['1280', shop.owner.code, []], ['1280', shop.owner.code, [photo.id]]])
    expect(evidence.files.map(({ id }) => id)).toEqual([photo.id])
    expect((await caseFileOf(sato, found!.id)).evidence[0]?.sentence.ja).toContain('支払い画面を見たが入金がないと申し出ました')
  })

  test('cannot be of tomorrow, of last week, or of another store', async () => {
    const [shop, other] = stores
    const at = (hours: number) => ({ seenAt: new Date(town.clock.now().getTime() + hours * 3_600_000).toISOString() })
    expect((await missing(shop, at(1))).body.error.reason).toBe('invalid-input')
    expect((await missing(shop, at(-25))).body.error.reason).toBe('invalid-input')
    expect((await missing(shop, { storeId: other.id })).body.error.reason).toBe('not-found')
    expect((await missing(shop, { amount: '0' })).body.error.reason).toBe('invalid-input')
    const foreign = await given(other.owner, `/api/store/not-received/${other.id}/photos`)
    expect((await missing(shop, { photoIds: [foreign.id] })).body.error.reason).toBe('invalid-input')
    expect(await refusedFile(shop.owner, `/api/store/not-received/${other.id}/photos`, Buffer.from('%PDF-1.7'))).toBe('not-found')
  })

  test('ten times an hour says no more than nine', async () => {
    const shop = await town.store()
    for (let times = 0; times < 10; times += 1) await missing(shop)
    expect((await missing(shop)).body.error.reason).toBe('too-many-sent')
  })

  test('an officer who asks that store sees that the case is about it', async () => {
    const { caseId, electronics } = await suspicion(town, stores)
    expect((await evidenceOf(caseId)).stores.find(({ storeId }) => storeId === electronics.id)?.isSubject).toBe(false)

    await missing(electronics)
    await missing(electronics)
    await town.settles()
    const [about] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE store_id = ${electronics.id}`
    await town.sql`INSERT INTO case_links (from_case_id, to_case_id, at) VALUES (${about!.id}, ${caseId}, ${town.clock.now()})`

    expect((await evidenceOf(caseId)).stores.find(({ storeId }) => storeId === electronics.id)?.isSubject).toBe(true)
    const paymentIds = (await caseFileOf(sato, caseId)).payments.filter(({ storeId, concerned }) => concerned && storeId === electronics.id).map(({ id }) => id)
    expect(await act(sato, caseId, 'ask-store', { storeId: electronics.id, paymentIds })).toBe('ok')
  })
})
