import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApprovalSeen } from '../../server/cases/contract.ts'
import type { RepaymentCalendar, RepaymentList } from '../../server/cases/demands/contract.ts'
import { sweepPlans } from '../../server/cases/demands/plans/sweep-plans.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { agreed, asks, clocksOf, debt, demandOf, kindsOf, paysBack, signedInAgain } from './repayment-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
const wish = { times: 3, firstOn: '2026-12-10' }
beforeAll(async () => {
  town = await openTown()
})
beforeEach(async () => {
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  officers = await town.officers('佐藤', '森')
})
afterAll(async () => {
  // These tests begin on one day again and again; that past days of the books are never touched is another file's promise.
  const broken = (await selfCheck(town.ctx.db, town.clock.now())).filter(({ name, brokenCount }) => brokenCount > 0 && name !== 'days-are-their-entries')
  await town.close()
  expect(broken).toEqual([])
})

const statesOf = async (owed: Awaited<ReturnType<typeof debt>>) => (await demandOf(owed.customer, owed.demandId)).plan?.instalments.map(({ state, paid }) => `${state} ${paid}`)
/** The sweep of each of these days, twice. */
async function days(...list: string[]): Promise<void> {
  for (const day of list) {
    town.clock.goTo(`${day}T09:00:00+09:00`)
    await sweepPlans(town.ctx)
    await town.settles()
  }
  officers = await town.officers('佐藤', '森')
}

const timeout = 120_000

describe('分割', () => {
  test('asked by the customer, proposed by one, approved by another, paid oldest first to the last yen', { timeout }, async () => {
    const owed = await debt(town, officers)
    const [sato, mori] = officers
    const { customer, caseId, demandId, number } = owed
    expect((await caseFileOf(sato, caseId)).moves.find(({ name }) => name === 'propose-instalments')?.disabled?.ja).toBe('本人からの申し込みがありません。')
    expect(await act(sato, caseId, 'propose-instalments', { demandId, ...wish, reason: '電話で聞いた' })).toBe('instalments-not-asked')

    const { body: preview } = await customer.get(`/api/repayments/${demandId}/instalments?times=3&firstOn=2026-12-10`)
    expect(preview).toEqual({ instalments: [{ no: 1, dueOn: '2026-12-10', amount: '3200' }, { no: 2, dueOn: '2027-01-10', amount: '3200' }, { no: 3, dueOn: '2027-02-10', amount: '3200' }] })
    expect(await asks(customer, demandId, wish)).toBe('ok')
    expect(await asks(customer, demandId, wish)).toBe('ok')
    await town.settles()
    expect(await demandOf(customer, demandId)).toMatchObject({ stands: 'unpaid', dueOn: '2026-12-07', plan: null, asked: { times: 3, firstOn: '2026-12-10' } })
    expect(sato.chat.all().filter((text) => text.includes('分割の申し込みがあります'))).toHaveLength(1)

    const proposal = await act(sato, caseId, 'propose-instalments', { demandId, ...wish, reason: '本人の申し込みのとおり' })
    const { body: seen } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(seen).toMatchObject({ kind: 'instalments', amount: '9600', dueOn: '2026-12-10' })
    expect(seen.snapshot.facts.map(({ value }) => value.ja)).toEqual([number, '3回', '12月10日(木) ¥3,200', '1月10日(日) ¥3,200', '2月10日(水) ¥3,200'])
    expect(seen.messagePreview.join()).toContain('分割のお申し込みについて、お知らせがあります')
    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await decide(mori, proposal)).toBe('approved')
    await town.settles()
    expect(customer.chat.last()).toContain('分割のお申し込みについて、お知らせがあります')
    expect(customer.chat.last()).not.toMatch(/¥|9,600|3,200/)
    expect(await demandOf(customer, demandId)).toMatchObject({ stands: 'instalments', dueOn: '2026-12-10', issuedDueOn: '2026-12-07', asked: null })
    expect(await clocksOf(town, caseId)).toEqual([
      { kind: 'instalment', due: '2026-12-10 23:59', running: true }, { kind: 'instalment', due: '2027-01-10 23:59', running: true },
      { kind: 'instalment', due: '2027-02-10 23:59', running: true }, { kind: 'repayment', due: '2027-02-10 23:59', running: true },
    ])

    await paysBack(town, number, 4_000)
    expect(await statesOf(owed)).toEqual(['paid 3200', 'partly 800', 'due 0'])
    expect(await demandOf(customer, demandId)).toMatchObject({ dueOn: '2027-01-10', left: '5600' })
    expect(customer.chat.last()).toContain('次の期限 2027年1月10日(日)')
    expect((await clocksOf(town, caseId)).map(({ running }) => running)).toEqual([false, true, true, true])
    await paysBack(town, number, 6_000)
    expect(await statesOf(owed)).toEqual(['paid 3200', 'paid 3200', 'paid 3200'])
    expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaid', demands: [{ stands: 'repaid', left: '0' }] })
    expect((await clocksOf(town, caseId)).some(({ running }) => running)).toBe(false)
    await days('2027-03-01')
    expect(kindsOf(await caseFileOf(officers[0], caseId))).not.toContain('instalment_missed')
  })

  test('an officer may agree on other times, divides what is left then, and a wish changed before that is the one that counts', { timeout }, async () => {
    const owed = await debt(town, officers)
    const { customer, caseId, demandId, number } = owed
    expect(await asks(customer, demandId, { times: 12, firstOn: '2026-12-24' })).toBe('ok')
    expect(await asks(customer, demandId, wish)).toBe('ok')
    const proposal = await act(officers[0], caseId, 'propose-instalments', { demandId, times: 2, firstOn: '2026-11-24', reason: '2回で足りるとの申し出' })
    await paysBack(town, number, 599)
    town.clock.goTo('2026-11-25T09:00:00+09:00')
    officers = await town.officers('佐藤', '森')
    const { body: seen } = await officers[1].get<ApprovalSeen>(`/api/secretariat/approvals/${proposal}`)
    expect(seen.changedSince.map(({ ja }) => ja)).toEqual(expect.arrayContaining(['いま承認すると、残り¥9,001を分けます', 'いま承認すると、最初の支払日は11月26日(木)になります']))

    expect(await decide(officers[1], proposal)).toBe('approved')

    expect((await demandOf(await customer.otherDevice(), demandId)).plan?.instalments.map(({ dueOn, amount }) => [dueOn, amount])).toEqual([['2026-11-26', '4501'], ['2026-12-26', '4500']])
    expect(kindsOf(await caseFileOf(officers[0], caseId)).filter((kind) => kind === 'instalments_asked')).toHaveLength(2)
  })

  test('a missed part is noticed once, and the plan ends thirty days late: the whole rest is due, and a new plan is possible', { timeout }, async () => {
    const owed = await debt(town, officers)
    const [owner] = officers
    const { customer, caseId, demandId, number } = owed
    await agreed(town, officers, owed, wish)

    await days('2026-12-10')
    expect(kindsOf(await caseFileOf(officers[0], caseId))).not.toContain('instalment_missed')
    await days('2026-12-11', '2026-12-12', '2027-01-08')
    const missed = await caseFileOf(officers[0], caseId)
    expect(kindsOf(missed).filter((kind) => kind === 'instalment_missed')).toHaveLength(1)
    expect(missed).toMatchObject({ pinned: `分割の第1回のお支払いがありません（${number}）`, demands: [{ stands: 'overdue' }] })
    await days('2027-01-09', '2027-01-10')

    const ended = await caseFileOf(officers[0], caseId)
    expect(kindsOf(ended).filter((kind) => kind === 'instalments_ended')).toHaveLength(1)
    expect(ended).toMatchObject({ pinned: `分割が終わりました（${number}）。ご本人に事情をうかがってください。`, demands: [{ plan: null, dueOn: '2027-01-23', issuedDueOn: '2026-12-07', stands: 'unpaid' }] })
    expect(customer.chat.all().filter((text) => text.includes('分割のお支払いについて、お知らせがあります'))).toHaveLength(1)
    expect(owner.chat.all().filter((text) => text.includes('分割の約束が終わりました'))).toHaveLength(1)
    expect((await clocksOf(town, caseId)).filter(({ running }) => running)).toEqual([{ kind: 'repayment', due: '2027-01-23 23:59', running: true }])
    const back = await signedInAgain(owed)
    await agreed(town, officers, back, { times: 2, firstOn: '2027-02-01' })
    expect(await demandOf(back.customer, demandId)).toMatchObject({ stands: 'instalments', dueOn: '2027-02-01' })
  })

  test('two parts missed in a row end it, too', { timeout }, async () => {
    const owed = await debt(town, officers)
    await agreed(town, officers, owed, { times: 3, firstOn: '2027-01-15' })
    await paysBack(town, owed.number, 3_200)

    await days('2027-02-16', '2027-03-16')

    expect(kindsOf(await caseFileOf(officers[0], owed.caseId)).filter((kind) => kind.startsWith('instalment'))).toEqual(['instalments_asked', 'instalments_agreed', 'instalment_missed', 'instalment_missed', 'instalments_ended'])
  })
})

describe('返済の画面', () => {
  test('lists demands by the due day in force, the overdue, the plans, those that wait for an answer, and the month', { timeout }, async () => {
    const [plain, divided, wishing] = [await debt(town, officers), await debt(town, officers), await debt(town, officers)]
    await agreed(town, officers, divided, wish)
    expect(await asks(wishing.customer, wishing.demandId, wish)).toBe('ok')
    await days('2026-12-08')
    const idsOf = async (view: string) => {
      const { body } = await officers[0].get<RepaymentList>(`/api/secretariat/repayments?view=${view}&limit=100`)
      return body.items.map(({ id }) => id)
    }
    const mine = [plain, divided, wishing].map(({ demandId }) => demandId)
    const own = async (view: string) => (await idsOf(view)).filter((id) => mine.includes(id))

    expect(await own('open')).toEqual([plain.demandId, wishing.demandId, divided.demandId])
    expect(await own('overdue')).toEqual([plain.demandId, wishing.demandId])
    expect(await own('plans')).toEqual([divided.demandId])
    expect(await own('asked')).toEqual([wishing.demandId])
    expect(await own('repaid')).toEqual([])
    const { body: first } = await officers[0].get<RepaymentList>('/api/secretariat/repayments?limit=1')
    const { body: second } = await officers[0].get<RepaymentList>(`/api/secretariat/repayments?limit=1&cursor=${first.nextCursor}`)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
    expect((await officers[0].get(`/api/secretariat/repayments?cursor=elsewhere`)).status).toBe(400)
    const { body: calendar } = await officers[0].get<RepaymentCalendar>('/api/secretariat/repayments/calendar?month=2026-12')
    const ofMine = calendar.items.filter(({ demandId }) => mine.includes(demandId))
    expect(ofMine.map(({ dueOn, no, of, amount, state }) => [dueOn, no, of, amount, state])).toEqual([
      ['2026-12-07', null, null, '9600', 'overdue'], ['2026-12-07', null, null, '9600', 'overdue'], ['2026-12-10', 1, 3, '3200', 'due'],
    ])
  })
})
