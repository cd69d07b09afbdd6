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

/** The mini-app in somebody's phone, on their own host. */
async function miniAppOf(page: Page, key: string): Promise<Frame> {
  const handle = await page.waitForSelector(`iframe[src*="//${key}."]`)
  const frame = await handle.contentFrame()
  if (!frame) throw new Error(`${key}'s phone shows no mini-app`)
  await frame.getByRole('heading', { level: 1 }).waitFor()
  return frame
}
