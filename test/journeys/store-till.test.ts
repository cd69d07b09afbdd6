import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoreRequest } from '../../server/payments/requests/contract.ts'
import { asks } from '../support/asks.ts'
import { launchBrowser } from '../support/browser.ts'
import { customerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
let till: PersonWithPhone
let hana: PersonWithPhone
beforeAll(async () => {
  town = await runTown()
  browser = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort })
  const owner = staffOf(town.people, 'midori-owner')
  till = await personWithPhone(browser, town, owner)
  await till.opens('/store')
  await signsIn(till, owner)
  await till.reads('つながっています')
  hana = await personWithPhone(browser, town, customerOf(town.people, 'hana'))
  await hana.opens('/')
})
afterAll(async () => {
  await browser.close()
  await town.close()
})

const journey = (walk: () => Promise<void>) => keepPicturesOf(() => [till, hana], walk)

/** From another device, over HTTP: nothing on the till's page is touched. */
const ichiroPays = (amount: number) => town.sandbox<{ body: { payment: { matchNumber: string } } }>('POST', '/sandbox/act', { person: 'ichiro', action: 'pay', storeCode: '482731', amount })

const types = async (digits: string) => {
  for (const digit of digits) await till.page.getByRole('button', { name: digit, exact: true }).click()
}
const rows = () => till.page.getByRole('list', { name: '今日の支払い' }).getByRole('listitem')
const row = (matchNumber: string) => rows().filter({ hasText: matchNumber })

test('a payment appears by itself with its match number, and nothing is asked again and again for it', () =>
  journey(async () => {
    const asked: string[] = []
    till.page.on('request', (request) => asked.push(new URL(request.url()).pathname))

    const { body } = await ichiroPays(1_280)
    await row(body.payment.matchNumber).filter({ hasText: '¥1,280' }).waitFor()

    await till.reads('¥1,280 受け取りました')
    await till.reads('今日 1件')
    expect(asked.filter((path) => path === '/api/store/payments' || path === '/api/store/feed')).toEqual([])
  }))

test('a lost connection is said at once; when it is back, what was missed is there once', () =>
  journey(async () => {
    await till.page.context().setOffline(true)
    await till.reads('通信が切れています。いまの支払いは表示されません。')
    const missed = [await ichiroPays(310), await ichiroPays(320)]
    expect(await till.page.getByText('¥310').count()).toBe(0)

    await till.page.context().setOffline(false)

    await till.reads('つながっています')
    for (const { body } of missed) await row(body.payment.matchNumber).waitFor()
    expect(await rows().count()).toBe(3)
    const after = await ichiroPays(330)
    await row(after.body.payment.matchNumber).waitFor()
    expect(await rows().count()).toBe(4)
  }))

test('where events do not come through, the till asks, and shows what comes in all the same', () =>
  journey(async () => {
    await till.page.route('**/api/store/feed**', (route) => route.abort())
    await till.page.reload()
    await till.reads('つながっています')

    const { body } = await ichiroPays(340)

    await row(body.payment.matchNumber).waitFor()
    await till.page.unroute('**/api/store/feed**')
    await till.page.reload()
    await till.reads('つながっています')
  }))

test('an amount is asked for, survives a reload, is paid once and said so; later it has expired', () =>
  journey(async () => {
    await till.follows('金額QRを出す')
    await types('500')
    await till.presses('QRを出す')
    const code = till.page.getByRole('img', { name: '¥500 の支払い用QRコード' })
    await code.waitFor()
    await till.page.reload()
    await code.waitFor()

    await asks(hana, 'POST', '/api/payments', { requestToken: await tokenShown() })

    await till.reads('¥500 受け取りました')
    await till.presses('次の金額QRを出す')
    await types('900')
    await till.presses('QRを出す')
    await till.page.getByRole('img', { name: /¥900/ }).waitFor()
    await town.moveClock({ seconds: 130 })
    await till.page.reload()
    await till.reads('時間が過ぎました。')
    await till.presses('もう一度出す')
    await till.page.getByRole('img', { name: /¥900/ }).waitFor()
    await till.presses('取りやめる')
    await till.page.getByRole('group', { name: '金額のキー' }).waitFor()
  }))

test('a code is typed and paid; used again it is refused, and the store learns nothing more', () =>
  journey(async () => {
    await till.opens('/store/scan')
    await types('800')
    await till.presses('次へ')
    const digits = await hanaShowsCode()
    await till.writes(/コードの数字/, digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))
    await till.presses('¥800 を受け取る')
    await till.reads('¥800 受け取りました')

    await till.opens('/store/scan')
    await types('800')
    await till.presses('次へ')
    await till.writes(/コードの数字/, digits)
    await till.presses('¥800 を受け取る')
    await till.reads('このコードは一度使われています。')
    await till.writes(/コードの数字/, '999999999999')
    await till.presses('¥800 を受け取る')
    await till.reads('このコードでは支払えませんでした。')
    await till.reads('お金は動いていません。')
  }))

test('a large code waits for the customer’s yes; whoever loses the answer gets it by asking again', () =>
  journey(async () => {
    await till.presses('金額を直す')
    await till.presses('全部消す')
    await types('6000')
    await till.presses('次へ')
    await till.writes(/コードの数字/, await hanaShowsCode())
    const { keys, stop } = await losesTheFirstAnswer('/api/store/code-payments')

    await till.presses('¥6,000 を受け取る')

    await till.page.getByRole('heading', { name: 'お客さまの画面で確認しています' }).waitFor()
    expect(keys.length).toBeGreaterThan(1)
    expect(new Set(keys).size).toBe(1)
    await stop()
    await till.page.reload()
    await till.reads('お客さまが「支払う」を押すと、ここに結果が出ます。')
    await till.presses('取りやめる')
    await till.reads('取りやめました。')
  }))

test('the list has the day’s sums, and finds a payment by its match number', () =>
  journey(async () => {
    const { body } = await ichiroPays(1_950)
    await till.opens('/store/payments')
    await till.reads('差引')

    await till.writes(/照合番号/, body.payment.matchNumber)
    await till.page.getByRole('link').filter({ hasText: body.payment.matchNumber }).filter({ hasText: '1,950' }).waitFor()
    await till.presses('条件で絞り込む')
    await till.writes('金額', '1')

    await till.reads('条件に合うお支払いはありません。')
    await till.presses('条件を消す')
    await till.reads('差引')
    expect(till.complaints.filter((said) => !/Failed to load resource/.test(said))).toEqual([])
  }))

test('the till works at 320 pixels, in English, and for a screen reader', () =>
  journey(async () => {
    await till.page.setViewportSize({ width: 320, height: 1400 })
    await till.opens('/store/menu')
    await till.page.getByRole('radio', { name: 'English' }).or(till.page.getByRole('button', { name: 'English' })).first().click({ force: true })
    await till.reads('Sign out')

    for (const path of ['/store', '/store/request', '/store/scan', '/store/payments', '/store/menu', '/store/staff', '/store/profile']) {
      await till.opens(path)
      await till.page.getByRole('heading', { level: 1 }).waitFor()
      const { violations } = await new AxeBuilder({ page: till.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
      expect(await till.page.evaluate(() => document.documentElement.scrollWidth), `${path} is too wide`).toBeLessThanOrEqual(320)
    }
  }))

/** What the till's QR code leads to, as the server tells the till. */
async function tokenShown(): Promise<string> {
  const kept = await till.page.evaluate(() => localStorage.getItem('mimamori:store-request'))
  const { id } = JSON.parse(kept ?? '{}') as { id: string }
  return (await asks<StoreRequest>(till, 'GET', `/api/store/requests/${id}`)).request.token ?? ''
}

/** The server does what it is asked, and its first answer is lost on the way back. The keys it was asked with are kept. */
async function losesTheFirstAnswer(path: string) {
  const keys: string[] = []
  const wire = await till.page.context().newCDPSession(till.page)
  wire.on('Fetch.requestPaused', ({ requestId, request }) => {
    keys.push(request.headers['idempotency-key'] ?? '')
    void (keys.length === 1 ? wire.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }) : wire.send('Fetch.continueRequest', { requestId }))
  })
  await wire.send('Fetch.enable', { patterns: [{ urlPattern: `*${path}`, requestStage: 'Response' }] })
  return { keys, stop: () => wire.detach() }
}

const hanaShowsCode = async () => (await asks<{ code: { digits: string } }>(hana, 'POST', '/api/codes')).code.digits
