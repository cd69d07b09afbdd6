import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApprovalSeen, CaseFile, DemandForCustomer } from '../../server/cases/contract.ts'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, askAndAnswer, caseFileOf, decide, fortnightFrom, freezeConfirm, suspicion } from './cases-acts.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const openMoves = (file: CaseFile) => file.moves.filter(({ disabled }) => disabled === null).map(({ name }) => name)

// The whole thread in one test: on a busy machine it takes longer than one request's test may.
test('from two payments at the same time to the money repaid', { timeout: 120_000 }, async () => {
  const [sato, mori] = await town.officers('佐藤', '森')
  const suspected = await suspicion(town)
  const { customer, bakery, electronics, caseId } = suspected

  // The hit: one alert, one sentence, told to whoever is on duty.
  const fresh = await caseFileOf(sato, caseId)
  expect(fresh).toMatchObject({ state: 'opened', urgency: 'immediate', amountAtRisk: '9600', owner: null, freeze: null })
  expect(fresh.evidence.map(({ sentence }) => sentence.ja)).toEqual([
    `同じ人が38秒の間に、1.2km離れた2店舗（${bakery.code}、${electronics.code}）で合計¥9,600を支払いました（基準：60秒以内に2回）。`,
  ])
  expect(fresh.customer?.maskedName).toBe('山田 ●●')
  for (const officer of [sato, mori]) {
    expect(officer.chat.last()).toContain(`即時・${fresh.number}`)
    expect(officer.chat.last()).not.toMatch(/山田|花子|基準/)
  }

  // One officer takes it and stops the customer for a day, from LINE.
  await sato.chat.taps(`act=take&case=${caseId}`)
  expect(sato.chat.last()).toBe(`${fresh.number} の担当になりました。`)
  await sato.chat.taps(`act=freeze&case=${caseId}`)
  expect(sato.chat.last()).toContain('24時間まで止めます。よろしいですか？')
  town.clock.forward({ minutes: 3 })
  expect(await customer.pays(bakery, yen(100))).toMatchObject({ ok: true })
  await town.settles()
  await sato.chat.taps(freezeConfirm(town, caseId))
  expect(sato.chat.last()).toMatch(/支払いを止めました（11月24日\(火\) 14:03まで）/)
  expect(await customer.pays(bakery, yen(100))).toEqual(refused('payer-frozen'))
  expect(customer.chat.last()).toContain('お支払いを一時的に止めています')
  expect(customer.chat.last()).not.toMatch(/不正|凍結/)

  // The store says that it knows nothing of the payment.
  await askAndAnswer(town, sato, suspected)
  expect(electronics.owner.chat.all().join()).toContain('事実確認のお願い')
  expect(electronics.owner.chat.all().join()).not.toMatch(/山田|花子|C-/)
  expect(sato.chat.last()).toContain(`事実確認の回答・${fresh.number}`)

  // Verdict, and the freeze confirmed by a second officer.
  const asked = await caseFileOf(sato, caseId)
  const paymentIds = asked.payments.filter(({ concerned }) => concerned).map(({ id }) => id)
  expect(await act(sato, caseId, 'give-verdict', { verdict: 'confirmed', reason: 'simultaneous', note: '店舗に記録なし', paymentIds })).toBe('ok')
  const freezeProposal = await act(sato, caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' })
  await town.settles()
  expect(mori.chat.last()).toContain('凍結の確定')
  expect(sato.chat.last()).not.toContain('承認のお願い')
  expect(await decide(sato, freezeProposal)).toBe('own-proposal')
  expect(await decide(mori, freezeProposal)).toBe('approved')
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'frozen', freeze: { state: 'confirmed', lapsesAt: null, by: '佐藤・森' }, customer: { standing: 'frozen' } })

  // The demand: proposed by one, read in full and approved by the other, told neutrally.
  const dueOn = fortnightFrom(town.clock.now())
  const demandProposal = await act(sato, caseId, 'propose-demand', { amount: '9600', dueOn, reason: '確定した支払いの合計' })
  const { body: proposal } = await mori.get<ApprovalSeen>(`/api/secretariat/approvals/${demandProposal}`)
  expect(proposal).toMatchObject({ kind: 'demand', amount: '9600', dueOn, mayDecide: { allowed: true }, changedSince: [] })
  expect(proposal.snapshot.findings).toEqual([expect.stringContaining('記録なし')])
  expect(proposal.snapshot.payments).toHaveLength(2)
  expect(proposal.messagePreview).toContain('返済のお願い')
  expect(await decide(mori, demandProposal)).toBe('approved')
  await town.settles()
  expect(customer.chat.last()).toContain('返済のお願い')
  expect(customer.chat.last()).not.toMatch(/9,600|みどり|田中|同時刻/)

  // The contents are for the signed-in customer alone, and opening them is recorded.
  const { body: demands } = await customer.get<{ items: DemandForCustomer[] }>('/api/repayments')
  expect(demands.items).toEqual([expect.objectContaining({ principal: '9600', left: '9600', dueOn, state: 'issued' })])
  const { id, number } = demands.items[0]!
  const { body: demand } = await customer.get<DemandForCustomer>(`/api/repayments/${id}`)
  expect(demand.contents).toHaveLength(15)
  expect(JSON.stringify(demand.contents)).toContain('山田 花子 様')

  // Part, then the rest with ¥400 too much.
  await town.notify({ kind: 'repayment', reference: number, amount: '4000' })
  await town.settles()
  expect(customer.chat.last()).toContain('お支払いを受け取りました')
  expect(await caseFileOf(sato, caseId)).toMatchObject({ state: 'repaying', demands: [{ repaid: '4000', left: '5600', state: 'partly_repaid' }] })
  await town.notify({ kind: 'repayment', reference: number, amount: '6000' })
  await town.settles()
  expect(customer.chat.last()).toContain('返済が終わりました')
  const repaid = await caseFileOf(sato, caseId)
  expect(repaid).toMatchObject({ state: 'repaid', demands: [{ repaid: '9600', left: '0', state: 'repaid' }], pinned: '完済しました。停止の解除を起案してください。' })
  expect(openMoves(repaid)).toEqual(['report-to-police', 'note-limitation', 'propose-unfreeze'])

  // Two lift the stop; what came in too much goes back by two; one closes.
  expect(await decide(sato, await act(mori, caseId, 'propose-unfreeze', { reason: '完済' }))).toBe('approved')
  await town.settles()
  expect(customer.chat.last()).toContain('返済が終わりましたので、お支払いを再開しました。')
  expect(await customer.pays(bakery, yen(300))).toMatchObject({ ok: true })
  expect(await act(sato, caseId, 'close', { reason: '完済' })).toBe('surplus-waits')
  const [surplus] = await town.sql<{ id: string }>`SELECT id FROM suspense_items`
  const { body: back } = await sato.post<{ approval: { id: string } }>(`/api/secretariat/suspense/${surplus?.id ?? ''}/propose-return`, { reason: '400円多い' })
  expect(await decide(mori, back.approval.id)).toBe('approved')
  expect(await act(sato, caseId, 'close', { reason: '完済' })).toBe('ok')

  const closed = await caseFileOf(sato, caseId)
  expect(closed.state).toBe('closed')
  expect(openMoves(closed)).toEqual([])
  expect(closed.timeline.map(({ kind }) => kind)).toEqual([
    'alert_raised', 'taken', 'provisional_freeze', 'fact_check_asked', 'fact_check_answered', 'verdict_given', 'proposed', 'approved', 'freeze_confirmed',
    'proposed', 'approved', 'demand_issued', 'demand_opened', 'repayment_received', 'repayment_received', 'repaid', 'proposed', 'approved', 'unfrozen', 'closed',
  ])
  const ledger = await town.sql<{ ledger: string; total: string }>`
    SELECT ledger::text, sum(amount)::text AS total FROM journal_entries WHERE cause IN ('demand', 'repayment') GROUP BY ledger ORDER BY 1`
  expect(Object.fromEntries(ledger.map(({ ledger: name, total }) => [name, total]))).toEqual({ psp_clearing: '-10000', receivable: '0', programme_claim: '9600', suspense: '400' })
})

test('a customer who is cleared is told that we are sorry, after two have lifted the stop', async () => {
  const [sato, mori] = await town.officers('佐藤', '森')
  const { customer, bakery, caseId } = await suspicion(town)
  expect(await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })).toBe('ok')

  expect(await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })).toBe('ok')

  const file = await caseFileOf(sato, caseId)
  expect(file).toMatchObject({ state: 'cleared', freeze: { state: 'provisional' }, approvals: [{ kind: 'unfreeze', state: 'proposed' }] })
  expect(file.moves.find(({ name }) => name === 'close')?.disabled?.reason).toBe('stop-remains')
  expect(await customer.pays(bakery, yen(100))).toEqual(refused('payer-frozen'))
  expect(await decide(mori, file.approvals[0]!.id)).toBe('approved')
  await town.settles()
  expect(customer.chat.last()).toContain('ご不便をおかけし、申し訳ありませんでした。')
  expect(await customer.pays(bakery, yen(100))).toMatchObject({ ok: true })
  expect(await act(mori, caseId, 'close', { reason: '問題なし' })).toBe('ok')
})

test('a customer whose case was cleared and closed can be suspected again on the same day', async () => {
  const [sato] = await town.officers('佐藤')
  const { customer, bakery, electronics, caseId } = await suspicion(town)
  await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
  await act(sato, caseId, 'close', { reason: '問題なし' })

  await customer.pays(bakery, yen(500))
  await customer.pays(electronics, yen(500))
  await town.settles()

  const cases = await town.sql<{ state: string }>`SELECT state::text FROM fraud_cases WHERE customer_id = ${customer.id} ORDER BY opened_at`
  expect(cases.map(({ state }) => state)).toEqual(['closed', 'opened'])
})

test('a new hit opens a cleared case again', async () => {
  const [sato] = await town.officers('佐藤')
  const { customer, bakery, electronics, caseId } = await suspicion(town)
  await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'mistyped' })
  town.clock.forward({ days: 1 })
  const phone = await customer.otherDevice()

  await customer.pays(bakery, yen(500), { from: phone })
  await customer.pays(electronics, yen(500), { from: phone })
  await town.settles()

  const [mori] = await town.officers('森')
  expect(await caseFileOf(mori, caseId)).toMatchObject({ state: 'checking_facts', verdict: null })
  expect(sato.chat.last()).toContain('即時・')
})
