import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, mustPay } from './cases-acts.ts'
import { moneyOf, newsTo } from './money-in-acts.ts'
import { clocksOf, debt, demandOf, kindsOf, paysBack, type Debt } from './repayment-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
const timeout = 120_000
beforeAll(async () => {
  town = await openTown()
})
beforeEach(async () => {
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  officers = await town.officers('佐藤', '森')
})
afterAll(async () => {
  const broken = (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0)
  await town.close()
  expect(broken).toEqual([])
})

const moneyFor = ({ number }: Debt) => moneyOf(town, number, { kind: 'repayment' })
const toldTo = (officer: OfficerInTown, words: string): number => officer.chat.all().filter((text) => text.includes(words)).length

describe('完済のときの解除', () => {
  test('is prepared by the programme, proposed by one officer and approved by another', { timeout }, async () => {
    const owed = await debt(town, officers)
    const [sato, mori] = officers

    await paysBack(town, owed.number, 9_600)

    const repaid = await caseFileOf(sato, owed.caseId)
    expect(repaid).toMatchObject({ state: 'repaid', prepared: { kind: 'unfreeze', reason: '完済したため、お支払いの停止を解除します。' } })
    expect(repaid.approvals.filter(({ kind }) => kind === 'unfreeze')).toEqual([])
    expect(toldTo(sato, '停止の解除の起案を用意しました')).toBe(1)
    expect(await owed.customer.pays(owed.bakery, yen(100))).toEqual(refused('payer-frozen'))
    const proposal = await act(mori, owed.caseId, 'propose-unfreeze', { reason: repaid.prepared!.reason })
    expect((await caseFileOf(sato, owed.caseId)).prepared).toBeNull()
    expect(await decide(mori, proposal)).toBe('own-proposal')
    expect(await decide(sato, proposal)).toBe('approved')
    await mustPay(owed.customer, owed.bakery, 100)
  })
})

describe('返済の取り消し', () => {
  test('of a part: the case goes back, the deadline runs again, and the officer is told once', { timeout }, async () => {
    const owed = await debt(town, officers)
    const [first, second] = [moneyFor(owed), moneyFor(owed)]
    await first.told('paid', 4_000)
    await second.told('paid', 5_600)
    expect((await clocksOf(town, owed.caseId)).map(({ running }) => running)).toEqual([false])

    await second.told('reversed', 5_600)
    await second.told('reversed', 5_600)

    const file = await caseFileOf(officers[0], owed.caseId)
    expect(file).toMatchObject({ state: 'repaying', prepared: null, pinned: `返済が取り消されました（${owed.number}、残り ¥5,600）`, demands: [{ repaid: '4000', left: '5600', state: 'partly_repaid' }] })
    expect(kindsOf(file).filter((kind) => kind === 'repayment_reversed')).toHaveLength(1)
    expect(toldTo(officers[0], '返済の取り消しがあります')).toBe(1)
    expect((await newsTo(town, officers[0])).filter((title) => title.includes('使用済み'))).toEqual([])
    expect(await clocksOf(town, owed.caseId)).toEqual([{ kind: 'repayment', due: '2026-12-07 23:59', running: true }])
    await first.told('reversed', 4_000)
    expect(await caseFileOf(officers[0], owed.caseId)).toMatchObject({ state: 'demanded', demands: [{ repaid: '0', left: '9600', state: 'issued' }] })
    expect(await demandOf(owed.customer, owed.demandId)).toMatchObject({ stands: 'unpaid', left: '9600', repaidAt: null })
    await paysBack(town, owed.number, 9_600)
    expect(await caseFileOf(officers[0], owed.caseId)).toMatchObject({ state: 'repaid', prepared: { kind: 'unfreeze' } })
  })

  test('while the unfreeze waits for its second officer: it is refused then', { timeout }, async () => {
    const owed = await debt(town, officers)
    const money = moneyFor(owed)
    await money.told('paid', 9_600)
    const proposal = await act(officers[0], owed.caseId, 'propose-unfreeze', { reason: '完済' })

    await money.told('reversed', 9_600)

    expect(await decide(officers[1], proposal)).toBe('repayment-outstanding')
    expect(await caseFileOf(officers[0], owed.caseId)).toMatchObject({ state: 'demanded', freeze: { state: 'confirmed' } })
  })

  test('after the case was closed: it opens again, or the person’s newer case says so', { timeout }, async () => {
    const [one, other] = [await debt(town, officers), await debt(town, officers)]
    const [theirs, others] = [moneyFor(one), moneyFor(other)]
    for (const [owed, money] of [[one, theirs], [other, others]] as const) {
      await money.told('paid', 9_600)
      expect(await decide(officers[1], await act(officers[0], owed.caseId, 'propose-unfreeze', { reason: '完済' }))).toBe('approved')
      expect(await act(officers[0], owed.caseId, 'close', { reason: '完済' })).toBe('ok')
    }
    await mustPay(other.customer, other.bakery, 100)
    await mustPay(other.customer, other.electronics, 100)
    await town.settles()
    const [newer] = await town.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${other.customer.id} AND state <> 'closed'`

    await theirs.told('reversed', 9_600)
    await others.told('reversed', 9_600)

    expect(await caseFileOf(officers[0], one.caseId)).toMatchObject({ state: 'demanded', pinned: `返済が取り消されました（${one.number}、残り ¥9,600）` })
    expect(await caseFileOf(officers[0], other.caseId)).toMatchObject({ state: 'closed', demands: [{ left: '9600' }] })
    expect(await caseFileOf(officers[0], newer!.id)).toMatchObject({ pinned: `返済が取り消されました（${other.number}、残り ¥9,600）` })
    expect(toldTo(officers[0], '返済の取り消しがあります')).toBe(2)
  })
})

describe('期限延長', () => {
  test('the later day is in force; the demand stays as it was issued, to the letter', { timeout }, async () => {
    const owed = await debt(town, officers)
    const [sato, mori] = officers
    const before = await demandOf(owed.customer, owed.demandId)
    const asked = { demandId: owed.demandId, dueOn: '2027-01-29', reason: '入院のため' }
    expect(await act(sato, owed.caseId, 'propose-defer', { ...asked, dueOn: before.dueOn })).toBe('due-day-not-later')
    expect(await act(sato, owed.caseId, 'propose-defer', { ...asked, dueOn: '2028-01-29' })).toBe('due-day-not-later')
    expect(await act(sato, owed.caseId, 'propose-defer', { ...asked, demandId: owed.caseId })).toBe('nothing-owed')
    const proposal = await act(sato, owed.caseId, 'propose-defer', asked)
    expect(await decide(sato, proposal)).toBe('own-proposal')

    expect(await decide(mori, proposal)).toBe('approved')
    await town.settles()

    const after = await demandOf(owed.customer, owed.demandId)
    expect(after).toMatchObject({ dueOn: '2027-01-29', issuedDueOn: '2026-12-07', stands: 'unpaid' })
    expect(after.contents).toEqual(before.contents)
    expect(await caseFileOf(sato, owed.caseId)).toMatchObject({ nextOn: '2027-01-29' })
    expect(await clocksOf(town, owed.caseId)).toEqual([{ kind: 'repayment', due: '2027-01-29 23:59', running: true }])
    expect(owed.customer.chat.last()).toContain('返済の期限について、お知らせがあります')
    expect(owed.customer.chat.last()).not.toMatch(/¥|1月29日|入院/)
  })
})
