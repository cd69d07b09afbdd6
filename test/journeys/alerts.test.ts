import { randomInt, randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertFound } from '../../server/cases/alerts/alert.ts'
import { raiseAlerts } from '../../server/cases/alerts/raise-alert.ts'
import { dayOf } from '../../server/core/time.ts'
import { appUrlFor } from '../../server/db/app-url.ts'
import { openDatabase } from '../../server/db/client.ts'
import { launchBrowser } from '../support/browser.ts'
import { isGood } from '../support/is-good.ts'
import { customerOf, officerOf, personWithPhone, signsIn, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
const people: PersonWithPhone[] = []
beforeAll(async () => {
  town = await runTown({ pairs: false })
  browser = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort })
})
afterAll(async () => {
  await browser.close()
  await town.close()
})

const PC = { width: 1280, height: 900 }
const minute = 60_000
const day = 24 * 60 * minute

/** A payment of the past, only as far as these screens look at it. */
async function paid(customerKey: string, storeCode: string, amount: number, at: Date): Promise<string> {
  const id = randomUUID()
  const number = String(randomInt(10 ** 11, 10 ** 12))
  const { lineUserId } = customerOf(town.people, customerKey)
  await town.database.sql`INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number)
    SELECT ${id}::uuid, ${number}, c.id, s.id, ${amount}, 'poster', 0, ${at}, ${dayOf(at)}::date, ${randomInt(30_000)}, right(${number}, 4)
    FROM customers c, stores s WHERE c.line_user_id = ${lineUserId} AND s.code = ${storeCode}`
  await town.database.sql`INSERT INTO screenings (payment_id, screened_at) VALUES (${id}, ${at})`
  return id
}

/** What the engine would say about a store at which two customers spent nearly everything. */
async function storeAlert(storeCode: string, paymentIds: readonly string[], now: Date): Promise<string> {
  const [store] = await town.database.sql<{ id: string }>`SELECT id FROM stores WHERE code = ${storeCode}`
  const id = store?.id ?? ''
  const common = { subject: { kind: 'store', id }, at: now, ruleVersion: 3, paymentIds, newPaymentIds: paymentIds, facts: {}, act: 'raise' } as const
  const alerts: AlertFound[] = [
    {
      ...common, typology: 'collusion', window: `collusion:store:${id}:${dayOf(now)}`, urgency: 'immediate', rule: 'collusive-ring', settings: { customers: 2, days: 7 }, brief: '2人が同じ店舗でほぼ全額を使いました。',
      sentence: { ja: `2人が7日のうちに${storeCode}でほぼ全額を使いました。`, en: `Within 7 days two people spent nearly everything at ${storeCode}.` },
      figures: [{ ja: '人数', en: 'People', value: '2人', threshold: '2人' }], signals: [{ rule: 'collusive-ring', points: 60 }, { rule: 'round-repeat', points: 45 }],
    },
    {
      ...common, typology: 'turnover', window: `turnover:store:${id}:${dayOf(now)}`, urgency: 'monthly', rule: 'store-concentration', settings: { share: 50 }, brief: '売上の多くが2人からです。',
      sentence: { ja: `${storeCode}の売上の82%が2人からです。`, en: `82% of the turnover of ${storeCode} comes from two people.` },
      figures: [{ ja: '割合', en: 'Share', value: '82%', threshold: '50%' }], signals: [{ rule: 'store-concentration', points: 100 }],
    },
  ]
  const db = openDatabase({ url: appUrlFor(town.database.ownerUrl), maxConnections: 1 })
  await db.atomically({ kind: 'job', job: 'screen-payments' }, (tx) => raiseAlerts(tx, alerts, now))
  await db.close()
  const [row] = await town.database.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE store_id = ${id}`
  return row?.id ?? ''
}

test('an officer reads a store’s case, opens a customer’s out of it, and judges the month’s random check', () =>
  keepPicturesOf(() => people, async () => {
    const [takahashi, nakamura] = [officerOf(town.people, 'takahashi'), officerOf(town.people, 'nakamura')]
    const now = new Date()
    const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 3))
    for (const amount of [800, 2_400, 11_000]) await paid('hana', 'S-0077', amount, lastMonth)
    // Reports are made on the first business day: wherever this month stands, it is past that.
    await town.moveClock({ minutes: Math.max(0, 7 - now.getUTCDate()) * 24 * 60 })
    const ids = [await paid('hana', 'S-0142', 9_000, new Date(now.getTime() - 3 * day)), await paid('ichiro', 'S-0142', 8_000, new Date(now.getTime() - 2 * day)), await paid('hana', 'S-0142', 4_000, new Date(now.getTime() - day))]
    const caseId = await storeAlert('S-0142', ids, now)

    const officer = await personWithPhone(browser, town, takahashi, PC)
    people.push(officer)
    await officer.opens('/office/cases')
    await signsIn(officer, takahashi)
    await officer.reads('S-0142 みどり青果店')
    await isGood(officer, 'cases', PC.width)
    await officer.opens(`/office/cases/${caseId}`)
    await officer.reads('店舗と利用者の共謀')
    await officer.reads('合計105点（100点で検知）')
    await officer.reads('使えません：この案件は、利用者ひとりについての案件ではありません。')
    await officer.page.getByText('数値を見る').first().click()
    await officer.reads(/共謀グループ 第3版・判定/)
    await isGood(officer, 'store case', PC.width)
    await officer.presses('月次')
    await officer.page.getByText('店舗と利用者の共謀').waitFor({ state: 'hidden' })
    await officer.reads(/売上の.*82%/)
    await officer.presses('すべて')

    await officer.page.getByRole('link', { name: /の案件を開く/ }).first().click()
    await officer.writes('理由', '店舗との共謀の疑い')
    await officer.presses('内容を確認')
    await officer.page.getByRole('button', { name: '案件を開く', exact: true }).click()
    await officer.reads('利用者の案件を開きました。「関連する案件」から進めてください。')
    await officer.page.getByRole('link', { name: /^K-/ }).first().click()
    await officer.reads('関連する案件')
    await isGood(officer, 'linked case', PC.width)

    const phone = await personWithPhone(browser, town, nakamura)
    people.push(phone)
    await phone.opens(`/office/cases/${caseId}`)
    await signsIn(phone, nakamura)
    await phone.reads('店舗と利用者の共謀')
    await isGood(phone, 'store case on a phone', 390)
    await phone.opens('/office/cases')
    await phone.reads('店舗 S-0142 みどり青果店')
    await isGood(phone, 'cases on a phone', 390)
    await expect.poll(() => town.database.sql`SELECT 1 FROM monthly_reports`, { timeout: 120_000, interval: 1_000 }).toHaveLength(1)
    await phone.opens('/office/reports')
    await phone.page.getByRole('link', { name: /作成/ }).first().click()
    await phone.reads('無作為点検')
    await phone.reads('未判定 3件')
    await isGood(phone, 'report on a phone', 390)
    await phone.page.getByRole('button', { name: /^支払い.*：問題なし$/ }).first().click()
    await phone.reads('未判定 2件')
    await phone.page.getByRole('button', { name: /^支払い.*：不正$/ }).first().click()
    await phone.presses('不正として記録する')
    await phone.reads('未判定 1件')

    await officer.opens('/office/menu')
    await officer.page.getByRole('radio', { name: 'English' }).click({ force: true })
    await officer.reads('Language')
    await officer.opens(`/office/cases/${caseId}`)
    await officer.reads('Collusion')
    await officer.reads('Not available: This case is not about one customer.')
    await isGood(officer, 'store case in English', PC.width)
    await officer.opens('/office/reports')
    await officer.page.getByRole('link', { name: /does not change/ }).first().click()
    await officer.reads('Alerts by rule, and how often it was right')
    await isGood(officer, 'report in English', PC.width)
    for (const person of people) expect(person.complaints).toEqual([])
  }))
