import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendDigest } from '../../server/cases/alerts/digest/send-digest.ts'
import type { Context } from '../../server/context.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseAbout, found, payment, raise } from './alerts-acts.ts'

let town: Town
let store: StoreInTown
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const digests = () => sato.chat.all().filter((text) => text.includes('日次の報告'))
const daysKept = () => town.sql<{ day: string; alerts: number; waiting: number; told: number }>`SELECT day::text, alerts, waiting, told FROM alert_digests ORDER BY day`
const at = async (moment: string) => {
  town.clock.goTo(moment)
  await town.settles()
}
/** A worker that dies when everything is written and nothing is committed. */
const dying = (ctx: Context): Context => ({
  ...ctx,
  db: {
    ...ctx.db,
    atomically: (scope, work) =>
      ctx.db.atomically(scope, async (tx) => {
        await work(tx)
        throw new Error('killed')
      }),
  },
})

describe('the digest of the morning', () => {
  test('says nothing when there is nothing, and that day is done', async () => {
    await at('2026-11-24T08:59:00+09:00')
    expect((await daysKept()).map(({ day }) => day)).not.toContain('2026-11-24')
    await at('2026-11-24T09:00:00+09:00')
    expect((await daysKept()).at(-1)).toEqual({ day: '2026-11-24', alerts: 0, waiting: 0, told: 0 })
    expect(digests()).toEqual([])
  })

  test('counts what came since, once, also with two workers and after one of them was killed', async () => {
    await at('2026-11-24T15:00:00+09:00')
    const [one, two] = [await payment(town, store), await payment(town, store)]
    await raise(town, found(town, { kind: 'customer', id: one.customer.id }, [one.id]), found(town, { kind: 'customer', id: two.customer.id }, [two.id]))
    await raise(town, found(town, { kind: 'customer', id: two.customer.id }, [two.id], { typology: 'turnover', urgency: 'monthly' }))
    await town.settles()
    expect(digests()).toEqual([])

    town.clock.goTo('2026-11-25T09:00:30+09:00')
    await expect(sendDigest(dying(town.ctx))).rejects.toThrow('killed')
    await Promise.all([sendDigest(town.ctx), sendDigest(town.ctx), sendDigest(town.ctx)])
    await town.settles()
    await at('2026-11-25T11:00:00+09:00')

    expect((await daysKept()).at(-1)).toMatchObject({ day: '2026-11-25', alerts: 2, waiting: 2 })
    const { number } = await caseAbout(town, { kind: 'customer', id: one.customer.id })
    expect(digests()).toHaveLength(1)
    expect(digests()[0]).toContain('日次 2件 うち未対応 2件')
    expect(digests()[0]).toContain('止めた金額 ¥0/返済の受領 ¥0')
    expect(digests()[0]).toMatch(new RegExp(`${number} 共謀グループ ¥[0-9,]+ 期限 11月24日\\(火\\) 17:15`))
    expect(digests()[0]).not.toMatch(new RegExp(`${one.customer.code}|山田`))
  })

  test('waits over the weekend, and counts an alert that became daily meanwhile', async () => {
    await at('2026-11-27T09:00:00+09:00')
    const { customer, id } = await payment(town, store)
    await raise(town, found(town, { kind: 'customer', id: customer.id }, [id], { urgency: 'monthly' }))
    await raise(town, found(town, { kind: 'customer', id: customer.id }, [id], { act: 'escalate', urgency: 'daily' }))
    for (const day of ['28', '29']) await at(`2026-11-${day}T10:00:00+09:00`)
    expect((await daysKept()).at(-1)?.day).toBe('2026-11-27')
    await at('2026-11-30T09:00:00+09:00')
    expect((await daysKept()).at(-1)).toMatchObject({ day: '2026-11-30', alerts: 1, waiting: 3 })
  })

  test('is kept by the database as it was', async () => {
    await expect(town.sql`UPDATE alert_digests SET alerts = 0`).rejects.toThrow(/append only/)
  })
})
