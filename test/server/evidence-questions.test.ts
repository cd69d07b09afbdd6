import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { CaseEvidence } from '../../server/cases/evidence/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, mustBe, suspicion, twoStores, type Suspicion } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const concerned = async (caseId: string) => (await caseFileOf(sato, caseId)).payments.filter((paid) => paid.concerned).map(({ id }) => id)
const evidenceOf = async (caseId: string) => (await sato.get<CaseEvidence>(`/api/secretariat/cases/${caseId}/evidence`)).body
const timelineOf = async (caseId: string) => (await caseFileOf(sato, caseId)).timeline.map(({ ja }) => ja)

/** The customer is asked about the first payment of the case. */
async function questioned(suspected: Suspicion): Promise<{ question: string }> {
  const [paymentId] = await concerned(suspected.caseId)
  await mustBe('ok', act(sato, suspected.caseId, 'ask-customer', { paymentId }))
  await town.settles()
  const [row] = await town.sql<{ id: string }>`SELECT id FROM customer_questions WHERE case_id = ${suspected.caseId} ORDER BY id DESC LIMIT 1`
  return { question: row?.id ?? '' }
}

const says = (customer: CustomerInTown, act: 'mine' | 'not-mine', question: string) => customer.chat.taps(`act=${act}&question=${question}`)

describe('「このお支払いは、あなたですか？」', () => {
  test('is asked in LINE about one payment of the case, and stands among the notices', async () => {
    const suspected = await suspicion(town, stores)
    await questioned(suspected)

    expect(suspected.customer.chat.last()).toContain('このお支払いは、あなたですか？ / ¥4,800')
    const { body } = await suspected.customer.get<{ items: { title: string }[] }>('/api/notices')
    expect(body.items.map(({ title }) => title)).toContain('お支払いのご確認をお願いします')
    expect(await act(sato, suspected.caseId, 'ask-customer', { paymentId: (await concerned(suspected.caseId))[1] })).toBe('customer-asked')
  })

  test('「ちがいます」 stops the very next payment, tells the officer and the customer, and says it once', async () => {
    const suspected = await suspicion(town, stores)
    const { customer, caseId, bakery } = suspected
    const { question } = await questioned(suspected)

    await says(customer, 'not-mine', question)
    expect(customer.chat.all().join()).toContain('お支払いを止めました。残高はなくなりません。')
    expect(await customer.pays(bakery, yen(100))).toMatchObject({ ok: false, reason: 'payer-frozen' })
    expect(sato.chat.all().join()).toContain('本人の回答：ちがいます。支払いを止めています。')
    expect(customer.chat.all()).toContainEqual(expect.stringContaining('お支払いを一時的に止めています'))

    await says(customer, 'mine', question)
    expect(customer.chat.last()).toContain('すでに受け付けています。')
    const [{ answer, newDevice }] = (await evidenceOf(caseId)).questions as [CaseEvidence['questions'][number]]
    expect([answer, newDevice]).toEqual(['not_mine', true])
    expect((await caseFileOf(sato, caseId)).freeze).toMatchObject({ state: 'provisional', by: '本人' })
    expect(await town.sql`SELECT started_by FROM freezes WHERE case_id = ${caseId}`).toEqual([{ started_by: null }])
  })

  test('「はい」 closes nothing; from a phone of today it is marked', async () => {
    const suspected = await suspicion(town, stores)
    const { question } = await questioned(suspected)
    await says(suspected.customer, 'mine', question)

    const file = await caseFileOf(sato, suspected.caseId)
    expect([file.state, file.verdict, file.freeze]).toEqual(['checking_facts', null, null])
    expect(await timelineOf(suspected.caseId)).toContain('本人の回答：はい、わたしです（使い始めて24時間たっていない端末です）')

    await town.sql`UPDATE sessions SET created_at = created_at - interval '2 days' WHERE actor_id = ${suspected.customer.id}`
    const again = await questioned(suspected)
    await says(suspected.customer, 'mine', again.question)
    expect(await timelineOf(suspected.caseId)).toContain('本人の回答：はい、わたしです')
  })

  test('whoever else presses the button answers nothing', async () => {
    const suspected = await suspicion(town, stores)
    const { question } = await questioned(suspected)
    const other = await town.customer()
    await says(other, 'not-mine', question)
    await sato.chat.taps(`act=not-mine&question=${question}`)
    await suspected.customer.chat.taps('act=not-mine&question=everything')

    expect((await evidenceOf(suspected.caseId)).questions[0]?.answer).toBeNull()
    expect((await caseFileOf(sato, suspected.caseId)).freeze).toBeNull()
    expect(await other.pays(stores[0], yen(1))).toMatchObject({ reason: 'balance-short' })
  })

  test('two presses at once are one answer', async () => {
    const suspected = await suspicion(town, stores)
    const { question } = await questioned(suspected)
    await Promise.all([town.sandbox.tap(suspected.customer.lineUserId, `act=not-mine&question=${question}`), town.sandbox.tap(suspected.customer.lineUserId, `act=not-mine&question=${question}`)])
    await town.settles()

    expect(await town.sql`SELECT count(*)::int AS freezes FROM freezes WHERE case_id = ${suspected.caseId}`).toEqual([{ freezes: 1 }])
    expect((await timelineOf(suspected.caseId)).filter((line) => line.startsWith('本人の回答'))).toHaveLength(1)
  })

  test('is answered within a day; then it is too late, and it may be asked again', async () => {
    const suspected = await suspicion(town, stores)
    const { question } = await questioned(suspected)
    town.clock.forward({ hours: 25 })
    ;[sato] = await town.officers('佐藤')
    stores = await twoStores(town)
    await says(suspected.customer, 'not-mine', question)

    expect(suspected.customer.chat.last()).toContain('このご確認は、受け付けの時間が過ぎました。')
    expect((await evidenceOf(suspected.caseId)).questions[0]).toMatchObject({ answer: null, expired: true })
    expect((await caseFileOf(sato, suspected.caseId)).freeze).toBeNull()
    await questioned(suspected)
  })

  test('cannot be asked about a payment of another case, nor of somebody who has blocked us', async () => {
    const [suspected, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    expect(await act(sato, suspected.caseId, 'ask-customer', { paymentId: (await concerned(other.caseId))[0] })).toBe('no-payments-chosen')

    await town.sandbox.block(suspected.customer.lineUserId)
    await town.settles()
    expect(await act(sato, suspected.caseId, 'ask-customer', { paymentId: (await concerned(suspected.caseId))[0] })).toBe('line-blocked')
    const move = (await caseFileOf(sato, suspected.caseId)).moves.find(({ name }) => name === 'ask-customer')
    expect(move?.disabled?.ja).toBe('LINEがブロックされています。電話か郵便で連絡してください。')
  })
})
