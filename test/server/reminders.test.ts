import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendReminders } from '../../server/cases/demands/reminders/send-reminders.ts'
import { tellReminder } from '../../server/cases/messages/tell-of-schedule.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { debt, paysBack, type Debt } from './repayment-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const reminded = (demandId: string) => town.sql<{ step: string; on: string }>`
  SELECT step, to_char(reminded_at AT TIME ZONE 'Asia/Tokyo', 'MM-DD') AS on FROM demand_reminders WHERE demand_id = ${demandId} ORDER BY reminded_at`
const pushed = ({ customer }: Debt): string[] => customer.chat.all().filter((text) => /返済の期限が(近づいて|過ぎて)います/.test(text))

/** Every minute's sweep, here at each of these hours, and always twice. */
async function sweepsAt(...moments: string[]): Promise<void> {
  for (const moment of moments) {
    town.clock.goTo(`${moment}+09:00`)
    await sendReminders(town.ctx)
    await sendReminders(town.ctx)
  }
}

/** The same, and whatever follows from it is said. */
async function saysAt(moment: string): Promise<void> {
  await sweepsAt(moment)
  await town.settles()
}

// Weeks go by in each of these, and all that is swept on a day.
const timeout = 180_000

async function debtDueOn7December(): Promise<Debt> {
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  officers = await town.officers('佐藤', '森')
  return debt(town, officers)
}

describe('返済の催促', () => {
  test('seven days before, on the day, three and fourteen days after: four, each once, none at night', { timeout }, async () => {
    const owed = await debtDueOn7December()

    await sweepsAt('2026-11-29T23:00:00', '2026-11-30T07:59:00')
    expect(pushed(owed)).toEqual([])
    await saysAt('2026-11-30T08:00:00')
    await sweepsAt('2026-11-30T20:59:00', '2026-12-01T12:00:00')
    for (const day of ['2026-12-07', '2026-12-10', '2026-12-21']) await saysAt(`${day}T09:00:00`)
    await sweepsAt('2026-12-22T09:00:00', '2027-01-30T09:00:00')

    await tellReminder(town.ctx, { demandId: owed.demandId, step: 'after-14', dueOn: '2026-12-07' })
    await town.settles()
    expect(await reminded(owed.demandId)).toEqual([{ step: 'before', on: '11-30' }, { step: 'due', on: '12-07' }, { step: 'after-3', on: '12-10' }, { step: 'after-14', on: '12-21' }])
    expect(pushed(owed).map((text) => (text.includes('近づいて') ? 'near' : 'late'))).toEqual(['near', 'near', 'late', 'late'])
    expect(pushed(owed).join()).not.toMatch(/9,600|みどり|田中|同時刻/)
    const [wada] = await town.officers('和田')
    const file = await caseFileOf(wada, owed.caseId)
    expect(file.timeline.filter(({ kind }) => kind === 'demand_reminded').map(({ ja }) => ja)).toEqual([
      `返済の催促を送りました：${owed.number}（期限の7日前）`, `返済の催促を送りました：${owed.number}（期限の当日）`,
      `返済の催促を送りました：${owed.number}（期限の3日後）`, `返済の催促を送りました：${owed.number}（期限の14日後）`,
    ])
    expect(file.demands[0]?.reminders.map(({ step }) => step)).toEqual(['before', 'due', 'after-3', 'after-14'])
    const { body: notices } = await (await owed.customer.otherDevice()).get<{ items: { title: string; path: string }[] }>('/api/notices')
    expect(notices.items.filter(({ title }) => title === '返済の期限が過ぎています').map(({ path }) => path)).toEqual([`/repayments/${owed.demandId}`, `/repayments/${owed.demandId}`])
  })

  test('a worker that slept two weeks sends one, not four', { timeout }, async () => {
    const owed = await debtDueOn7December()

    await saysAt('2026-12-22T10:00:00')
    await sweepsAt('2026-12-23T10:00:00')

    expect(await reminded(owed.demandId)).toEqual([{ step: 'after-14', on: '12-22' }])
    expect(pushed(owed)).toHaveLength(1)
  })

  test('on a day on which something else was said about repayment, the reminder waits for the next', { timeout }, async () => {
    const owed = await debtDueOn7December()
    town.clock.goTo('2026-12-07T07:50:00+09:00')
    await town.notify({ kind: 'repayment', reference: owed.number, amount: '100' })
    await town.settles()

    await sweepsAt('2026-12-07T12:00:00', '2026-12-08T09:00:00')

    expect((await reminded(owed.demandId)).filter(({ step }) => step === 'due')).toEqual([{ step: 'due', on: '12-08' }])
  })

  test('who has repaid hears nothing more', { timeout }, async () => {
    const owed = await debtDueOn7December()
    await paysBack(town, owed.number, 9_600)

    await sweepsAt('2026-11-30T09:00:00', '2026-12-07T09:00:00', '2026-12-21T09:00:00')

    expect(pushed(owed)).toEqual([])
  })

  test('a later due day begins anew, and the old one is not reminded of', { timeout }, async () => {
    const owed = await debtDueOn7December()
    await sweepsAt('2026-11-30T09:00:00')
    officers = await town.officers('佐藤', '森')
    const proposal = await act(officers[0], owed.caseId, 'propose-defer', { demandId: owed.demandId, dueOn: '2026-12-28', reason: '入院のため' })
    expect(await decide(officers[1], proposal)).toBe('approved')
    await town.settles()

    await sweepsAt('2026-12-07T09:00:00', '2026-12-10T09:00:00', '2026-12-21T09:00:00', '2026-12-28T09:00:00')

    expect(await reminded(owed.demandId)).toEqual([{ step: 'before', on: '11-30' }, { step: 'before', on: '12-21' }, { step: 'due', on: '12-28' }])
  })
})
