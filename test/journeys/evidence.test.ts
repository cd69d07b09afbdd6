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
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
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
const receipt = 'prisma/seed/photos/S-0142.png'

/** A case on Hana about ¥4,800 at S-0142, as far as these screens look at it. */
async function caseOnHana(): Promise<string> {
  const [{ at }] = (await town.database.sql<{ at: Date }>`SELECT max(registered_at) + interval '1 minute' AS at FROM customers`) as [{ at: Date }]
  const paymentId = randomUUID()
  const number = String(randomInt(10 ** 11, 10 ** 12))
  const { lineUserId } = customerOf(town.people, 'hana')
  await town.database.sql`INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number)
    SELECT ${paymentId}::uuid, ${number}, c.id, s.id, 4800, 'poster', 0, ${at}, ${dayOf(at)}::date, ${randomInt(30_000)}, right(${number}, 4)
    FROM customers c, stores s WHERE c.line_user_id = ${lineUserId} AND s.code = 'S-0142'`
  await town.database.sql`INSERT INTO screenings (payment_id, screened_at) VALUES (${paymentId}, ${at})`
  const [hana] = await town.database.sql<{ id: string }>`SELECT id FROM customers WHERE line_user_id = ${lineUserId}`
  const id = hana?.id ?? ''
  const alert: AlertFound = {
    subject: { kind: 'customer', id }, at, ruleVersion: 1, paymentIds: [paymentId], newPaymentIds: [paymentId], facts: {}, act: 'raise', typology: 'simultaneous', window: `simultaneous:customer:${id}:${dayOf(at)}`,
    urgency: 'immediate', rule: 'simultaneous-payments', settings: { seconds: 60 }, brief: '同じ人が38秒の間に支払いました。', sentence: { ja: '同じ人が38秒の間に支払いました。', en: 'Two payments within 38 seconds.' },
    figures: [{ ja: '間隔', en: 'Gap', value: '38秒', threshold: '60秒' }], signals: [{ rule: 'simultaneous-payments', points: 100 }],
  }
  const db = openDatabase({ url: appUrlFor(town.database.ownerUrl), maxConnections: 1 })
  await db.atomically({ kind: 'job', job: 'screen-payments' }, (tx) => raiseAlerts(tx, [alert], at))
  await db.close()
  const [row] = await town.database.sql<{ id: string }>`SELECT id FROM fraud_cases WHERE customer_id = ${id}`
  return row?.id ?? ''
}

const gives = (person: PersonWithPhone, label: string) => person.page.getByLabel(label, { exact: true }).and(person.page.locator('input')).first().setInputFiles(receipt)

test('a store answers with a photo, a stopped customer explains with one, and the officer sees both and says why', () =>
  keepPicturesOf(() => people, async () => {
    const [takahashi, midori] = [officerOf(town.people, 'takahashi'), staffOf(town.people, 'midori-owner')]
    const caseId = await caseOnHana()
    const officer = await personWithPhone(browser, town, takahashi, PC)
    people.push(officer)
    await officer.opens(`/office/cases/${caseId}`)
    await signsIn(officer, takahashi)
    await officer.presses('店舗へ事実確認')
    await officer.presses('送信内容を確認')
    await officer.presses('確認を送る')
    await officer.reads('店舗へ確認を送りました。')
    await officer.presses('本人に確認（あなたですか）')
    await officer.presses('送信内容を確認')
    await officer.reads('このお支払いは、あなたですか？')
    await isGood(officer, 'asking the customer', PC.width)
    await officer.presses('確認を送る')
    await officer.reads(/回答待ち/)
    await officer.presses('仮に止める（24時間まで）')
    await officer.writes('理由', '確認のため')
    await officer.presses('送信内容を確認')
    await officer.presses('仮に止める')
    await officer.reads('仮に止めました。')

    const store = await personWithPhone(browser, town, midori)
    people.push(store)
    await store.opens('/store/fact-checks')
    await signsIn(store, midori)
    await store.page.getByRole('link', { name: /4,800/ }).click()
    await store.chooses('1 会計の記録', 'ある')
    await store.writes('2 レシート番号', '00412')
    await gives(store, '写真を追加する')
    await store.page.getByRole('button', { name: '写真1を開く' }).waitFor()
    await store.presses('下書きを保存')
    await store.reads('下書きを保存しました')
    await store.page.reload()
    await store.page.getByRole('button', { name: '写真1を開く' }).waitFor()
    expect(await store.page.getByLabel('2 レシート番号').inputValue()).toBe('00412')
    await store.chooses('5 お客さま', '初めて')
    await store.page.getByRole('checkbox', { name: '記録のとおりに回答しました' }).check({ force: true })
    await isGood(store, 'answer', 390)
    await store.presses('内容を確認して送る')
    await store.page.getByRole('button', { name: '送る', exact: true }).click()
    await store.reads('回答を送りました。あとから変えることはできません。追記はできます。')
    await store.writes('追記の内容', 'レシートの控えもあります')
    await store.presses('追記を送る')
    await store.reads('追記を送りました。')
    await isGood(store, 'answered', 390)
    await store.opens('/store/not-received')
    await store.presses('事務局へ知らせる')
    await store.reads('いつごろかを選んでください')
    await store.writes('金額（円）', '1280')
    await store.chooses('画面を見たのは', '5分前')
    await isGood(store, 'not received', 390)
    await store.presses('事務局へ知らせる')
    await store.reads('事務局へ知らせました。商品をお渡しする前の場合は、お待ちいただくようお願いします。')

    const hana = await personWithPhone(browser, town, customerOf(town.people, 'hana'))
    people.push(hana)
    await hana.opens('/stopped')
    await hana.follows('事情を説明する')
    await hana.writes('ご事情', '家族の分も一緒に払いました。')
    await gives(hana, '写真を追加する')
    await hana.page.getByRole('button', { name: '写真1を開く' }).waitFor()
    await isGood(hana, 'explaining', 390)
    await hana.page.getByRole('button', { name: '送る', exact: true }).click()
    await hana.reads('お知らせいただき、ありがとうございます。担当の職員が確認します。')

    await officer.opens(`/office/cases/${caseId}`)
    await officer.reads('家族の分も一緒に払いました。')
    await officer.reads('レシートの控えもあります')
    await officer.page.getByRole('button', { name: '写真・書類を表示（1件）' }).first().click()
    await officer.chooses('閲覧の目的', '事実確認')
    await officer.presses('表示する')
    await officer.page.getByRole('button', { name: '写真1を開く' }).first().click()
    await officer.page.getByRole('dialog').getByRole('img').waitFor()
    expect(await officer.page.getByRole('dialog').getByRole('img').evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth > 0)).toBe(true)
    await officer.presses('閉じる')
    await officer.writes('ファイルの名前', '本人からの手紙')
    await gives(officer, 'ファイルを選ぶ')
    await officer.presses('案件に加える')
    await officer.reads('ファイルを加えました。')
    await isGood(officer, 'case with evidence', PC.width)
    expect(await town.database.sql`SELECT DISTINCT purpose FROM audit_entries WHERE action = 'file.open'`).toEqual([{ purpose: 'fact-check' }])
    for (const person of people) expect(person.complaints).toEqual([])
  }))
