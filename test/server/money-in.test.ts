import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { programme } from '../../server/customers/programme.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { booksOf, moneyOf, newsTo } from './money-in-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

const balanceOf = async (id: string) => Number((await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${id}`)[0]!.balance)
const pocketsOf = (id: string) => town.sql`SELECT kind::text, amount::text FROM pockets WHERE customer_id = ${id} AND amount > 0 ORDER BY expires_on, kind`
const stateOf = async (pspRef: string) => (await town.sql<{ state: string; booked: string }>`SELECT state::text, booked::text FROM money_in WHERE psp_ref = ${pspRef}`)[0]
const itemOf = async (pspRef: string) => (await town.sql<{ state: string; why: string; amount: string | null }>`SELECT state::text, why, amount::text FROM suspense_items WHERE psp_ref = ${pspRef}`)[0]
const claimOn = async (id: string) => Number((await town.sql<{ total: string }>`SELECT coalesce(-sum(amount), 0)::text AS total FROM journal_entries WHERE ledger = 'receivable' AND owner_id = ${id}`)[0]!.total)

describe('a top-up', () => {
  test('goes to the common pocket, its premium to the one for small stores', async () => {
    const hana = await town.customer()
    const slip = moneyOf(town, hana.code)
    await slip.told('pending', 5_000)
    expect([await balanceOf(hana.id), await stateOf(slip.pspRef)]).toEqual([0, { state: 'pending', booked: 'no' }])
    await slip.told('paid', 5_000)

    expect(await stateOf(slip.pspRef)).toEqual({ state: 'paid', booked: 'credited' })
    expect(await pocketsOf(hana.id)).toEqual([{ kind: 'common', amount: '5000' }, { kind: 'small_store', amount: '1000' }])
  })

  test('paid after its slip expired is credited, and officers on duty hear of it', async () => {
    const hana = await town.customer()
    const slip = moneyOf(town, hana.code)
    for (const state of ['pending', 'expired'] as const) await slip.told(state, 3_300)
    await slip.told('paid', 3_300)

    expect(await balanceOf(hana.id)).toBe(3_960)
    expect(await newsTo(town, officers[0])).toContain('期限後の入金 ¥3,300')
  })

  test('by bank transfer books what was received, less or more than announced', async () => {
    for (const received of [4_000, 6_000]) {
      const hana = await town.customer()
      const transfer = moneyOf(town, hana.code, { method: 'bank_transfer' })
      await transfer.told('pending', 5_000)
      await transfer.told('paid', received)
      expect(await balanceOf(hana.id)).toBe(received * 1.2)
    }
  })

  test('at a convenience store with another amount than announced waits in suspense', async () => {
    const hana = await town.customer()
    const slip = moneyOf(town, hana.code)
    await slip.told('pending', 5_000)
    await slip.told('paid', 4_999)

    expect(await balanceOf(hana.id)).toBe(0)
    expect(await itemOf(slip.pspRef)).toEqual({ state: 'open', why: 'wrong-amount', amount: '4999' })
  })

  test('lifts nobody over what one may hold', async () => {
    const hana = await town.customer({ balance: yen(95_000) })
    const tooMuch = moneyOf(town, hana.code)
    await tooMuch.told('paid', 5_000)
    expect(await itemOf(tooMuch.pspRef)).toMatchObject({ why: 'over-holding-limit' })
  })

  test('while top-ups are stopped waits, and is credited by itself when they are taken again', async () => {
    const hana = await town.customer()
    const slip = moneyOf(town, hana.code)
    await town.sql`INSERT INTO function_stops (function, stopped_at, stopped_by, reason) VALUES ('top_up', ${town.clock.now()}, ${officers[0].id}, '訓練')`
    await slip.told('paid', 2_000)
    expect([await balanceOf(hana.id), (await itemOf(slip.pspRef))?.why]).toEqual([0, 'top-up-stopped'])

    await town.sql`DELETE FROM function_stops`
    town.clock.forward({ minutes: 1 })
    await town.settles()

    expect([await balanceOf(hana.id), await itemOf(slip.pspRef)]).toEqual([2_400, { state: 'assigned', why: 'top-up-stopped', amount: '2000' }])
    expect((await booksOf(town)).suspense).toBe(await openSuspense())
  })
})

const openSuspense = async () => Number((await town.sql<{ total: string }>`SELECT coalesce(sum(amount - reversed), 0)::text AS total FROM suspense_items WHERE state IN ('open', 'assigning')`)[0]!.total)

describe('money that goes back', () => {
  test('is taken from the pockets it went to', async () => {
    const hana = await town.customer()
    const first = moneyOf(town, hana.code)
    await first.told('paid', 5_000)
    await moneyOf(town, hana.code).told('paid', 1_000)
    // Vouchers of an earlier programme, which would be spent first, are not what this money bought.
    await town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) =>
      tx.$queryRaw`SELECT credit_top_up(${hana.id}::uuid, 500, 0, 'test', ${`earlier-${hana.id}`}, ${town.clock.now()}, ${town.clock.now()}, '2026-12-31')`)
    await first.told('reversed', 5_000)

    expect(await stateOf(first.pspRef)).toEqual({ state: 'reversed', booked: 'credited' })
    expect(await pocketsOf(hana.id)).toEqual([{ kind: 'common', amount: '500' }, { kind: 'common', amount: '1000' }, { kind: 'small_store', amount: '200' }])
    expect(await claimOn(hana.id)).toBe(0)
  })

  test('in part takes its part of the premium, and the rest when the rest goes', async () => {
    const hana = await town.customer()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('paid', 1_000)
    await card.told('reversed', 333)
    expect(await pocketsOf(hana.id)).toEqual([{ kind: 'common', amount: '667' }, { kind: 'small_store', amount: '134' }])
    expect(await stateOf(card.pspRef)).toMatchObject({ state: 'paid' })

    await card.told('reversed', 1_000)
    await card.told('reversed', 333)
    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('is taken from other pockets when its own are empty, and what is spent becomes a claim that officers hear of', async () => {
    const hana = await town.customer({ balance: yen(500) })
    const store = await town.store()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('paid', 5_000)
    expect((await hana.pays(store, yen(5_200))).ok).toBe(true)
    await card.told('reversed', 5_000)

    expect(await balanceOf(hana.id)).toBe(0)
    expect(await claimOn(hana.id)).toBe(6_000 - 1_300)
    expect(await newsTo(town, officers[0])).toContain('入金の取り消し・使用済み ¥4,700')
  })

  test('before it was told as paid is never credited', async () => {
    const hana = await town.customer()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('reversed', 5_000)
    await card.told('paid', 5_000)
    await card.told('paid', 5_000)

    expect([await balanceOf(hana.id), await stateOf(card.pspRef)]).toEqual([0, { state: 'reversed', booked: 'reversed_first' }])
  })

  test('while it waits in suspense leaves suspense', async () => {
    const lost = moneyOf(town, 'C-0000')
    await lost.told('paid', 4_000)
    const before = (await booksOf(town)).suspense!
    await lost.told('reversed', 1_500)
    expect((await booksOf(town)).suspense).toBe(before - 1_500)
    expect(await itemOf(lost.pspRef)).toMatchObject({ state: 'open' })
    await lost.told('reversed', 4_000)

    expect(await itemOf(lost.pspRef)).toMatchObject({ state: 'reversed' })
    expect((await booksOf(town)).suspense).toBe(await openSuspense())
  })

  test('races a payment: the balance never goes below zero and nothing is lost', async () => {
    const hana = await town.customer()
    const store = await town.store()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('paid', 5_000)
    const [paid] = await Promise.all([hana.pays(store, yen(3_000)), card.told('reversed', 5_000)])
    await town.settles()

    const spent = paid.ok ? 3_000 : 0
    expect([await balanceOf(hana.id), await claimOn(hana.id)]).toEqual([0, spent])
  })

  test('told by two events at once is taken back once', async () => {
    const hana = await town.customer()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('paid', 5_000)
    await Promise.all([card.tell('reversed', 5_000), card.tell('reversed', 5_000), card.tell('paid', 5_000)])
    await town.settles()

    expect([await balanceOf(hana.id), await claimOn(hana.id)]).toEqual([0, 0])
    expect(await town.sql`SELECT count(*)::int AS n FROM reversals WHERE psp_ref = ${card.pspRef}`).toEqual([{ n: 1 }])
  })

  test('in part, told by several events at once, is taken back in that part once', async () => {
    const hana = await town.customer()
    const card = moneyOf(town, hana.code, { method: 'card' })
    await card.told('paid', 5_000)
    for (let turn = 0; turn < 4; turn += 1) await card.tell('reversed', 1_000)
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(4_800)
    expect(await town.sql`SELECT sum(amount)::int AS back FROM reversals WHERE psp_ref = ${card.pspRef}`).toEqual([{ back: 1_000 }])
  })
})

describe('money that nobody can book', () => {
  test('is on the books, once, and officers on duty are told its number and amount and nothing else', async () => {
    const before = await booksOf(town)
    const lost = moneyOf(town, 'C-9999')
    await Promise.all([lost.tell('paid', 12_000), lost.tell('paid', 12_000)])
    await town.settles()
    await lost.told('paid', 12_000)

    const after = await booksOf(town)
    expect([after.suspense! - before.suspense!, after.psp_clearing! - before.psp_clearing!]).toEqual([12_000, -12_000])
    const news = (await newsTo(town, officers[1])).filter((title) => title.includes('¥12,000'))
    expect(news).toEqual([expect.stringMatching(/^照合できない入金 ¥12,000（照会番号 M-2026-\d{6}）$/)])
  })

  test('told twice with two amounts keeps the first, and officers hear of the other', async () => {
    const hana = await town.customer()
    const slip = moneyOf(town, hana.code)
    await slip.told('paid', 1_000)
    await slip.told('paid', 9_000)

    expect(await balanceOf(hana.id)).toBe(1_200)
    expect(await newsTo(town, officers[0])).toContain('金額のちがう通知 ¥1,000')
  })
})

test('what a provider said of a money, and what was taken back, cannot be unsaid', async () => {
  await expect(town.sql`UPDATE money_in SET paid = paid + 1 WHERE paid IS NOT NULL`).rejects.toThrow(/stays/)
  await expect(town.sql`UPDATE money_in SET booked = 'no' WHERE booked = 'credited'`).rejects.toThrow(/stays/)
  await expect(town.sql`DELETE FROM reversals`).rejects.toThrow(/append only/)
})

describe('as time goes by', () => {
  let later: Town
  beforeAll(async () => {
    later = await openTown()
  })
  afterAll(() => later.close())
  const whyOf = async (pspRef: string) => (await later.sql<{ why: string }>`SELECT why FROM suspense_items WHERE psp_ref = ${pspRef}`)[0]?.why

  test('nobody buys more than one person may, however much was spent since', async () => {
    const ichiro = await later.customer()
    const store = await later.store()
    // Buys and spends again and again: what is held stays small, what was bought does not.
    for (let bought = 0; bought < Number(programme.limits.purchase); bought += 40_000) {
      await moneyOf(later, ichiro.code).told('paid', 40_000)
      const from = await ichiro.otherDevice()
      for (const amount of [30_000, 18_000]) expect((await ichiro.pays(store, yen(amount), { from })).ok).toBe(true)
      later.clock.forward({ days: 1 })
    }
    const beyond = moneyOf(later, ichiro.code)
    await beyond.told('paid', 1_000)
    expect(await whyOf(beyond.pspRef)).toBe('over-purchase-cap')
  })

  test('after the programme’s last day money waits in suspense: its vouchers could never be used', async () => {
    const hana = await later.customer()
    later.clock.goTo('2027-02-01T09:00:00+09:00')
    const late = moneyOf(later, hana.code)
    await late.told('paid', 1_000)
    expect(await whyOf(late.pspRef)).toBe('after-last-day')
  })
})

describe('the self-check', () => {
  const broken = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)

  test('finds the books whole after all of this', async () => {
    town.clock.forward({ minutes: 11 })
    expect(await broken()).toEqual([])
  })

  test('finds a notification that nobody worked out, money that is nowhere, and suspense that does not add up', async () => {
    await town.sql`INSERT INTO payment_notifications (provider, event_id, raw, received_at) VALUES ('standard-webhooks', 'evt-stuck', '{}', ${town.clock.now()})`
    town.clock.forward({ minutes: 11 })
    expect(await broken()).toEqual(['notifications-are-worked-out'])

    await town.sql`INSERT INTO money_in (provider, psp_ref, method, state, paid, paid_at, heard_at) VALUES ('standard-webhooks', 'psp-nowhere', 'card', 'paid', 1, now(), now())`
    expect(await broken()).toEqual(['notifications-are-worked-out', 'paid-money-is-booked-once'])

    await town.sql`UPDATE suspense_items SET amount = amount + 1 WHERE id = (SELECT id FROM suspense_items WHERE state = 'open' AND amount IS NOT NULL LIMIT 1)`
    expect(await broken()).toEqual(['notifications-are-worked-out', 'paid-money-is-booked-once', 'suspense-is-its-items'])
  })

  test('finds a reversal that took something else than its entries say', async () => {
    await town.sql`ALTER TABLE reversals DISABLE TRIGGER append_only`
    await town.sql`UPDATE reversals SET premium = premium + 1 WHERE id = (SELECT id FROM reversals WHERE top_up_id IS NOT NULL LIMIT 1)`
    expect(await broken()).toContain('reversals-are-on-the-books')
  })
})
