import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellDemand, tellRepayment } from '../../server/cases/messages/tell-customer.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, demanded, suspicion } from './cases-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

const receivedFor = (demandId: string) => town.sql<{ amount: string; surplus: string }>`SELECT amount::text, surplus::text FROM repayments WHERE demand_id = ${demandId} ORDER BY id`

describe('返済', () => {
  test('a part, then the rest', async () => {
    const suspected = await suspicion(town)
    const { id, number } = await demanded(town, officers, suspected)

    await town.notify({ kind: 'repayment', reference: number, amount: '9599' })
    await town.settles()
    expect(await caseFileOf(officers[0], suspected.caseId)).toMatchObject({ state: 'repaying', demands: [{ left: '1' }] })
    await town.notify({ kind: 'repayment', reference: number, amount: '1' })
    await town.settles()

    expect(await caseFileOf(officers[0], suspected.caseId)).toMatchObject({ state: 'repaid', demands: [{ left: '0' }] })
    expect(await receivedFor(id)).toEqual([{ amount: '9599', surplus: '0' }, { amount: '1', surplus: '0' }])
  })

  test('the same notification twice, and another notification of the same money, are booked once', async () => {
    const suspected = await suspicion(town)
    const { id, number } = await demanded(town, officers, suspected)

    const money = { kind: 'repayment' as const, reference: number, amount: '5000', pspRef: `psp-${number}` }
    await Promise.all([town.notify({ ...money, id: `evt-${number}` }), town.notify({ ...money, id: `evt-${number}` }), town.notify({ ...money, id: `evt-other-${number}` })])
    await town.settles()

    expect(await receivedFor(id)).toEqual([{ amount: '5000', surplus: '0' }])
    const inbox = await town.sql<{ state: string }>`SELECT state::text FROM payment_notifications WHERE event_id LIKE ${`%${number}`} ORDER BY 1`
    expect(inbox.map(({ state }) => state).sort()).toEqual(['booked', 'ignored'])
    expect(suspected.customer.chat.all().filter((text) => text.includes('お支払いを受け取りました'))).toHaveLength(1)
    const file = await caseFileOf(officers[0], suspected.caseId)
    expect(file.timeline.filter(({ kind }) => kind === 'repayment_received')).toHaveLength(1)
  })

  test('two repayments at the same moment never take more than is owed', async () => {
    const suspected = await suspicion(town)
    const { id, number } = await demanded(town, officers, suspected)

    await Promise.all(['a', 'b', 'c'].map((one) => town.notify({ kind: 'repayment', reference: number, amount: '5000', pspRef: `${one}-${number}` })))
    await town.settles()

    const received = await receivedFor(id)
    expect(received.map(({ amount, surplus }) => Number(amount) + Number(surplus))).toEqual([5000, 5000, 5000])
    expect(received.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(9600)
    expect(await caseFileOf(officers[0], suspected.caseId)).toMatchObject({ state: 'repaid' })
    expect(suspected.customer.chat.all().filter((text) => text.includes('返済が終わりました') && !text.includes('再開しました'))).toHaveLength(1)
  })

  test('money for a number that nobody knows waits in suspense and touches no case', async () => {
    const waiting = async () => (await officers[0].get<{ health: { suspense: number } }>('/api/secretariat/dashboard')).body.health.suspense
    const before = await waiting()

    await town.notify({ kind: 'repayment', reference: 'R-2026-999999', amount: '5000' })
    await town.settles()

    expect(await town.sql`SELECT state::text, outcome FROM payment_notifications ORDER BY received_at DESC, id DESC LIMIT 1`).toEqual([{ state: 'suspense', outcome: 'unknown-reference' }])
    expect(await waiting()).toBe(before + 1)
  })

  test('messages about money wait for the morning, and are said once', async () => {
    const suspected = await suspicion(town)
    const { id, number } = await demanded(town, officers, suspected)
    const before = suspected.customer.chat.all().length
    town.clock.goTo(`${new Date(town.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10)}T21:30:00+09:00`)

    await town.notify({ kind: 'repayment', reference: number, amount: '100' })
    await town.settles()
    const [repayment] = await town.sql<{ id: string }>`SELECT id FROM repayments WHERE demand_id = ${id}`
    await tellRepayment(town.ctx, repayment!.id)
    await tellDemand(town.ctx, id)
    await town.settles()
    expect(suspected.customer.chat.all()).toHaveLength(before)

    town.clock.forward({ hours: 10, minutes: 31, seconds: 1 })
    await town.settles()
    expect(suspected.customer.chat.all()).toHaveLength(before + 1)
    expect(suspected.customer.chat.last()).toContain('お支払いを受け取りました')
  })
})

describe('what was written stays', () => {
  test('demand, repayments, answers, timeline, screenings and journal cannot be changed or removed, not even by the owner', async () => {
    officers = await town.officers('佐藤', '森')
    const suspected = await suspicion(town)
    const { id, number } = await demanded(town, officers, suspected)
    await town.notify({ kind: 'repayment', reference: number, amount: '100' })
    await town.settles()

    await expect(town.sql`UPDATE demands SET principal = 1 WHERE id = ${id}`).rejects.toThrow(/cannot be changed/)
    await expect(town.sql`UPDATE repayments SET amount = 1`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM repayments`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE case_events SET details = '{}'`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM case_events`).rejects.toThrow(/append only/)
    await expect(town.sql`TRUNCATE case_events CASCADE`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE fact_check_answers SET note = 'x'`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM screenings`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE journal_entries SET amount = 1`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE demands SET repaid_total = 9600 WHERE id = ${id}`).rejects.toThrow(/demand_state_is_what_was_repaid/)
  })
})
