import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAfter, dayOf } from '../../server/core/time.ts'
import type { CaseFile, DemandForCustomer, StoreFactCheck } from '../../server/cases/contract.ts'
import { asks } from '../support/asks.ts'
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { cameraFor } from './camera.ts'
import { paysAtTwoStores, setStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

async function signedIn(key: string): Promise<PersonWithPhone> {
  const facts = officerOf(stage.town.people, key)
  const person = await personWithPhone(stage.browser, stage.town, facts)
  await person.opens('/office')
  await signsIn(person, facts)
  await person.page.getByRole('navigation').first().waitFor()
  return person
}

/** The act must have been done: a picture of a screen that was refused would show the wrong thing. */
async function does<Body>(person: PersonWithPhone, path: string, body: unknown): Promise<Body> {
  const answer = await asks<Body & { error?: unknown }>(person, 'POST', path, body)
  expect(answer.error, path).toBeUndefined()
  return answer
}

test('a case from suspicion to the money that goes back', async () => {
  const office = cameraFor('10 a case', ['phone', 'pc'])
  const own = cameraFor('11 what the customer sees of it', ['pc', 'narrow', 'phone'])
  const [takahashi, nakamura, ito] = [await signedIn('takahashi'), await signedIn('nakamura'), await signedIn('ito')]
  await paysAtTwoStores(stage.town)
  const { items: [row] } = await asks<{ items: { id: string }[] }>(takahashi, 'GET', '/api/secretariat/cases?tab=all')
  const base = `/api/secretariat/cases/${row?.id ?? ''}`
  const file = () => asks<CaseFile>(takahashi, 'GET', base)
  const opens = (name: string) => office.opens(takahashi, `/office/cases/${row?.id ?? ''}`, name)
  const agrees = async (path: string, body: unknown, name?: string) => {
    const { approval } = await does<{ approval: { id: string } }>(takahashi, `${base}/${path}`, body)
    if (name) await office.opens(nakamura, `/office/approvals/${approval.id}`, name)
    await does(nakamura, `/api/secretariat/approvals/${approval.id}/approve`, { reason: '内容を確認した' })
  }

  const { payments } = await file()
  const atTanaka = payments.filter(({ storeCode }) => storeCode === 'S-0077')
  await does(takahashi, `${base}/ask-store`, { storeId: atTanaka[0]?.storeId, paymentIds: atTanaka.map(({ id }) => id) })
  const tanaka = staffOf(stage.town.people, 'tanaka-owner')
  const store = await personWithPhone(stage.browser, stage.town, tanaka)
  await store.opens('/store')
  await signsIn(store, tanaka)
  await store.reads('つながっています')
  const { items: [check] } = await asks<{ items: StoreFactCheck[] }>(store, 'GET', '/api/store/fact-checks')
  const answers = atTanaka.map(({ id }) => ({ paymentId: id, recordFound: 'missing', receiptNumber: null, goods: null, staffOnDuty: null, acquaintance: 'first_time', note: null }))
  await does(store, `/api/store/fact-checks/${check?.id ?? ''}/answer`, { answers, sameCheckout: null, truthful: true })
  await opens('answered')
  for (const choice of ['問題なし', '不正確定', '判断できない']) {
    await takahashi.presses('判定を記録')
    await takahashi.chooses('判定', choice)
    await office.takes(takahashi, `verdict ${choice}`)
    await takahashi.opens(`/office/cases/${row?.id ?? ''}`)
  }

  await does(takahashi, `${base}/give-verdict`, { verdict: 'confirmed', reason: 'simultaneous', paymentIds: payments.filter(({ concerned }) => concerned).map(({ id }) => id) })
  await opens('confirmed')
  await agrees('propose-freeze', { reason: '店舗の記録と一致しない' }, 'approval of a freeze')
  await opens('frozen')
  // The town is at most a day ahead of us.
  const dueOn = daysAfter(dayOf(new Date()), 17)
  await agrees('propose-demand', { amount: '9600', dueOn, reason: '確定した支払いの合計' }, 'approval of a demand')
  await opens('demanded')

  const hana = await personWithPhone(stage.browser, stage.town, customerOf(stage.town.people, 'hana'))
  await own.opens(hana, '/', 'home, stopped')
  await own.opens(hana, '/stopped', 'stopped')
  await own.opens(hana, '/repayments', 'requests')
  const { items: [demand] } = await asks<{ items: DemandForCustomer[] }>(hana, 'GET', '/api/repayments')
  const page = `/repayments/${demand?.id ?? ''}`
  await own.opens(hana, page, 'request')
  for (const part of await hana.page.locator('details:not([open]) > summary').all()) await part.click()
  await own.takes(hana, 'request, all open')
  await hana.presses('分割を申し込む')
  await own.takes(hana, 'asking for instalments')
  await hana.presses('分割を申し込む')
  await hana.reads(/申し込みを受け付けました/)
  await opens('instalments asked')
  await takahashi.presses('分割の申し込みをお断り')
  await office.takes(takahashi, 'declining instalments')
  await own.opens(hana, `${page}/appeal`, 'objection')

  await does(hana, `/api/appeals/demand/${demand?.id ?? ''}`, { text: 'この支払いは家族のものです' })
  await own.opens(hana, page, 'request with an objection')
  await stage.town.sandbox('POST', '/sandbox/notify', { kind: 'repayment', reference: demand?.number, amount: 4000 })
  await expect.poll(async () => (await file()).demands[0]?.repaid, { timeout: 30_000 }).toBe('4000')
  await own.opens(hana, page, 'request, partly repaid')
  await opens('repaying, with an objection')
  const [appeal] = (await file()).appeals
  await does(ito, `${base}/decide-appeal`, { appealId: appeal?.id, accepted: true, reason: '家族の支払いと分かった' })
  await agrees('propose-withdrawal', { reason: '異議を認めたため' })
  await does(takahashi, `${base}/give-verdict`, { verdict: 'cleared', reason: 'family', note: '家族の買い物だった' })
  await opens('cleared, money owed to the customer')
  await own.opens(hana, page, 'withdrawn, money comes back')
  await takahashi.presses('受け取った返済の返金を起案')
  await office.takes(takahashi, 'giving back')
  await agrees('propose-return', { demandId: demand?.id, method: 'bank_transfer', reference: 'FB-2026-0001', returnedOn: dayOf(new Date()), reason: '判定を見直したため' }, 'approval of giving back')
  await own.opens(hana, page, 'given back')
  await opens('given back')
  await own.opens(hana, '/notices', 'notices')
  for (const [path, name] of [['/office', 'dashboard'], ['/office/cases', 'queue'], ['/office/approvals', 'approvals'], ['/office/rules', 'rules'], ['/office/rule-orders', 'rule orders'], ['/office/repayments', 'repayments'], ['/office/customers/C-7F3K', 'customer'], ['/office/stores/S-0077', 'store'], ['/office/audit', 'audit'], ['/office/reports/daily', 'daily reports']] as const) {
    await office.opens(takahashi, path, `${name}, after it`)
  }
})
