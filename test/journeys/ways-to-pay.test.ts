import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { filmOfCode } from '../support/film.ts'
import { httpCustomer, httpTill, type HttpTill } from '../support/http-person.ts'
import { customerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
let midori: HttpTill
let tanaka: HttpTill
const people: PersonWithPhone[] = []
beforeAll(async () => {
  town = await runTown()
  browser = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort })
  midori = await httpTill(town, staffOf(town.people, 'midori-owner'))
  tanaka = await httpTill(town, staffOf(town.people, 'tanaka-owner'))
})
afterAll(async () => {
  await browser.close()
  await town.close()
})

const journey = (walk: () => Promise<void>) => keepPicturesOf(() => people, walk)
const meet = async (key: string) => {
  const met = await personWithPhone(browser, town, customerOf(town.people, key))
  people.push(met)
  return met
}
/** What LINE opens when a QR code of ours is scanned: the path behind the LIFF id. */
const behindLiff = (url: string) => new URL(url).pathname.replace(/^\/[^/]+/, '')
const matchNumberOn = async ({ page }: PersonWithPhone) => /(?:照合番号|Match number)\s*(\d{4})/.exec(await page.getByRole('main').innerText())?.[1] ?? 'none'
const paymentsOf = async (key: string) =>
  town.database.sql<{ amount: string; mode: string }>`
    SELECT p.amount, p.mode FROM payments p JOIN customers c ON c.id = p.customer_id WHERE c.line_user_id = ${customerOf(town.people, key).lineUserId} ORDER BY p.paid_at`

test('poster, payment request and one-time code: each pays once, and the store’s feed shows each', () =>
  journey(async () => {
    const ownerFacts = staffOf(town.people, 'midori-owner')
    const owner = await personWithPhone(browser, town, ownerFacts)
    people.push(owner)
    await owner.opens('/store')
    await signsIn(owner, ownerFacts)
    const hana = await meet('hana')
    await hana.opens('/')
    await hana.reads('小さなお店専用')
    await hana.reads('全店共通')

    // A large store takes one kind only: she is told before she presses anything.
    await hana.opens(behindLiff((await tanaka.asksFor(10_000)).url))
    await hana.reads('このお店では『小さなお店専用』の券は使えません。使えるのは¥9,000です。')
    await hana.reads('お金は動いていません。')

    // The poster: whose store it is, what is used and what is left, before anything is paid.
    const poster = town.people.stores.find(({ storeCode }) => storeCode === '482731')?.posterUrl ?? ''
    await hana.opens(behindLiff(poster))
    await hana.types('1280')
    await hana.presses('次へ')
    await expect.poll(() => hana.page.getByRole('img', { name: 'みどり青果店' }).evaluate((photo) => photo instanceof HTMLImageElement && photo.naturalWidth), { timeout: 20_000 }).toBe(800)
    await hana.reads('小さなお店専用 ¥1,280')
    await hana.reads('支払ったあとの残り ¥11,720')
    await hana.presses('¥1,280 を支払う')
    await hana.reads('お支払いが完了しました')
    await owner.reads(await matchNumberOn(hana))

    // W2: the amount is the store's; the second person pays nothing.
    const request = await midori.asksFor(2500)
    await hana.opens(behindLiff(request.url))
    await hana.reads('お店が入力した金額です')
    expect(await hana.page.getByRole('link', { name: '金額を直す' }).count()).toBe(0)
    await hana.page.reload()
    await hana.page.getByRole('button', { name: '¥2,500 を支払う' }).dblclick()
    await hana.reads('お支払いが完了しました')
    const second = await matchNumberOn(hana)
    expect(await midori.looksAt(request.id)).toEqual({ state: 'paid', matchNumber: second })
    await owner.reads(second)
    const ichiro = await meet('ichiro')
    await ichiro.opens(behindLiff(request.url))
    await ichiro.reads('この支払いは、すでに済んでいます。')
    await ichiro.reads('あなたのお金は動いていません。')
    await hana.opens(behindLiff(request.url))
    await hana.reads('お支払いが完了しました')

    // Its two minutes pass: both phones say so, and one press at the till shows another.
    await owner.opens('/store/request')
    await owner.types('900')
    await owner.presses('QRを出す')
    await ichiro.opens(behindLiff(await codeShownOn(owner)))
    await ichiro.reads('¥900 を支払う')
    await town.moveClock({ seconds: 130 })
    await ichiro.reads('この支払い画面の時間が過ぎました。')
    await ichiro.reads('お店の方に、もう一度QRコードを出してもらってください。')
    // A till that only listens hears of the moved clock with its next answer.
    await owner.page.reload()
    await owner.reads('時間が過ぎました。')
    await owner.presses('もう一度出す')
    await owner.page.getByRole('img', { name: /¥900/ }).waitFor()
    await ichiro.opens(behindLiff(await codeShownOn(owner)))
    await ichiro.reads('¥900 を支払う')
    await owner.presses('取りやめる')
    await ichiro.reads('お店の方が、この支払いを取りやめました。')
    await owner.opens('/store')

    // W3: a small amount at a store she knows is paid by showing the code.
    await hana.opens('/')
    await hana.follows('コードを見せる')
    const first = await codeOn(hana)
    await expect.poll(async () => Number(await hana.page.getByRole('timer').locator('..').getByText(/^\d+$/).innerText()), { timeout: 10_000 }).toBeLessThan(60)
    const paid = await midori.charges(first, 800)
    await hana.reads('お支払いが完了しました')
    expect(await matchNumberOn(hana)).toBe(paid.matchNumber)
    await owner.reads(paid.matchNumber ?? 'none')
    await hana.page.reload()
    await hana.reads('お支払いが完了しました')
    expect((await tanaka.charges(first, 800)).reason).toBe('code-used')

    // Its minute passes; a new one is one press away, and asks her for a large amount.
    await hana.opens('/pay/code')
    const late = await codeOn(hana)
    await town.moveClock({ seconds: 61 })
    await hana.reads('時間が過ぎました。新しいコードを出します。')
    expect((await midori.charges(late, 800)).reason).toBe('code-expired')
    await hana.presses('新しいコード')
    const large = await midori.charges(await codeOn(hana), 6000)
    expect(large).toMatchObject({ matchNumber: null, reason: null })
    await hana.reads('お店が入力した金額です')
    await hana.presses('¥6,000 を支払う')
    await hana.reads('お支払いが完了しました')
    expect(await midori.looksAt(large.asked ?? '')).toEqual({ state: 'paid', matchNumber: await matchNumberOn(hana) })

    // The store only hears that it did not work; she hears why.
    await hana.opens('/pay/code')
    expect((await midori.charges(await codeOn(hana), 2600)).reason).toBe('code-not-accepted')
    await hana.reads('残高が足りません。使える金額は¥2,420です。')
    await hana.reads('お金は動いていません。')
    await hana.presses('新しいコード')
    await codeOn(hana)

    expect(await paymentsOf('hana')).toEqual([
      { amount: '1280', mode: 'poster' }, { amount: '2500', mode: 'request' }, { amount: '800', mode: 'code' }, { amount: '6000', mode: 'code' },
    ])
    await hana.opens('/payments')
    await hana.follows(/ 800円/)
    await hana.reads('小さなお店専用 ¥220')
    await hana.reads('全店共通 ¥580')
  }))

test('without a camera: store number, search, and “again?” before the same is paid twice', () =>
  journey(async () => {
    const ichiro = await meet('ichiro')
    await ichiro.opens('/pay')
    await ichiro.presses('QRを読み取る')
    await ichiro.reads('お店の番号（6けた）でも支払えます。')
    await ichiro.follows('お店をさがす')
    await ichiro.writes('お店の名前や町の名前', 'あかり')
    await ichiro.follows(/喫茶あかり/)
    await ichiro.types('500')
    await ichiro.presses('次へ')
    await ichiro.presses('¥500 を支払う')
    await ichiro.reads('お支払いが完了しました')

    const paysAgain = async (answer: string) => {
      await ichiro.opens('/pay/number')
      await ichiro.writes(/お店の番号/, '１５５２９０')
      await ichiro.presses('次へ')
      await ichiro.types('500')
      await ichiro.presses('次へ')
      await ichiro.presses('¥500 を支払う')
      await ichiro.reads(/1分前に、同じお店で同じ金額を支払っています。もう一度支払いますか？/)
      await ichiro.presses(answer)
    }
    await paysAgain('いいえ、支払わない')
    await ichiro.reads('使える金額')
    expect(await paymentsOf('ichiro')).toHaveLength(1)
    await paysAgain('はい、もう一度支払う')
    await ichiro.reads('お支払いが完了しました')
    expect(await paymentsOf('ichiro')).toHaveLength(2)
  }))

test('W4: the answer is lost on the way, and the payment is known in the end; one that never arrived is called off for good', () =>
  journey(async () => {
    const ichiro = await meet('ichiro')
    const before = await paymentsOf('ichiro')
    const balance = (await httpCustomer(town, customerOf(town.people, 'ichiro'))).balance
    const held = await balance()
    const goesToPay = async (amount: string) => {
      await ichiro.opens('/pay/n/482731')
      await ichiro.presses('全部消す')
      await ichiro.types(amount)
      await ichiro.presses('次へ')
      await ichiro.presses(/を支払う/)
    }

    // It arrives, and its answer does not.
    let lost = 0
    const losesAnswer = async (route: Route) => {
      const { cookie = '', origin = '', 'idempotency-key': key = '' } = await route.request().allHeaders()
      const headers = { cookie, origin, 'idempotency-key': key, 'content-type': 'application/json' }
      const answer = await fetch(`${town.webAddress}/api/payments`, { method: 'POST', headers, body: route.request().postData() ?? '' })
      if (answer.status === 201) lost += 1
      await route.abort('connectionreset')
    }
    await ichiro.page.route('**/api/payments', losesAnswer)
    await goesToPay('700')
    await ichiro.reads('お支払いが完了しました')
    expect(lost).toBe(1)
    expect(await paymentsOf('ichiro')).toHaveLength(before.length + 1)
    await ichiro.page.unroute('**/api/payments', losesAnswer)

    // It never arrives, and asking about it does not either. Closing the mini-app does not forget it.
    let sent: { body: string; key: string } | null = null
    const losesRequest = async (route: Route) => {
      const request = route.request()
      sent = { body: request.postData() ?? '', key: (await request.allHeaders())['idempotency-key'] ?? '' }
      await route.abort('connectionreset')
    }
    const losesAll = (route: Route) => route.abort('connectionreset')
    await ichiro.page.route('**/api/payments', losesRequest)
    await ichiro.page.route('**/api/payments/by-key/**', losesAll)
    await goesToPay('650')
    await ichiro.reads('お支払いできたかどうかを確認しています。もう一度支払わないでください。')
    await ichiro.opens('/')
    await ichiro.reads('結果を確認しています')
    await ichiro.page.unroute('**/api/payments/by-key/**', losesAll)
    await town.moveClock({ seconds: 61 })
    await ichiro.reads('まだ確認できません。お店の方の画面に¥650が出ていれば、お支払いは完了しています。')
    await ichiro.presses('お店の画面に出ていない')
    await ichiro.reads('この支払いは取りやめました')
    await ichiro.reads('お金は動いていません。')
    await ichiro.page.unroute('**/api/payments', losesRequest)

    // The delayed request arrives after all: a closed key can never pay.
    const answered = await ichiro.page.evaluate(async (late) => {
      const answer = await fetch('/api/payments', { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': late?.key ?? '' }, body: late?.body ?? '' })
      return (await answer.json()) as { error?: { reason: string } }
    }, sent as { body: string; key: string } | null)
    expect(answered.error?.reason).toBe('key-closed')
    await ichiro.follows('もう一度支払う')
    await goesToPay('650')
    await ichiro.reads('お支払いが完了しました')
    expect(await paymentsOf('ichiro')).toHaveLength(before.length + 2)
    expect(await balance()).toBe(held - 1350n)
  }))

test('outside LINE our own camera view reads the poster, and says what to do when it may not look', () =>
  journey(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mimamori-film-'))
    const film = join(folder, 'poster.y4m')
    filmOfCode(town.people.stores.find(({ storeCode }) => storeCode === '155290')?.posterUrl ?? '', film)
    const withCamera = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort, camera: film })
    try {
      const ichiro = await personWithPhone(withCamera, town, customerOf(town.people, 'ichiro'))
      people.push(ichiro)
      await ichiro.opens('/pay')
      await ichiro.page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
      })
      await ichiro.presses('QRを読み取る')
      await ichiro.reads('カメラを使う許可がありません。')
      await ichiro.reads('お店の番号（6けた）でも支払えます。')

      await ichiro.page.reload()
      await ichiro.presses('QRを読み取る')
      await ichiro.reads('喫茶あかりに支払う金額を入力してください')
      expect(ichiro.complaints.filter((line) => /Security Policy|Refused to/i.test(line))).toEqual([])
    } finally {
      await withCamera.close()
      rmSync(folder, { recursive: true })
    }
  }))

test('every screen of paying holds together at 320 pixels in the largest letters, in both languages, and for a screen reader', () =>
  journey(async () => {
    const hana = await meet('hana')
    midori = await httpTill(town, staffOf(town.people, 'midori-owner'))
    tanaka = await httpTill(town, staffOf(town.people, 'tanaka-owner'))
    await hana.opens('/')
    for (const language of ['ja', 'en']) {
      await town.database.sql`UPDATE customers SET language = ${language} WHERE line_user_id = ${customerOf(town.people, 'hana').lineUserId}`
      await hana.page.setViewportSize({ width: 320, height: 640 })
      const holdsTogether = async (screen: string) => {
        const { violations } = await new AxeBuilder({ page: hana.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
        expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
        expect(await hana.page.evaluate(() => document.documentElement.scrollWidth), `${screen} is too wide`).toBeLessThanOrEqual(320)
        expect(await hana.page.evaluate(() => document.documentElement.lang)).toBe(language)
      }
      await hana.opens('/')
      await hana.page.locator(`html[lang=${language}]`).waitFor()
      await holdsTogether('home')

      await hana.opens('/pay/code')
      await codeOn(hana)
      await holdsTogether('code')
      expect(await partsOverEachOther(hana)).toEqual([])
      await town.moveClock({ seconds: 61 })
      await hana.page.getByRole('alert').waitFor()
      await holdsTogether('code over')

      const request = await midori.asksFor(2000)
      await hana.opens(behindLiff(request.url))
      await hana.page.getByRole('heading', { level: 2 }).waitFor()
      await holdsTogether('request')
      await midori.callsOff(request.id)
      await hana.page.getByRole('alert').waitFor()
      await holdsTogether('request over')
      await hana.opens(behindLiff((await tanaka.asksFor(30_000)).url))
      await hana.page.getByRole('alert').waitFor()
      await holdsTogether('refused beforehand')
    }
  }))

/** What a camera would read off this phone's screen. */
const codeShownOn = async ({ page }: PersonWithPhone): Promise<string> => (await page.locator('[data-code-text]').getAttribute('data-code-text')) ?? ''

async function codeOn(person: PersonWithPhone): Promise<string> {
  const digits = await codeShownOn(person)
  if (!/^\d{12}$/.test(digits)) throw new Error(`not a one-time code: ${digits}`)
  return digits
}

/** Parts of the code's card that lie over each other: pairs of their contents. */
const partsOverEachOther = ({ page }: PersonWithPhone): Promise<string[]> =>
  page.locator('section', { has: page.locator('[data-code-text]') }).evaluate((card) => {
    const parts = [...card.querySelectorAll('svg[role=img], p'), card.querySelector('[role=timer]')?.parentElement].filter((part) => part instanceof Element)
    const boxes = parts.map((part) => ({ name: part.getAttribute('aria-label') ?? part.textContent, box: part.getBoundingClientRect() }))
    return boxes.flatMap(({ name, box: a }, place) =>
      boxes.slice(place + 1).filter(({ box: b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map((other) => `${name} / ${other.name}`),
    )
  })
