import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
beforeAll(async () => {
  town = await runTown({ asPracticeTown: true })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await town.close()
})

test('in the practice town Hana scans the greengrocer’s poster, and her receipt and the store’s list say the same', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (fault) => complaints.push(fault.message))
  page.on('console', (line) => {
    if (/Content.Security.Policy|Refused to/i.test(line.text())) complaints.push(line.text())
  })
  await page.goto(town.townUrl)
  await page.getByText('練習用です。本物のLINEには送信されません。お金も動きません。').waitFor()

  // The rich menu opens the mini-app in Hana's phone, which is signed in by the played LINE.
  await page.getByRole('button', { name: '支払う', exact: true }).or(page.getByRole('link', { name: '支払う', exact: true })).first().click()
  const hana = await miniAppOf(page, 'hana')
  // In LINE the scanner opens by itself; the town shows the posters that hang on its walls.
  await page.getByRole('button', { name: /みどり青果店/ }).first().click()
  await hana.getByText('みどり青果店に支払う金額を入力してください').waitFor()
  for (const digit of ['1', '2', '8', '0']) await hana.getByRole('button', { name: digit, exact: true }).click()
  await hana.getByRole('button', { name: '次へ' }).click()
  await hana.getByRole('button', { name: /を支払う/ }).click()
  await hana.getByText('お支払いが完了しました').first().waitFor()
  const matchNumber = /照合番号\s*(\d{4})/.exec(await hana.getByRole('main').innerText())?.[1] ?? 'none'

  await page.keyboard.press('Escape')
  await page.getByText(`照合番号 ${matchNumber}`).first().waitFor()
  expect(await town.database.sql`SELECT mode FROM payments`).toEqual([{ mode: 'poster' }])

  // Cookies and storage of the phones don't mix: the store's phone is nobody yet.
  await page.getByRole('button', { name: '受付を見る', exact: true }).or(page.getByRole('link', { name: '受付を見る', exact: true })).first().click()
  const owner = await miniAppOf(page, 'midori-owner')
  await owner.getByLabel('ID').fill('midori01')
  await owner.getByLabel('パスワード', { exact: true }).fill('renshu-no-machi-2026')
  await owner.getByRole('button', { name: 'サインイン' }).click()
  await owner.getByText(matchNumber).first().waitFor()
  expect(complaints).toEqual([])
})

test('in the practice town the store’s phone shows an amount that Hana’s camera reads, and reads the code on hers', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(town.townUrl)
  const opens = (name: string) => page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true })).first().click()
  const types = async (phone: Frame, digits: string) => {
    for (const digit of digits) await phone.getByRole('button', { name: digit, exact: true }).click()
  }
  await opens('受付を見る')
  const owner = await miniAppOf(page, 'midori-owner')
  await owner.getByLabel('ID').fill('midori01')
  await owner.getByLabel('パスワード', { exact: true }).fill('renshu-no-machi-2026')
  await owner.getByRole('button', { name: 'サインイン' }).click()
  await owner.getByRole('link', { name: '金額QRを出す' }).first().click()
  await types(owner, '2500')
  await owner.getByRole('button', { name: 'QRを出す' }).click()
  await owner.getByRole('img', { name: '¥2,500 の支払い用QRコード' }).waitFor()

  await opens('支払う')
  const hana = await miniAppOf(page, 'hana')
  await page.getByRole('button', { name: /みどり青果店の画面：¥2,500/ }).click()
  await hana.getByText('お店が入力した金額です').waitFor()
  await hana.getByRole('button', { name: '¥2,500 を支払う' }).click()
  await hana.getByText('お支払いが完了しました').first().waitFor()
  await owner.getByText('¥2,500 受け取りました').first().waitFor()

  await hana.getByRole('link', { name: 'ホームへ' }).click()
  await hana.getByRole('link', { name: 'コードを見せる' }).click()
  await hana.locator('[data-code-text]').waitFor()
  await owner.getByRole('link', { name: '受付へ' }).click()
  await owner.getByRole('link', { name: 'コードを読み取る' }).first().click()
  await types(owner, '800')
  await owner.getByRole('button', { name: '次へ' }).click()
  await owner.getByRole('button', { name: 'カメラで読み取る' }).click()
  // A paid request is no longer on the store's screen, and nobody's own code is offered to them.
  await page.getByRole('button', { name: /山田 花子の画面：コードのQRコード/ }).click()
  await owner.getByText('¥800 受け取りました').first().waitFor()
  await hana.getByText('お支払いが完了しました').first().waitFor()
  expect(await town.database.sql`SELECT mode, amount FROM payments WHERE mode IN ('request', 'code') ORDER BY paid_at`).toEqual([{ mode: 'request', amount: '2500' }, { mode: 'code', amount: '800' }])
})

/** The mini-app in somebody's phone, on their own host. */
async function miniAppOf(page: Page, key: string): Promise<Frame> {
  const handle = await page.waitForSelector(`iframe[src*="//${key}."]`)
  const frame = await handle.contentFrame()
  if (!frame) throw new Error(`${key}'s phone shows no mini-app`)
  await frame.getByRole('heading', { level: 1 }).waitFor()
  return frame
}
