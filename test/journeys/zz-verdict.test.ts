import type { Browser } from 'playwright-core'
import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { officerOf, personWithPhone, signsIn } from '../support/phone.ts'
import { chatWith } from '../support/running-chat.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
beforeAll(async () => {
  town = await runTown({ pairs: false })
  browser = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort })
})
afterAll(async () => {
  await browser.close()
  await town.close()
})
const dir = '/tmp/wt/verdict-shots'
mkdirSync(dir, { recursive: true })

test('shots', { timeout: 900_000 }, async () => {
  const takahashi = officerOf(town.people, 'takahashi')
  const chat = chatWith(town, takahashi.lineUserId)
  await town.sandbox('POST', '/sandbox/act', { person: 'sho', action: 'pay', storeCode: '482731', amount: 4800 })
  const [number = ''] = /K-\d{4}-\d{6}/.exec(await chat.hears('即時・K-', 1)) ?? []
  console.log((await chat.all()).at(-1))
  for (const [name, size] of [['pc', { width: 1280, height: 800 }], ['phone', { width: 390, height: 844 }], ['tiny', { width: 320, height: 700 }]] as const) {
    const officer = await personWithPhone(browser, town, takahashi, size)
    const shot = async (what: string, fullPage = true) => officer.page.screenshot({ path: `${dir}/${what}-${name}.png`, fullPage, timeout: 120_000 })
    await officer.opens('/office/cases')
    await signsIn(officer, takahashi)
    await officer.page.getByText(number).first().waitFor()
    await shot('queue')
    await officer.follows(new RegExp(number))
    await officer.page.getByRole('button', { name: '判定を記録' }).first().waitFor()
    await shot('case')
    await officer.presses('判定を記録')
    await officer.page.getByRole('radio', { name: '判断できない' }).check({ force: true })
    await officer.page.getByRole('radio', { name: '本人に連絡がつかない' }).waitFor()
    await officer.presses('送信内容を確認')
    await shot('form')
    if (name === 'tiny') {
      await officer.page.getByRole('radio', { name: '本人に連絡がつかない' }).check({ force: true })
      await officer.writes('足りなかったこと', '電話が通じず、店舗のレシートも残っていない')
      await officer.presses('送信内容を確認')
      await officer.page.waitForTimeout(500)
      await shot('preview')
      await officer.presses('判定を記録する')
      await officer.page.waitForTimeout(1500)
      await shot('after')
    }
    if (name === 'phone') {
      await officer.opens('/office/rule-orders')
      await officer.page.waitForTimeout(1500)
      await shot('orders')
    }
  }
  const officer = await personWithPhone(browser, town, takahashi, { width: 1280, height: 800 })
  await officer.opens('/office/cases')
  await signsIn(officer, takahashi)
  await officer.page.getByText(number).first().waitFor()
  await officer.page.screenshot({ path: `${dir}/queue-after-pc.png`, fullPage: true, timeout: 120_000 })
  await officer.follows(new RegExp(number))
  await officer.page.getByRole('button', { name: '判定を記録' }).first().waitFor()
  await officer.page.screenshot({ path: `${dir}/case-after-pc.png`, fullPage: true, timeout: 120_000 })
  await officer.page.getByRole('button', { name: 'English' }).first().click().catch(() => undefined)
  await officer.page.waitForTimeout(800)
  await officer.page.screenshot({ path: `${dir}/case-after-en.png`, fullPage: true, timeout: 120_000 })
  for (const path of ['/office/reports/2026-11', '/office/reports/statistics']) {
    await officer.opens(path)
    await officer.page.waitForTimeout(1500)
    await officer.page.screenshot({ path: `${dir}/${path.split('/').at(-1) ?? ''}-pc.png`, fullPage: true, timeout: 120_000 })
  }
})
