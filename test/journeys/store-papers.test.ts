import AxeBuilder from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import type { Browser, Download } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
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

const contentsOf = async (download: Download): Promise<Buffer> => readFile(await download.path())

test('the greengrocer prints the poster, replaces it, and saves the month’s payments as a file', () =>
  keepPicturesOf(() => people, async () => {
    const facts = staffOf(town.people, 'midori-owner')
    const owner = await personWithPhone(browser, town, facts)
    people.push(owner)
    const complaintsAbout = async (screen: string) => {
      const { violations } = await new AxeBuilder({ page: owner.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
      expect(await owner.page.evaluate(() => document.documentElement.scrollWidth), `${screen} is too wide`).toBeLessThanOrEqual(390)
    }
    await owner.opens('/store')
    await signsIn(owner, facts)
    await owner.follows('メニュー')
    await owner.follows('お店のQRコード')
    await owner.reads('第1版')
    await complaintsAbout('poster')

    const [poster] = await Promise.all([owner.page.waitForEvent('download'), owner.presses('ポスターを開く')])
    expect((await contentsOf(poster)).subarray(0, 5).toString()).toBe('%PDF-')

    await owner.presses('新しいQRコードに替える')
    await owner.reads('古いQRコードは、すぐに使えなくなります。')
    await complaintsAbout('question')
    await owner.page.getByRole('button', { name: '替える', exact: true }).click()
    await owner.reads('第2版に替えました')
    expect(await town.database.sql`SELECT poster_version FROM stores WHERE number = '482731'`).toEqual([{ poster_version: 2 }])

    await owner.opens('/store/payments')
    await owner.presses('CSVを保存')
    await complaintsAbout('save')
    const [csv] = await Promise.all([owner.page.waitForEvent('download'), owner.presses('保存する')])
    expect((await contentsOf(csv)).toString('utf8')).toMatch(/^\uFEFF支払日時,支払番号（末尾4けたが照合番号）,/)
    expect(owner.complaints).toEqual([])
  }))
