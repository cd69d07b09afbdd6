import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { StoreFactCheck } from '../../server/cases/contract.ts'
import type { CaseEvidence } from '../../server/cases/evidence/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, suspicion, twoStores, type Refused } from './cases-acts.ts'
import { answers, asked, given } from './evidence-acts.ts'

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
const clockOf = async (factCheckId: string) => (await town.sql<{ stopped_at: Date | null }>`SELECT stopped_at FROM case_clocks WHERE kind = 'fact_check' AND ref = ${factCheckId}`)[0]

describe('the answer of a store', () => {
  test('carries its photos, ends its clock, and the officer sees both', async () => {
    const { caseId, electronics } = await suspicion(town, stores)
    const { factCheckId, paymentIds } = await asked(town, sato, caseId, electronics)
    const url = `/api/store/fact-checks/${factCheckId}`
    const [receipt] = [await given(electronics.owner, `${url}/photos`), await given(electronics.owner, `${url}/photos`)]
    expect((await clockOf(factCheckId))?.stopped_at).toBeNull()

    const answered = await electronics.owner.post<StoreFactCheck>(`${url}/answer`, { answers: answers(paymentIds), sameCheckout: null, truthful: true, photoIds: [receipt.id] })
    await town.settles()

    expect(answered.body).toMatchObject({ state: 'answered', late: false, photos: [{ id: receipt.id }], additions: [] })
    expect((await clockOf(factCheckId))?.stopped_at).toEqual(town.clock.now())
    const evidence = await evidenceOf(caseId)
    expect(evidence.checks).toEqual([expect.objectContaining({ factCheckId, late: false, photoIds: [receipt.id] })])
    expect(evidence.files.map(({ id, by }) => [id, by])).toEqual([[receipt.id, electronics.owner.code]])
    expect((await caseFileOf(sato, caseId)).timeline.map(({ ja }) => ja)).toContain(`店舗${electronics.code}から回答がありました（写真1枚）`)
  })

  test('takes no photo of another request, none twice, and no sixth', async () => {
    const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    const here = await asked(town, sato, one.caseId, one.electronics)
    const there = await asked(town, sato, other.caseId, other.electronics)
    const photo = async (factCheckId: string) => (await given(one.electronics.owner, `/api/store/fact-checks/${factCheckId}/photos`)).id
    const foreign = await photo(there.factCheckId)
    const own = await photo(here.factCheckId)
    const answering = async (photoIds: string[]) =>
      (await one.electronics.owner.post<Refused>(`/api/store/fact-checks/${here.factCheckId}/answer`, { answers: answers(here.paymentIds), sameCheckout: null, truthful: true, photoIds })).body.error.reason

    expect(await answering([own, foreign])).toBe('invalid-input')
    expect(await answering([own, own])).toBe('invalid-input')
    expect(await answering(Array.from({ length: 6 }, () => own))).toBe('invalid-input')
  })

  test('is added to, never changed; and when the case is judged, not added to any more', async () => {
    const { caseId, electronics } = await suspicion(town, stores)
    const { factCheckId, paymentIds } = await asked(town, sato, caseId, electronics)
    const url = `/api/store/fact-checks/${factCheckId}`
    const add = (words: string, photoIds: string[] = []) => electronics.owner.post<StoreFactCheck & Refused>(`${url}/add`, { words, photoIds })
    expect((await add('早すぎる追記')).body.error.reason).toBe('not-answered-yet')
    await electronics.owner.post(`${url}/answer`, { answers: answers(paymentIds), sameCheckout: null, truthful: true })
    const { id } = await given(electronics.owner, `${url}/photos`)
    await town.settles()
    const told = sato.chat.all().length

    const added = await add('レシートが見つかりました', [id])
    await town.settles()

    expect(added.body.additions).toEqual([expect.objectContaining({ words: 'レシートが見つかりました', photos: [expect.objectContaining({ id })] })])
    expect(sato.chat.all().slice(told).join()).toContain('事実確認の回答')
    expect((await evidenceOf(caseId)).checks[0]?.additions[0]).toMatchObject({ by: electronics.owner.code, photoIds: [id] })
    await expect(town.sql`UPDATE fact_checks SET photo_ids = ARRAY[${id}]::uuid[] WHERE id = ${factCheckId}`).rejects.toThrow(/keeps its photos/)
  })

  test('that comes late counts, and says that it is late; one after the verdict does not come at all', async () => {
    const { caseId, electronics, bakery } = await suspicion(town, stores)
    const late = await asked(town, sato, caseId, electronics)
    const never = await asked(town, sato, caseId, bakery)
    town.clock.forward({ hours: 3 })
    ;[sato] = await town.officers('佐藤')
    stores = await twoStores(town)

    const file = await caseFileOf(sato, caseId)
    expect(file.factChecks.map(({ state }) => state)).toEqual(['asked', 'asked'])
    await town.sql`UPDATE sessions SET idle_until = ${new Date(town.clock.now().getTime() + 3_600_000)} WHERE actor_id = ANY (${[electronics.owner.id, bakery.owner.id]}::uuid[])`
    const answering = (store: StoreInTown, { factCheckId, paymentIds }: typeof late) =>
      store.owner.post<StoreFactCheck & Refused>(`/api/store/fact-checks/${factCheckId}/answer`, { answers: answers(paymentIds), sameCheckout: null, truthful: true })
    expect((await answering(electronics, late)).body).toMatchObject({ state: 'answered', late: true })
    expect((await caseFileOf(sato, caseId)).timeline.map(({ ja }) => ja)).toContain(`店舗${electronics.code}から回答がありました（期限のあと）`)

    expect(await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })).toBe('ok')
    expect((await answering(bakery, never)).body.error.reason).toBe('already-answered')
    expect((await clockOf(never.factCheckId))?.stopped_at).not.toBeNull()
  })
})

describe('a draft', () => {
  test('waits for the person who wrote it, on any phone, and is gone with the answer', async () => {
    const { caseId, electronics } = await suspicion(town, stores)
    const { factCheckId, paymentIds } = await asked(town, sato, caseId, electronics)
    const url = `/api/store/fact-checks/${factCheckId}`
    const { id } = await given(electronics.owner, `${url}/photos`)
    const [paymentId] = paymentIds
    const draft = { answers: [{ paymentId, recordFound: null, receiptNumber: '00', goods: null, staffOnDuty: null, acquaintance: 'regular', note: null }], sameCheckout: null, photoIds: [id] }

    expect((await electronics.owner.get(`${url}/draft`)).body).toEqual({ draft: null, savedAt: null, photos: [] })
    expect((await electronics.owner.post(`${url}/draft`, draft)).body).toMatchObject({ draft, photos: [{ id }] })
    expect((await electronics.owner.post(`${url}/draft`, { ...draft, photoIds: [] })).body).toMatchObject({ draft: { photoIds: [] } })
    expect((await stores[0].owner.get<Refused>(`${url}/draft`)).status).toBe(404)

    await electronics.owner.post(`${url}/answer`, { answers: answers(paymentIds), sameCheckout: null, truthful: true })
    expect((await electronics.owner.get(`${url}/draft`)).body).toMatchObject({ draft: null })
    expect((await electronics.owner.post<Refused>(`${url}/draft`, draft)).body.error.reason).toBe('already-answered')
  })
})

test('a store is reminded half an hour before its time, once, and not when it has answered', async () => {
  const [waiting, answered] = [await suspicion(town, stores), await suspicion(town, stores)]
  const { factCheckId } = await asked(town, sato, waiting.caseId, waiting.electronics)
  const done = await asked(town, sato, answered.caseId, answered.electronics)
  await answered.electronics.owner.post(`/api/store/fact-checks/${done.factCheckId}/answer`, { answers: answers(done.paymentIds), sameCheckout: null, truthful: true })
  const reminders = () => waiting.electronics.owner.chat.all().filter((text) => text.includes('期限まであと30分です。'))
  const [{ due_at: due }] = (await town.sql<{ due_at: Date }>`SELECT due_at FROM fact_checks WHERE id = ${factCheckId}`) as [{ due_at: Date }]

  town.clock.forward({ seconds: (due.getTime() - town.clock.now().getTime()) / 1_000 - 31 * 60 })
  await town.settles()
  expect(reminders()).toHaveLength(0)
  town.clock.forward({ minutes: 2 })
  await town.settles()
  await town.settles()

  expect(reminders()).toHaveLength(1)
  ;[sato] = await town.officers('佐藤')
  expect((await caseFileOf(sato, waiting.caseId)).timeline.map(({ ja }) => ja)).toContain(`店舗${waiting.electronics.code}へ催促を送りました`)
  expect((await evidenceOf(answered.caseId)).checks[0]?.remindedAt).toBeNull()
})

test('whoever shares a phone with the payer is neither told nor shown, and the officer sees that nobody is left', async () => {
  const shop = await town.store({ name: '家族の店', latitude: 38.2688 })
  const other = await town.store({ name: 'となり町の店', latitude: 38.2796 })
  const payer = await town.customer({ balance: yen(13_000) })
  await town.sql`UPDATE sessions SET device_id = (SELECT device_id FROM sessions WHERE actor_id = ${payer.id} LIMIT 1) WHERE actor_id = ${shop.owner.id}`
  await payer.pays(shop, yen(4_800))
  town.clock.forward({ seconds: 38 })
  await payer.pays(other, yen(4_800))
  await town.settles()
  const [found] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${payer.id}`

  await asked(town, sato, found!.id, shop)
  await asked(town, sato, found!.id, other)

  expect(shop.owner.chat.all().join()).not.toContain('事実確認')
  expect((await shop.owner.get<{ items: unknown[] }>('/api/store/fact-checks')).body.items).toEqual([])
  expect(other.owner.chat.all().join()).toContain('事実確認')
  const { stores: askable } = await evidenceOf(found!.id)
  expect(askable.find(({ storeId }) => storeId === shop.id)).toEqual({ storeId: shop.id, isSubject: false, reachable: 0 })
  expect(askable.find(({ storeId }) => storeId === other.id)?.reachable).toBe(1)
})
