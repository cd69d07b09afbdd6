import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { customerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { chatWith } from '../support/running-chat.ts'
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

const journey = (walk: () => Promise<void>) => keepPicturesOf(() => people, walk)
const meet = async (person: { readonly name: string }) => {
  const met = await personWithPhone(browser, town, person)
  people.push(met)
  return met
}

test('Ken registers, buys a voucher, pays with two impatient taps, and the store sees one payment', () =>
  journey(async () => {
    const kenFacts = customerOf(town.people, 'ken')
    await town.sandbox('POST', `/sandbox/people/${kenFacts.lineUserId}/follow`, {})
    const chat = chatWith(town, kenFacts.lineUserId)
    await chat.hears('みまもりペイへようこそ')
    const ken = await meet(kenFacts)
    await ken.opens('/register')

    await ken.presses('次へ')
    await ken.reads('利用規約への同意が必要です')
    await ken.page.getByLabel('利用規約に同意します').check({ force: true })
    await ken.page.getByLabel('個人情報の取り扱いに同意します').check({ force: true })
    await ken.presses('次へ')
    await ken.writes('お名前', '佐藤 健')
    await ken.writes('フリガナ', 'さとう けん')
    await ken.writes(/生まれた年/, '１９９１')
    await ken.writes('電話番号', '０９０－１２３４－５６７８')
    await ken.writes('お住まいの町', 'あおば市本町')
    await ken.presses('次へ')
    await ken.presses('登録する')
    await ken.reads('登録が完了しました')
    const [, code = ''] = /(C-[0-9A-Z]{4,})/.exec(await ken.page.getByRole('main').innerText()) ?? []

    await town.sandbox('POST', '/sandbox/notify', { kind: 'top-up', reference: code, amount: 5000 })
    await expect.poll(async () => (await town.database.sql`SELECT 1 FROM top_ups WHERE provider <> 'seed'`).length, { timeout: 20_000 }).toBe(1)
    await ken.opens('/pay/number')
    await ken.writes(/お店の番号/, '482731')
    await ken.presses('次へ')
    for (const digit of ['1', '2', '8', '0']) await ken.page.getByRole('button', { name: digit, exact: true }).click()
    await ken.presses('次へ')
    await ken.page.getByRole('button', { name: /を支払う/ }).dblclick()
    await ken.reads('お支払いが完了しました')
    await ken.reads('残り ¥4,720')

    const ownerFacts = staffOf(town.people, 'midori-owner')
    const owner = await meet(ownerFacts)
    await owner.opens('/store')
    await signsIn(owner, ownerFacts)
    const matchNumber = /照合番号\s*(\d{4})/.exec(await ken.page.getByRole('main').innerText())?.[1] ?? 'none'
    await owner.reads(matchNumber)
    expect(await town.database.sql`SELECT 1 FROM payments`).toHaveLength(1)
    await chat.hears(`照合番号 ${matchNumber}`)

    // Done replaces confirm: going back leads home, and reloading pays nothing again.
    await ken.page.reload()
    await ken.reads('お支払いが完了しました')
    await ken.page.goBack()
    await ken.page.waitForURL((url) => !url.pathname.startsWith('/pay/confirm'))
    expect(await town.database.sql`SELECT 1 FROM payments`).toHaveLength(1)
  }))

test('an ID token that expired in the phone’s storage leads to one fresh sign-in, without a loop', () =>
  journey(async () => {
    const hana = await meet(customerOf(town.people, 'hana'))
    await hana.opens('/')
    await hana.reads('使える金額')
    const logins: string[] = []
    hana.page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith('https://access.line.me/')) logins.push(request.url())
    })

    await town.moveClock({ minutes: 13 * 60 })
    await hana.page.reload()
    await hana.reads('使える金額')

    expect(logins).toHaveLength(1)
  }))

test('with the keyboard alone: from home to a store, the amount, and paid', () =>
  journey(async () => {
    const hana = await meet(customerOf(town.people, 'hana'))
    const { keyboard } = hana.page
    const goesTo = async (role: 'button' | 'link', name: string | RegExp) => {
      const wanted = hana.page.getByRole(role, { name }).first()
      await wanted.waitFor()
      for (let tabs = 0; tabs < 30 && !(await wanted.evaluate((one) => one === document.activeElement)); tabs += 1) await keyboard.press('Tab')
      await keyboard.press('Enter')
    }
    await hana.opens('/')
    await goesTo('link', 'お店をさがす')
    await goesTo('link', '喫茶あかりに支払う')
    await hana.reads('喫茶あかりに支払う金額を入力してください')
    await keyboard.type('650')
    await goesTo('button', '次へ')
    await goesTo('button', '¥650 を支払う')
    await hana.reads('お支払いが完了しました')
    await goesTo('link', 'ホームへ')
    await hana.reads('使える金額')
    expect(await town.database.sql`SELECT 1 FROM payments WHERE amount = 650`).toHaveLength(1)
  }))

test('the screens of a customer work in English, at 320 pixels, and for a screen reader', () =>
  journey(async () => {
    const ichiro = await meet(customerOf(town.people, 'ichiro'))
    await ichiro.page.setViewportSize({ width: 320, height: 1600 })
    await ichiro.opens('/settings')
    await ichiro.page.getByRole('radio', { name: 'English' }).or(ichiro.page.getByRole('button', { name: 'English' })).first().click({ force: true })
    await ichiro.reads('Settings')

    for (const path of ['/', '/pay', '/pay/number', '/payments', '/notices', '/repayments', '/settings', '/help', '/stores', '/privacy', '/about', '/top-up']) {
      await ichiro.opens(path)
      await ichiro.page.getByRole('heading', { level: 1 }).waitFor()
      const { violations } = await new AxeBuilder({ page: ichiro.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
      expect(await ichiro.page.evaluate(() => document.documentElement.scrollWidth), `${path} is too wide`).toBeLessThanOrEqual(320)
    }
    expect(await ichiro.page.getByRole('main').innerText()).not.toMatch(/[ぁ-ん]{3,}/)
  }))
