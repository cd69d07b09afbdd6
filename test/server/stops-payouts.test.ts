import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { closePeriods } from '../../server/payments/settlement/close-periods.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, decide, mustBe, suspicion, twoStores } from './cases-acts.ts'
import { booksBack, brokenPromises, givesBankDetails, paysOn } from './settlement-acts.ts'
import { proposesLift, proposesStop, stops, targetOf } from './stops-acts.ts'

let town: Town
let hana: CustomerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  hana = await town.customer({ balance: yen(100_000) })
})
afterAll(() => town.close())

interface Due {
  readonly store: StoreInTown
  readonly caseId: string
  readonly payoutId: string
}

/** A store that a case names, with a settlement due in December and the draft of its payout. */
async function due(draftedOn: string): Promise<Due> {
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  const stores = await twoStores(town)
  const { caseId } = await suspicion(town, stores)
  await givesBankDetails(town, stores[0])
  await paysOn(town, '2026-11-24', hana, stores[0], 4_200)
  town.clock.goTo(`${draftedOn}T02:00:00+09:00`)
  await closePeriods(town.ctx)
  const [payout] = await town.sql<{ id: string }>`SELECT id FROM payouts WHERE state = 'draft' ORDER BY pay_on DESC LIMIT 1`
  return { store: stores[0], caseId, payoutId: payout?.id ?? '' }
}

async function proposesRelease(officer: OfficerInTown, payoutId: string): Promise<string> {
  const { body } = await officer.post<{ approval?: { id: string }; error?: { reason: string } }>(`/api/secretariat/payouts/${payoutId}/propose-release`, { reason: '内容を確認しました' })
  return body.approval?.id ?? body.error?.reason ?? ''
}

const bookedFor = async (store: StoreInTown) => (await town.sql`SELECT 1 FROM journal_entries WHERE owner_id = ${store.id} AND cause = 'payout'`).length

test('payouts are stopped by a case: the file is kept back, its managers learn how much, and only the case lets them go on', async () => {
  const { store, caseId, payoutId } = await due('2026-12-11')
  const [sato, mori] = await town.officers('佐藤', '森')

  await mustBe('ok', stops(sato, caseId, 'payouts', store.id))

  expect(await proposesRelease(sato, payoutId)).toBe('payout-store-held')
  await town.settles()
  expect(store.owner.chat.all().filter((text) => text.includes('お振込みを一時的に止めています') && text.includes('¥9,000'))).toHaveLength(1)
  const elsewhere = await sato.post<{ error: { reason: string } }>(`/api/secretariat/stores/${store.id}/propose-resume-payouts`, { reason: '終わり' })
  expect(elsewhere.body.error.reason).toBe('payout-held-by-case')
  await mustBe('approved', decide(mori, await proposesStop(sato, caseId, 'payouts', store.id)))
  await mustBe('approved', decide(mori, await proposesLift(sato, caseId, 'payouts', store.id)))
  expect(await town.sql`SELECT 1 FROM payout_holds WHERE store_id = ${store.id} AND ended_at IS NULL`).toEqual([])
  expect(await decide(mori, await proposesRelease(sato, payoutId))).toBe('approved')
  expect(await bookedFor(store)).toBe(1)
  expect(await brokenPromises(town)).toEqual([])
})

test('a provisional stop that lapses ends its hold with it', async () => {
  const { store, caseId } = await due('2026-12-14')
  const [sato] = await town.officers('佐藤')
  await mustBe('ok', stops(sato, caseId, 'payouts', store.id))

  town.clock.forward({ hours: 24 })
  await town.settles()

  expect(await town.sql`SELECT 1 FROM payout_holds WHERE store_id = ${store.id} AND ended_at IS NULL`).toEqual([])
  const [again] = await town.officers('伊藤')
  expect((await caseFileOf(again, caseId)).pinned).toBe('仮の停止が期限切れで終わりました')
})

test('a store that has nothing to come has nothing to be stopped, and a hold from elsewhere is joined by nobody', async () => {
  const [sato] = await town.officers('佐藤')
  const { bakery, electronics, caseId } = await suspicion(town)
  await booksBack(town, bakery, 4_800, 'refund')
  await town.sql`INSERT INTO payout_holds (store_id, reason, held_by, held_at) VALUES (${electronics.id}, '口座の確認中', ${sato.id}, ${town.clock.now()})`

  expect((await targetOf(sato, caseId, 'payouts', bakery.id)).mayStop).toMatchObject({ reason: 'nothing-unpaid', ja: '未払いの精算がありません' })
  expect(await stops(sato, caseId, 'payouts', bakery.id)).toBe('nothing-unpaid')
  expect(await stops(sato, caseId, 'payouts', electronics.id)).toBe('payout-held-already')
})

test('a stop and a release at the same moment: either the money went before the stop, or it did not go', async () => {
  for (const day of ['2026-12-22', '2026-12-23']) {
    const { store, caseId, payoutId } = await due(day)
    const [sato, mori] = await town.officers('佐藤', '森')
    const proposal = await proposesRelease(sato, payoutId)

    const [released, stopped] = await Promise.all([decide(mori, proposal), stops(sato, caseId, 'payouts', store.id)])

    // When the money went first, nothing may be left to stop.
    expect(['ok', 'nothing-unpaid']).toContain(stopped)
    expect(['approved', 'payout-store-held']).toContain(released)
    if (stopped === 'nothing-unpaid') expect(released).toBe('approved')
    expect(await bookedFor(store)).toBe(released === 'approved' ? 1 : 0)
    if (released !== 'approved') await decide(mori, proposal, 'send-back')
  }
})
