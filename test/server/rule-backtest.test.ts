import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BacktestSeen } from '../../server/fraud/settings/contract.ts'
import type { Observation } from '../../server/fraud/observation.ts'
import { runBacktest, type Recorded } from '../../server/fraud/settings/backtest/run-backtest.ts'
import { pays, storeOnFile } from '../rules/fraud/watch/observed.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { asks, blanks, fileOf, proposes, root, rule, saves } from './rules-acts.ts'

let town: Town
let hana: CustomerInTown
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer()
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
})
afterAll(() => town.close())

const tries = (officer: OfficerInTown, settings: object = blanks(90), id = rule): Promise<string> => asks(officer, `${root}/${id}/backtests`, { settings, days: 30 }, ({ id: made }: BacktestSeen) => made)
const seen = async (id: string): Promise<BacktestSeen> => (await sato.get<BacktestSeen>(`/api/secretariat/backtests/${id}`)).body
const cancels = (officer: OfficerInTown, id: string): Promise<string> => asks(officer, `/api/secretariat/backtests/${id}/cancel`, {}, ({ state }: BacktestSeen) => state)

/** Two payments 80 seconds apart, a day before now. */
function past(customerId: string): Observation[] {
  const before = (town.clock.now().getTime() - Date.parse('2026-11-23T12:00:00+09:00')) / 60_000 - 24 * 60
  return [storeOnFile('bakery'), storeOnFile('electrics'), pays(before, { customerId }), pays(before + 80 / 60, { customerId, storeId: 'electrics', amount: 1_200 })]
}
const told = (observations: readonly Observation[]): Recorded => async function* () { yield* observations }

describe('効果を試す', () => {
  test('names the customers whom other settings would touch, and the proposal carries the figures', async () => {
    const id = await tries(sato)
    expect(await seen(id)).toMatchObject({ state: 'waiting', progress: 0, by: '佐藤', result: null })
    expect((await fileOf(mori)).busyBacktest).toEqual({ id, rule })

    await runBacktest(town.ctx, told(past(hana.id)), id)

    const { state, progress, result } = await seen(id)
    expect([state, progress]).toEqual(['done', 1])
    expect(result).toMatchObject({ before: { alerts: 0 }, after: { alerts: 1, yenAtRisk: '2000', customers: 1 }, newCases: 1, newYen: '2000', gained: [{ code: hana.code, kind: 'customer' }] })
    await saves(sato, blanks(90))
    const { body } = await mori.get<{ snapshot: { facts: { name: { ja: string }; value: { ja: string } }[] } }>(`/api/secretariat/approvals/${await proposes(sato, 'promote', { waiver: '試した' })}`)
    expect(Object.fromEntries(body.snapshot.facts.map(({ name, value }) => [name.ja, value.ja]))).toMatchObject({ 新しい案件: '1件・¥2,000', 新しく当てはまる人と店: hana.code })
  })

  test('one at a time; a second is refused while one waits, and two that cross make one', async () => {
    const crossing = await Promise.all([tries(sato), tries(mori)])
    expect(crossing.filter((one) => one === 'backtest-running')).toHaveLength(1)
    const id = crossing.find((one) => one !== 'backtest-running') ?? ''

    expect(await tries(mori)).toBe('backtest-running')
    expect(await cancels(mori, id)).toBe('cancelled')
    expect(await cancels(mori, id)).toBe('backtest-over')
    await runBacktest(town.ctx, told(past(hana.id)), id)
    expect(await seen(id)).toMatchObject({ state: 'cancelled', result: null })
  })

  test('cancelled while it runs, it ends and keeps nothing', async () => {
    const id = await tries(sato)
    const endless: Recorded = async function* () {
      for (const one of past(hana.id)) yield one
      await cancels(sato, id)
      for (let minutes = 0; ; minutes += 1) yield pays(minutes % 1_000, { customerId: `c${minutes % 50}` })
    }

    await runBacktest(town.ctx, endless, id)

    expect(await seen(id)).toMatchObject({ state: 'cancelled', result: null })
  })

  test('its progress is written while it runs', async () => {
    const id = await tries(sato)
    let half: BacktestSeen | null = null
    const long: Recorded = async function* () {
      for (let minutes = 0; half === null || half.progress === 0; minutes += 1) {
        yield* past(`c${minutes}`)
        if (minutes % 500 === 499) half = await seen(id)
      }
    }

    await runBacktest(town.ctx, long, id)

    expect(half).toMatchObject({ state: 'running' })
    expect(await seen(id)).toMatchObject({ state: 'done', progress: 1 })
  })

  test('a fault ends it as failed, and the next can begin; twice is once', async () => {
    const id = await tries(sato)
    await runBacktest(town.ctx, () => { throw new Error('the past is gone') }, id)
    expect(await seen(id)).toMatchObject({ state: 'failed' })

    const next = await tries(sato)
    await runBacktest(town.ctx, told(past(hana.id)), next)
    await runBacktest(town.ctx, told([]), next)
    expect(await seen(next)).toMatchObject({ state: 'done', result: { newCases: 1 } })
  })

  test('settings that do not fit are not tried, and auditors try nothing', async () => {
    expect(await tries(sato, blanks(0))).toBe('rule-settings-wrong')
    expect(await tries(auditor)).toBe('read-only-role')
    expect(await tries(sato, {}, 'no-such-rule')).toBe('not-found')
    expect(await cancels(auditor, '019aa000-0000-7000-8000-000000000000')).toBe('read-only-role')
    expect(await cancels(sato, '019aa000-0000-7000-8000-000000000000')).toBe('not-found')
  })

  test('the worker runs what officers ask for', async () => {
    const id = await tries(sato)
    await town.settles()
    expect(await seen(id)).toMatchObject({ state: 'done' })
  })
})

describe('個別の監視条件', () => {
  const conditions = [{ fact: 'amount', operator: 'at-least', value: 1_000 }, { fact: 'stores-24h', operator: 'at-least', value: 2 }]
  const watch = { title: '二店舗の見張り', about: 'customer', urgency: 'daily', match: 'all', conditions }
  const makes = (officer: OfficerInTown, settings: object): Promise<string> => asks(officer, '/api/secretariat/watch-rules', { settings, reason: '商店街の依頼' }, ({ rule: made }: { rule: string }) => made)

  test('is put together by an officer, tried on the past, and alerts when two have promoted it', async () => {
    const id = await makes(sato, watch)
    expect(id).toMatch(/^watch-\d+$/)
    expect((await fileOf(sato, id)).rule).toMatchObject({ custom: true, state: 'shadow', name: { ja: '二店舗の見張り' }, typology: { ja: '個別の監視条件' } })

    const trial = await tries(sato, watch, id)
    await runBacktest(town.ctx, told(past(hana.id)), trial)
    expect((await seen(trial)).result).toMatchObject({ newCases: 1, gained: [{ code: hana.code, urgency: 'daily' }] })
    expect(await decide(mori, await proposes(sato, 'promote', { waiver: '試した' }, id))).toBe('approved')
    expect((await fileOf(sato, id)).rule).toMatchObject({ state: 'live', version: 2 })
    expect(await saves(sato, { ...watch, title: '新しい名前' }, id)).toBe(3)
  })

  test('with a fact that does not exist, eleven conditions or none is not saved', async () => {
    expect(await makes(sato, { ...watch, conditions: [{ fact: 'balance', operator: 'at-least', value: 1 }] })).toBe('rule-settings-wrong')
    expect(await makes(sato, { ...watch, conditions: Array.from({ length: 11 }, () => conditions[0]) })).toBe('rule-settings-wrong')
    expect(await makes(sato, { ...watch, conditions: [] })).toBe('rule-settings-wrong')
    expect(await makes(auditor, watch)).toBe('read-only-role')
    const { body: parts } = await sato.get<{ conditionsMax: number; operators: unknown[] }>('/api/secretariat/watch-rules/parts')
    expect([parts.conditionsMax, parts.operators.length]).toEqual([10, 9])
  })

  test('that never alerted is dropped by one officer; one that did, by two', async () => {
    const id = await makes(sato, watch)

    expect(await proposes(sato, 'off', {}, id)).toBe('done')
    expect((await fileOf(sato, id)).rule).toMatchObject({ state: 'off' })
    const [live] = await town.sql<{ rule: string }>`SELECT rule FROM rule_settings WHERE rule LIKE 'watch-%' AND mode = 'live'`
    expect(await proposes(sato, 'off', {}, live?.rule)).not.toBe('done')
  })
})
