import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { isGood } from '../support/is-good.ts'
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'
import { chatWith } from '../support/running-chat.ts'

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

const meet = async (person: { readonly name: string }, screen?: { width: number; height: number }) => {
  const met = await personWithPhone(browser, town, person, screen)
  people.push(met)
  return met
}

test('a customer who doesn’t know a payment stops theirs, the office stops the store, and both go on when two have looked', { timeout: 240_000 }, async () => {
  await keepPicturesOf(() => people, async () => {
    // Hana finds a payment that she doesn't know, reports it and stops her payments with it.
    const hana = await meet(customerOf(town.people, 'hana'))
    const hanaChat = chatWith(town, customerOf(town.people, 'hana').lineUserId)
    await town.sandbox('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '730418', amount: 4800 })
    await hana.opens('/payments')
    await hana.follows(/4,800/)
    await hana.follows('この支払いに覚えがない')
    await hana.reads('どのようなことですか？')
    await isGood(hana, 'report', 390)
    await hana.chooses('スマートフォンをなくしましたか？', 'いいえ')
    await hana.chooses('ご家族が使った可能性はありますか？', 'いいえ')
    expect(await hana.page.getByLabel('安全のため、わたしの支払いを今すぐ止める').isChecked()).toBe(true)
    await hana.presses('送る')
    await hana.reads(/ご報告を受け付けました。受付番号 K-/)
    await hanaChat.hears('お支払いは安全のため止めています。')

    // An officer stops the store's acceptance; its owner sees that at the till, and Hana that hers are stopped.
    const takahashiFacts = officerOf(town.people, 'takahashi')
    const takahashi = await meet(takahashiFacts, { width: 1280, height: 800 })
    await takahashi.opens('/office/cases')
    await signsIn(takahashi, takahashiFacts)
    await takahashi.follows(/K-\d{4}-000001/)
    const store = takahashi.page.getByRole('region', { name: '止める対象' })
    await store.getByRole('button', { name: /^仮に止める（24時間まで）：S-/ }).first().click()
    await takahashi.chooses('理由', '共謀の疑い')
    await store.locator('form').getByRole('textbox').fill('店舗の記録と一致しない')
    await store.locator('form').getByRole('button', { name: '仮に止める（24時間まで）' }).click()
    await takahashi.reads('止めました。')
    await isGood(takahashi, 'case', 1280)
    const tanakaFacts = staffOf(town.people, 'tanaka-owner')
    await chatWith(town, tanakaFacts.lineUserId).hears('受付を一時的に止めています')
    const tanaka = await meet(tanakaFacts)
    await tanaka.opens('/store')
    await signsIn(tanaka, tanakaFacts)
    await tanaka.reads('この店舗の受付を止めています。事務局へお問い合わせください。')

    // She asks for her payments back. One officer makes sure who asks, another agrees.
    await hana.opens('/stopped')
    await isGood(hana, 'stopped', 390)
    await hana.presses('再開を申し込む')
    await hana.reads(/再開のお申し込みを受け付けています/)
    await takahashi.opens('/office/resume-requests')
    await takahashi.chooses('本人確認の方法', '登録の電話番号へ折り返し')
    await takahashi.writes('理由', '登録の番号に折り返した')
    await isGood(takahashi, 'requests', 1280)
    await takahashi.presses('再開を起案')
    await takahashi.reads(/起案しました（A-/)
    const nakamuraFacts = officerOf(town.people, 'nakamura')
    const nakamura = await meet(nakamuraFacts)
    await nakamura.opens('/office/approvals')
    await signsIn(nakamura, nakamuraFacts)
    await nakamura.follows(/A-\d{4}-/)
    await nakamura.writes('理由', '本人確認の記録を見た')
    await nakamura.presses('承認する')
    await nakamura.reads('承認しました。')
    await hanaChat.hears('お支払いを再開しました')
    await nakamura.opens('/office/cases')
    await nakamura.follows(/K-\d{4}-000001/)
    await isGood(nakamura, 'case on a phone', 390)
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
