import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { tellStopped } from '../../server/cases/messages/tell-customer.ts'
import { dueInCases } from '../../server/cases/sweep.ts'
import { sweep } from '../../server/sweep.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  stores = await twoStores(town)
})
afterAll(() => town.close())

/** Fifty payments of ¥1 while `stop` is on its way. Returns how many were accepted only after it was done. */
async function acceptedAfter(customer: CustomerInTown, store: StoreInTown, stop: () => Promise<unknown>): Promise<{ accepted: number; after: number }> {
  let stopped = false
  const stopping = stop().then(() => {
    stopped = true
  })
  const attempts = await Promise.all(
    Array.from({ length: 50 }, async (_, place) => {
      for (let turn = 0; turn < place % 10; turn += 1) await new Promise(setImmediate)
      const startedAfter = stopped
      const answer = await customer.pays(store, yen(1), { key: randomUUID() })
      return { ok: answer.ok, startedAfter }
    }),
  )
  await stopping
  const late = await customer.pays(store, yen(1))
  return { accepted: attempts.filter(({ ok }) => ok).length, after: attempts.filter(({ ok, startedAfter }) => ok && startedAfter).length + (late.ok ? 1 : 0) }
}

describe('no payment after a freeze commits', () => {
  test('fifty payments around a provisional stop', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, bakery, caseId } = await suspicion(town, stores)

    const { after } = await acceptedAfter(customer, bakery, () => act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' }))

    expect(after).toBe(0)
    // Whatever was accepted was accepted before the wallet was stopped: the balance is what the payments leave.
    const [sum] = await town.sql`SELECT (w.balance + (SELECT sum(amount) FROM payments p WHERE p.customer_id = w.customer_id AND p.state = 'paid'))::int AS total, w.standing::text
      FROM wallets w WHERE w.customer_id = ${customer.id}`
    expect(sum).toEqual({ total: 13_000, standing: 'provisionally_frozen' })
  })

  test('fifty payments around a confirmed freeze', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const suspected = await suspicion(town, stores)
    await confirmed(town, sato, suspected)
    const proposal = await act(sato, suspected.caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' })

    const { after } = await acceptedAfter(suspected.customer, suspected.bakery, () => decide(mori, proposal))

    expect(after).toBe(0)
    expect(await town.sql`SELECT standing::text FROM wallets WHERE customer_id = ${suspected.customer.id}`).toEqual([{ standing: 'frozen' }])
    expect(await town.sql`SELECT state::text, lapses_at FROM freezes WHERE customer_id = ${suspected.customer.id}`).toEqual([{ state: 'confirmed', lapses_at: null }])
  })

  test('two officers who stop at the same moment make one stop', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { customer, caseId } = await suspicion(town, stores)

    const answers = await Promise.all([act(sato, caseId, 'freeze-provisionally', { reason: 'あ' }), act(mori, caseId, 'freeze-provisionally', { reason: 'い' })])

    expect(answers.sort()).toEqual(['already-stopped', 'ok'])
    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer.id}`).toHaveLength(1)
  })
})

describe('a provisional stop ends by itself', () => {
  test('with alarms at 20 and 23 hours, and never silently', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, caseId } = await suspicion(town, stores)
    await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })
    await town.settles()
    const { number } = await caseFileOf(sato, caseId)
    const said = (words: string) => sato.chat.all().filter((text) => text.includes(number) && text.includes(words)).length

    town.clock.forward({ hours: 20 })
    await town.settles()
    await town.settles()
    expect(said('あと4時間以内')).toBe(1)
    town.clock.forward({ hours: 3 })
    await town.settles()
    expect(said('あと1時間以内')).toBe(1)
    town.clock.forward({ minutes: 59, seconds: 59 })
    await town.settles()
    expect(await town.sql`SELECT standing::text FROM wallets WHERE customer_id = ${customer.id}`).toEqual([{ standing: 'provisionally_frozen' }])
    town.clock.forward({ seconds: 1 })
    await Promise.all([sweep(town.ctx, dueInCases), sweep(town.ctx, dueInCases)])
    await town.settles()

    const phone = await customer.otherDevice()
    expect(await customer.pays(stores[0], yen(100), { from: phone })).toMatchObject({ ok: true })
    expect(customer.chat.all().filter((text) => text.includes('お支払いを再開しました'))).toHaveLength(1)
    const [again] = await town.officers('伊藤')
    const file = await caseFileOf(again, caseId)
    expect(file).toMatchObject({ pinned: '仮の停止が期限切れで終わりました', freeze: { state: 'lapsed' } })
    expect(file.timeline.filter(({ kind }) => kind === 'freeze_lapsed')).toHaveLength(1)
    expect(file.moves.find(({ name }) => name === 'freeze-provisionally')?.disabled?.reason).toBe('provisional-used-up')
    expect(await act(again, caseId, 'freeze-provisionally', { reason: 'もう一度' })).toBe('provisional-used-up')
  })

  test('a provisional stop that was confirmed is the same stop, and doesn’t end', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const suspected = await suspicion(town)
    await act(sato, suspected.caseId, 'freeze-provisionally', { reason: '確認のため' })
    await confirmed(town, sato, suspected)
    expect(await decide(mori, await act(sato, suspected.caseId, 'propose-freeze', { reason: '一致しない' }))).toBe('approved')

    town.clock.forward({ hours: 25 })
    await town.settles()

    expect(await town.sql`SELECT state::text, proposed_by, approved_by FROM freezes WHERE customer_id = ${suspected.customer.id}`).toEqual([
      { state: 'confirmed', proposed_by: sato.id, approved_by: mori.id },
    ])
    const phone = await suspected.customer.otherDevice()
    expect(await suspected.customer.pays(stores[0], yen(100), { from: phone })).toEqual(refused('payer-frozen'))
  })

  test('the customer sees it at once, before any message', async () => {
    const { customer, caseId } = await suspicion(town, stores)
    const [sato] = await town.officers('佐藤')
    const begun = town.clock.now()

    expect(await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })).toBe('ok')

    expect((await customer.get<{ stopped: object | null }>('/api/me')).body.stopped).toMatchObject({ confirmed: false, since: begun.toISOString() })
  })

  test('the customer is told once that payments are stopped, however often the job runs', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, caseId } = await suspicion(town, stores)
    await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })
    await town.settles()
    const [freeze] = await town.sql<{ id: string }>`SELECT id FROM freezes WHERE customer_id = ${customer.id}`

    await Promise.all([tellStopped(town.ctx, freeze!.id), tellStopped(town.ctx, freeze!.id)])
    await town.settles()

    expect(customer.chat.all().filter((text) => text.includes('お支払いを一時的に止めています'))).toHaveLength(1)
  })
})

describe('an alert that nobody takes', () => {
  test('is called once more, to those on duty, when its fifteen minutes are over', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    await town.sql`UPDATE officers SET on_duty = false WHERE id = ${mori.id}`
    const { caseId } = await suspicion(town, stores)
    const { number } = await caseFileOf(sato, caseId)
    const calls = (officer: typeof sato) => officer.chat.all().filter((text) => text.includes(`即時・${number}`)).length
    expect([calls(sato), calls(mori)]).toEqual([1, 0])

    town.clock.forward({ minutes: 15 })
    await town.settles()
    await town.settles()

    expect([calls(sato), calls(mori)]).toEqual([2, 0])
    expect(sato.chat.all().join()).toContain('まだ担当がいません')
    expect(await town.sql`SELECT details FROM case_events WHERE case_id = ${caseId} AND kind = 'overdue'`).toEqual([{ details: { what: 'acknowledge' } }])
  })
})
