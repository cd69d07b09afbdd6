import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RepaymentList } from '../../server/cases/demands/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide } from './cases-acts.ts'
import { asks, debt, demandOf, signedInAgain, type Debt } from './repayment-acts.ts'

let town: Town
let officers: [OfficerInTown, OfficerInTown]
let owed: Debt
const wish = { times: 12, firstOn: '2026-12-24' }
const sentence = '返済の計画を一度うかがいたい'
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
  owed = await debt(town, officers)
}, 120_000)
afterAll(() => town.close())

const declines = (officer: OfficerInTown, more: object = {}) => act(officer, owed.caseId, 'decline-instalments', { demandId: owed.demandId, instead: 'fewer-times', reason: sentence, ...more })
const waiting = async () => (await officers[0].get<RepaymentList>('/api/secretariat/repayments?view=asked')).body.items.map(({ id }) => id)
const moveOf = async (name: string) => (await caseFileOf(officers[0], owed.caseId)).moves.find((move) => move.name === name)

test('a wish is declined: told neutrally, explained in the mini-app, kept in the case, and open no more', { timeout: 120_000 }, async () => {
  const [sato, mori] = officers
  const { customer, caseId, demandId, number } = owed
  expect(await moveOf('decline-instalments')).toBeUndefined()
  expect(await declines(sato)).toBe('instalments-not-asked')
  expect(await asks(customer, demandId, wish)).toBe('ok')
  expect(await moveOf('decline-instalments')).toMatchObject({ disabled: null, needsApproval: false })
  expect(await declines(sato, { instead: 'never' })).toBe('invalid-input')
  expect(await declines(sato, { reason: ' ' })).toBe('invalid-input')

  expect(await declines(sato)).toBe('ok')
  expect(await declines(mori)).toBe('instalments-not-asked')
  await town.settles()

  expect(await waiting()).toEqual([])
  expect(await demandOf(customer, demandId)).toMatchObject({ stands: 'unpaid', asked: null, plan: null, declined: { ...wish, instead: 'fewer-times' } })
  expect(JSON.stringify(await demandOf(customer, demandId))).not.toContain(sentence)
  const told = customer.chat.all().filter((text) => text.includes('分割のお申し込みについて、お知らせがあります'))
  expect(told).toHaveLength(1)
  expect(told[0]).not.toMatch(/¥|9,600|12回|お断り|回数/)
  expect(told[0]).not.toContain(sentence)
  const file = await caseFileOf(sato, caseId)
  expect(file.timeline.at(-1)).toMatchObject({ kind: 'instalments_declined', who: '佐藤', ja: `分割の申し込みをお断りしました：${number}（12回、最初 12月24日(木)）：${sentence}` })
  expect(file.moves.find(({ name }) => name === 'propose-instalments')?.disabled?.reason).toBe('instalments-not-asked')
})

test('what a colleague has proposed is not declined behind their back, and a declined wish is not agreed on', { timeout: 60_000 }, async () => {
  const [sato, mori] = officers
  const { customer, caseId, demandId } = owed
  expect(await asks(customer, demandId, { ...wish, times: 3 })).toBe('ok')
  expect(await demandOf(customer, demandId)).toMatchObject({ asked: { times: 3 }, declined: null })
  const proposal = await act(sato, caseId, 'propose-instalments', { demandId, ...wish, times: 3, reason: '申し込みのとおり' })
  expect(await declines(mori)).toBe('proposal-pending')
  await expect(town.ctx.db.atomically({ kind: 'officer', officerId: mori.id, role: 'officer' }, (tx) => tx.instalmentRequest.updateMany({ where: { demandId, answeredAt: null }, data: { answeredAt: town.clock.now(), declinedBy: mori.id, instead: 'talk-first' } }))).rejects.toThrow(/cannot decline/)
  expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')

  const [declined, proposed] = await Promise.all([declines(mori, { instead: 'talk-first' }), act(sato, caseId, 'propose-instalments', { demandId, ...wish, times: 3, reason: 'もう一度' })])

  expect([declined, proposed].filter((answer) => answer === 'ok' || /^[0-9a-f-]{36}$/.test(answer))).toHaveLength(1)
  if (declined === 'proposal-pending') {
    await decide(mori, proposed, 'send-back')
    expect(await declines(mori, { instead: 'talk-first' })).toBe('ok')
  }
})

test('whoever was declined may ask again at once, three times in thirty days', { timeout: 60_000 }, async () => {
  const { customer, demandId } = owed
  expect(await asks(customer, demandId, { ...wish, times: 6 })).toBe('ok')
  expect(await declines(officers[0], { instead: 'earlier-day' })).toBe('ok')
  expect(await asks(customer, demandId, { ...wish, times: 4 })).toBe('wishes-used-up')

  town.clock.forward({ days: 30 })
  owed = await signedInAgain(owed)
  expect(await asks(owed.customer, demandId, { times: 4, firstOn: '2027-01-10' })).toBe('ok')
})

test('a party of the case declines nothing, and the database keeps what was answered', { timeout: 60_000 }, async () => {
  const [party] = await town.officers('当人')
  await town.sql`UPDATE officers SET line_user_id = ${owed.customer.lineUserId} WHERE id = ${party.id}`
  expect(await declines(party)).toBe('conflict-of-interest')
  await expect(town.sql`UPDATE instalment_requests SET times = 2 WHERE instead IS NOT NULL`).rejects.toThrow(/answered once/)
  await expect(town.sql`UPDATE instalment_requests SET declined_by = ${party.id} WHERE answered_at IS NULL`).rejects.toThrow(/cannot decline|decline_is_whole/)
})
