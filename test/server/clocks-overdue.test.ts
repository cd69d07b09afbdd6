import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile, CaseRow } from '../../server/cases/contract.ts'
import { yen } from '../../server/core/yen.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, fortnightFrom, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

const japan = (moment: string) => new Date(`${moment}+09:00`).toISOString()
/** Somebody whose session hasn't ended meanwhile, and whom nobody calls. */
const reader = async (): Promise<OfficerInTown> => (await town.officers('監査 (auditor)'))[0]
const kindsOf = ({ clocks }: CaseFile) => clocks.map(({ kind }) => kind)
const overdueTold = (officer: OfficerInTown, number: string) => officer.chat.all().filter((text) => text.includes(`期限超過・${number}`))
const sweepTwice = async () => {
  await town.settles()
  await town.settles()
}

describe('the clocks of a case', () => {
  test('run from its opening: to be taken within fifteen minutes, and judged by the end of the next business day', async () => {
    const { caseId } = await suspicion(town, stores)
    const opened = new Date((await caseFileOf(sato, caseId)).openedAt)

    expect((await caseFileOf(sato, caseId)).clocks).toEqual([
      { kind: 'acknowledge', dueAt: new Date(opened.getTime() + 15 * 60_000).toISOString() },
      // 23 November is 勤労感謝の日.
      { kind: 'verdict', dueAt: japan('2026-11-24T17:15:00') },
    ])
  })

  test('each end with what they wait for: taken, judged, demanded', async () => {
    const suspected = await suspicion(town, stores)
    const { caseId } = suspected
    await act(sato, caseId, 'take')
    expect(kindsOf(await caseFileOf(sato, caseId))).toEqual(['verdict'])
    expect((await caseFileOf(sato, caseId)).nextOn).toBe('2026-11-24')
    await confirmed(town, sato, suspected)
    expect((await caseFileOf(sato, caseId)).clocks).toEqual([{ kind: 'demand', dueAt: japan('2026-11-30T17:15:00') }])
    expect((await caseFileOf(sato, caseId)).nextOn).toBe('2026-11-30')

    const demand = { amount: '9600', dueOn: fortnightFrom(town.clock.now()), reason: '確定した支払いの合計' }
    expect(await decide(mori, await act(sato, caseId, 'propose-demand', demand))).toBe('approved')
    expect(kindsOf(await caseFileOf(sato, caseId))).not.toContain('demand')
  })

  test('all end when the case is over', async () => {
    const { caseId } = await suspicion(town, stores)
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    await act(sato, caseId, 'close', { reason: '問題なし' })

    expect(await town.sql`SELECT kind FROM case_clocks WHERE case_id = ${caseId} AND stopped_at IS NULL`).toEqual([])
  })
})

describe('a deadline that passed', () => {
  test('is told once to the officer of the case, written down once, and puts the case on top of the queue until it is met', async () => {
    const { caseId } = await suspicion(town, stores)
    const [owner] = await town.officers('小林')
    await act(owner, caseId, 'take')
    const { number } = await caseFileOf(owner, caseId)
    town.clock.goTo('2026-11-24T17:14:59+09:00')
    await sweepTwice()
    expect(overdueTold(owner, number)).toEqual([])

    town.clock.goTo('2026-11-24T17:15:00+09:00')
    await sweepTwice()
    town.clock.forward({ minutes: 5 })
    await sweepTwice()

    const [later] = await town.officers('後藤')
    const { pinned, timeline } = await caseFileOf(later, caseId)
    expect(overdueTold(owner, number)).toEqual([expect.stringContaining('判定の期限を過ぎました')])
    expect(overdueTold(mori, number)).toEqual([])
    expect(pinned).toBe('判定の期限を過ぎました')
    expect(timeline.filter(({ kind }) => kind === 'overdue').map(({ ja }) => ja)).toEqual(['判定の期限を過ぎました'])
    const { body } = await later.get<{ items: CaseRow[] }>('/api/secretariat/cases?tab=all')
    const places = body.items.map((row) => row.pinned !== null)
    expect(places).toEqual([...places].sort((a, b) => Number(b) - Number(a)))
    expect(body.items.find(({ id }) => id === caseId)).toMatchObject({ overdue: true, clock: { kind: 'verdict' } })
    await act(later, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    expect((await caseFileOf(later, caseId)).pinned).toBeNull()
  })

  test('goes to the next officer while the case’s own is absent', async () => {
    const [owner] = await town.officers('小林')
    const { caseId } = await suspicion(town, stores)
    await act(owner, caseId, 'take')
    await town.sql`UPDATE officers SET absent_from = '2026-11-24', absent_until = '2026-11-30' WHERE id = ${owner.id}`
    await town.sql`UPDATE officers SET duty_order = 1 WHERE id = ${mori.id}`
    const { number } = await caseFileOf(owner, caseId)

    town.clock.goTo('2026-11-25T17:15:00+09:00')
    await sweepTwice()

    expect([owner, mori, sato].map((officer) => overdueTold(officer, number).length)).toEqual([0, 1, 0])
  })

  test('begins anew with a new hit after the verdict', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    const [owner] = await town.officers('小林')
    await act(owner, caseId, 'give-verdict', { verdict: 'cleared', reason: 'mistyped' })
    expect(kindsOf(await caseFileOf(owner, caseId))).toEqual([])
    town.clock.goTo('2026-11-27T10:00:00+09:00')
    const phone = await customer.otherDevice()

    await customer.pays(stores[0], yen(500), { from: phone })
    await customer.pays(stores[1], yen(500), { from: phone })
    await town.settles()

    expect((await caseFileOf(await reader(), caseId)).clocks).toEqual([{ kind: 'verdict', dueAt: japan('2026-11-30T17:15:00') }])
  })
})
