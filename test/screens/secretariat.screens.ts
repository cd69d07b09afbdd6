import { afterAll, beforeAll, test } from 'vitest'
import { makesMove, opensCase } from '../support/office-moves.ts'
import { officerOf, personWithPhone, signsIn, staffOf } from '../support/phone.ts'
import { cameraFor } from './camera.ts'
import { paysAtTwoStores, setStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

const everyArea = [
  ['/office', 'dashboard'], ['/office/cases', 'cases'], ['/office/approvals', 'approvals'], ['/office/customers', 'customers'], ['/office/stores', 'stores'], ['/office/payments', 'payments'], ['/office/money', 'money'], ['/office/repayments', 'repayments'],
  ['/office/payouts', 'payouts'], ['/office/rules', 'rules'], ['/office/rule-orders', 'rule orders'], ['/office/new-watch', 'new watch'], ['/office/staff', 'staff'], ['/office/reports', 'reports'],
  ['/office/reports/repayment', 'repayment report'], ['/office/reports/statistics', 'statistics'], ['/office/reports/daily', 'daily reports'], ['/office/settings', 'settings'],
  ['/office/resume-requests', 'resume requests'], ['/office/audit', 'audit'], ['/office/menu', 'menu'], ['/office/nowhere', 'not found'],
] as const

test('the office on its first day, and with a case', async () => {
  const camera = cameraFor('7 secretariat', ['phone', 'pc'])
  const facts = officerOf(stage.town.people, 'takahashi')
  const officer = await personWithPhone(stage.browser, stage.town, facts)
  await officer.opens('/office')
  await camera.takes(officer, 'sign in')
  await signsIn(officer, facts)
  await officer.page.getByRole('navigation').first().waitFor()
  for (const [path, name] of everyArea) await camera.opens(officer, path, `${name}, first day`)

  await paysAtTwoStores(stage.town)
  for (const [path, name] of [['/office', 'dashboard'], ['/office/cases', 'cases'], ['/office/payments', 'payments'], ['/office/rules', 'rules']] as const) await camera.opens(officer, path, name)
  await opensCase(officer)
  await camera.takes(officer, 'case')
  await makesMove(officer, '店舗へ事実確認', '確認を送る', () => officer.chooses('確認する店舗', /S-0077/))
  await camera.takes(officer, 'case, store asked')
  await officer.presses('仮に止める（24時間まで）')
  await camera.takes(officer, 'case, a move')
  await officer.writes('理由', '2店舗で同時刻の支払い')
  await officer.presses('送信内容を確認')
  await camera.takes(officer, 'case, message to be sent')
  await officer.presses(/^仮に止める$/)
  await officer.page.getByRole('region', { name: '仮に止める（24時間まで）', exact: true }).waitFor({ state: 'hidden' })
  await camera.takes(officer, 'case, stopped')

  const tanaka = staffOf(stage.town.people, 'tanaka-owner')
  const store = await personWithPhone(stage.browser, stage.town, tanaka)
  const storeCamera = cameraFor('8 store asked', ['pc', 'narrow', 'phone'])
  await store.opens('/store/fact-checks')
  await signsIn(store, tanaka)
  await store.page.getByRole('link', { name: /4,800/ }).first().waitFor()
  await storeCamera.takes(store, 'fact checks')
  await store.page.getByRole('link', { name: /4,800/ }).first().click()
  await storeCamera.takes(store, 'fact check')
})

test('the auditor looks, and cannot act', async () => {
  const camera = cameraFor('9 auditor', ['phone', 'pc'])
  const facts = officerOf(stage.town.people, 'kansa')
  const auditor = await personWithPhone(stage.browser, stage.town, facts)
  await auditor.opens('/office')
  await signsIn(auditor, facts)
  await auditor.page.getByRole('navigation').first().waitFor()
  for (const [path, name] of everyArea) await camera.opens(auditor, path, name)
  await opensCase(auditor)
  await camera.takes(auditor, 'case')
})
