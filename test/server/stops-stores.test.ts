import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { dueInCases } from '../../server/cases/sweep.ts'
import { sweep } from '../../server/sweep.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, suspicion } from './cases-acts.ts'
import { proposesLift, proposesStop, stops, targetOf } from './stops-acts.ts'

let town: Town
let other: CustomerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  other = await town.customer({ name: '鈴木 一郎', balance: yen(50_000) })
})
afterAll(() => town.close())

const acceptanceOf = async (id: string) => (await town.sql<{ acceptance: string }>`SELECT acceptance::text FROM stores WHERE id = ${id}`)[0]?.acceptance
const freshly = async (customer: CustomerInTown) => ({ from: await customer.otherDevice() })

/** From the payments to a stop and back: on a busy machine it takes longer than one request's test may. */
const timeout = 120_000
describe('店舗の受付', { timeout }, () => {
  test('one officer stops it for a day: nobody pays there, other stores go on, its managers are told and nothing of the case', async () => {
    const [sato] = await town.officers('佐藤')
    const { bakery, electronics, caseId } = await suspicion(town)

    expect(await stops(sato, caseId, 'acceptance', bakery.id)).toBe('ok')

    expect(await other.pays(bakery, yen(100), await freshly(other))).toEqual(refused('store-not-accepting'))
    expect(await other.pays(electronics, yen(100), await freshly(other))).toMatchObject({ ok: true })
    await town.settles()
    const { number } = await caseFileOf(sato, caseId)
    const told = bakery.owner.chat.all().filter((text) => text.includes('受付を一時的に止めています'))
    expect(told).toHaveLength(1)
    expect(told[0]).not.toContain(number)
    expect(await targetOf(sato, caseId, 'acceptance', bakery.id)).toMatchObject({ stop: { level: 'provisional', reason: 'collusion', by: '佐藤' }, mayStop: { reason: 'already-stopped' }, mayConfirm: null, mayLift: null })
    expect(await stops(sato, caseId, 'acceptance', bakery.id)).toBe('already-stopped')
  })

  test('a proposal about one store leaves the other, and everything else that could be stopped, free', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { bakery, electronics, caseId } = await suspicion(town)
    const first = await proposesStop(sato, caseId, 'acceptance', bakery.id)

    const { targets } = await caseFileOf(mori, caseId)
    expect(targets.filter(({ mayConfirm }) => mayConfirm?.reason === 'proposal-pending').map(({ target, targetId }) => [target, targetId])).toEqual([['acceptance', bakery.id]])
    const second = await proposesStop(sato, caseId, 'acceptance', electronics.id)
    expect(await proposesStop(mori, caseId, 'acceptance', bakery.id)).toBe('proposal-pending')

    expect([await decide(mori, first), await decide(mori, second)]).toEqual(['approved', 'approved'])
    expect([await acceptanceOf(bakery.id), await acceptanceOf(electronics.id)]).toEqual(['stopped', 'stopped'])
    const carried = await town.sql`SELECT s.target_id::text = a.asked ->> 'targetId' AS same FROM stops s JOIN approvals a ON a.id = s.approval_id WHERE s.case_id = ${caseId}`
    expect(carried).toEqual([{ same: true }, { same: true }])
  })

  test('it lapses after 24 hours with alarms before, once, and never silently', async () => {
    const [sato] = await town.officers('佐藤')
    const { bakery, caseId } = await suspicion(town)
    await stops(sato, caseId, 'acceptance', bakery.id)
    const { number } = await caseFileOf(sato, caseId)
    const alarms = (words: string) => sato.chat.all().filter((text) => text.includes(number) && text.includes(words)).length

    town.clock.forward({ hours: 20 })
    await town.settles()
    await town.settles()
    expect(alarms('あと4時間以内')).toBe(1)
    town.clock.forward({ hours: 3 })
    await town.settles()
    expect(alarms('あと1時間以内')).toBe(1)
    town.clock.forward({ hours: 1 })
    await Promise.all([sweep(town.ctx, dueInCases), sweep(town.ctx, dueInCases)])
    await town.settles()

    expect(await other.pays(bakery, yen(100), await freshly(other))).toMatchObject({ ok: true })
    expect(bakery.owner.chat.all().filter((text) => text.includes('受付を再開しました'))).toHaveLength(1)
    const [again] = await town.officers('伊藤')
    const file = await caseFileOf(again, caseId)
    expect(file.pinned).toBe('仮の停止が期限切れで終わりました')
    expect(file.timeline.filter(({ kind }) => kind === 'stop_lapsed')).toHaveLength(1)
    expect(await stops(again, caseId, 'acceptance', bakery.id)).toBe('stop-used-up')
  })

  test('two officers confirm it and two lift it; a store that did not accept before does not accept after', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { bakery, electronics, caseId } = await suspicion(town)
    await town.sql`UPDATE stores SET acceptance = 'stopped' WHERE id = ${electronics.id}`
    await stops(sato, caseId, 'acceptance', bakery.id)

    for (const store of [bakery, electronics]) {
      const proposal = await proposesStop(sato, caseId, 'acceptance', store.id)
      expect(await decide(sato, proposal)).toBe('own-proposal')
      expect(await decide(mori, proposal)).toBe('approved')
    }
    expect(await town.sql`SELECT 1 FROM stops WHERE case_id = ${caseId} AND level = 'confirmed' AND proposed_by = ${sato.id} AND approved_by = ${mori.id}`).toHaveLength(2)
    expect(await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })).toBe('ok')
    expect(await act(sato, caseId, 'close', { reason: '終わり' })).toBe('stop-remains')
    for (const store of [bakery, electronics]) expect(await decide(mori, await proposesLift(sato, caseId, 'acceptance', store.id))).toBe('approved')

    expect([await acceptanceOf(bakery.id), await acceptanceOf(electronics.id)]).toEqual(['open', 'stopped'])
    expect(await proposesLift(sato, caseId, 'acceptance', bakery.id)).toBe('nothing-frozen')
  })

  test('of fifty payments around the moment of a stop none is committed after it', async () => {
    const [sato] = await town.officers('佐藤')
    const { bakery, caseId } = await suspicion(town)
    const devices = await Promise.all(Array.from({ length: 4 }, () => other.otherDevice()))
    let stopped = ''
    let before = -1

    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_one, place) => {
        const answer = await other.pays(bakery, yen(1), { from: devices[place % 4]! })
        if (place === 5) {
          stopped = await stops(sato, caseId, 'acceptance', bakery.id)
          const [row] = await town.sql<{ count: string }>`SELECT count(*) FROM payments WHERE store_id = ${bakery.id}`
          before = Number(row?.count)
        }
        return answer
      }),
    )

    expect(stopped).toBe('ok')
    const [after] = await town.sql<{ count: string }>`SELECT count(*) FROM payments WHERE store_id = ${bakery.id}`
    expect(Number(after?.count)).toBe(before)
    // A quick machine may have taken all fifty before; the next one in any case comes too late.
    const reasons = [...answers, await other.pays(bakery, yen(1), { from: devices[0]! })].flatMap((answer) => (answer.ok ? [] : [answer.reason]))
    expect(new Set(reasons)).toEqual(new Set(['store-not-accepting']))
  })

  test('a payment that waits for its wallet has the stop wait, and is in the books when the stop is', async () => {
    const [sato] = await town.officers('佐藤')
    const { bakery, caseId } = await suspicion(town)
    const from = await freshly(other)

    const { paid, order } = await withOwner(town.database.ownerUrl, async (owner) => {
      const order: string[] = []
      await owner.query('BEGIN')
      await owner.query('SELECT 1 FROM wallets WHERE customer_id = $1 FOR UPDATE', [other.id])
      const paying = other.pays(bakery, yen(7), from).then((answer) => (order.push('paid'), answer))
      await waiting(1)
      const stopping = stops(sato, caseId, 'acceptance', bakery.id).then(() => order.push('stopped'))
      await waiting(2)
      await owner.query('COMMIT')
      const answer = await paying
      await stopping
      return { paid: answer, order }
    })

    expect(paid).toMatchObject({ ok: true })
    expect(order).toEqual(['paid', 'stopped'])
    expect(await other.pays(bakery, yen(7), from)).toEqual(refused('store-not-accepting'))
  })
})

/** Until so many statements wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (let asked = 0; asked < 5_000; asked += 1) {
    const [row] = await town.sql<{ waiting: string }>`SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (Number(row?.waiting) >= count) return
  }
  throw new Error(`never ${count} at a lock`)
}
