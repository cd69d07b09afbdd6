import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { isGood } from '../support/is-good.ts'
import { addsPhoto, approves, cannot, makesMove, opensCase, receiptPhoto } from '../support/office-moves.ts'
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
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

const PC = { width: 1280, height: 900 }

const meet = async (person: { readonly name: string }, screen?: { width: number; height: number }) => {
  const met = await personWithPhone(browser, town, person, screen)
  people.push(met)
  return met
}

/** Two of a family pay by one person's LINE, in two stores, within a minute. Returns the number of the case. */
async function shopsAtTwoStores(person: string): Promise<RegExp> {
  const chat = chatWith(town, officerOf(town.people, 'takahashi').lineUserId)
  const before = (await chat.all()).filter((text) => text.includes('即時・K-')).length
  await town.sandbox('POST', '/sandbox/act', { person, action: 'pay', storeCode: '482731', amount: 4800 })
  await town.moveClock({ seconds: 38 })
  await town.sandbox('POST', '/sandbox/act', { person, action: 'pay', storeCode: '730418', amount: 4800 })
  const [number = ''] = /K-\d{4}-\d{6}/.exec(await chat.hears('即時・K-', before + 1)) ?? []
  return new RegExp(number)
}

test('a family’s shopping: the store knows them, the customer explains with a photo, and two officers let her pay again with an apology', { timeout: 240_000 }, () =>
  keepPicturesOf(() => people, async () => {
    const [takahashi, nakamura, midori] = [officerOf(town.people, 'takahashi'), officerOf(town.people, 'nakamura'), staffOf(town.people, 'midori-owner')]
    const hanaChat = chatWith(town, customerOf(town.people, 'hana').lineUserId)
    const number = await shopsAtTwoStores('hana')

    // The store and she are asked, and her payments are stopped for now.
    const officer = await meet(takahashi, PC)
    await officer.opens('/office/cases')
    await signsIn(officer, takahashi)
    await officer.follows(number)
    await makesMove(officer, '店舗へ事実確認', '確認を送る', () => officer.chooses('確認する店舗', /S-0142/))
    await officer.presses('本人に確認（あなたですか）')
    await officer.chooses('確認する支払い', /S-0142/)
    await officer.presses('送信内容を確認')
    await officer.reads('このお支払いは、あなたですか？')
    await isGood(officer, 'asking the customer', PC.width)
    await officer.presses('確認を送る')
    await officer.reads('本人へ確認を送りました。')
    await makesMove(officer, '仮に止める（24時間まで）', '仮に止める', () => officer.writes('理由', '確認のため'))
    await hanaChat.hears('お支払いを一時的に止めています')

    // The store answers in two sittings, adds to its answer, and twice misses money that a screen had shown.
    const store = await meet(midori)
    await store.opens('/store/fact-checks')
    await signsIn(store, midori)
    await store.page.getByRole('link', { name: /4,800/ }).click()
    await store.chooses('1 会計の記録', 'ある')
    await store.writes('2 レシート番号', '00412')
    await addsPhoto(store)
    await store.presses('下書きを保存')
    await store.reads('下書きを保存しました')
    await store.page.reload()
    await store.page.getByRole('button', { name: '写真1を開く' }).waitFor()
    expect(await store.page.getByLabel('2 レシート番号').inputValue()).toBe('00412')
    await store.chooses('5 お客さま', '常連')
    await store.page.getByRole('checkbox', { name: '記録のとおりに回答しました' }).check({ force: true })
    await isGood(store, 'answer', 390)
    await store.presses('内容を確認して送る')
    await store.page.getByRole('button', { name: '送る', exact: true }).click()
    await store.reads('回答を送りました。あとから変えることはできません。追記はできます。')
    await store.writes('追記の内容', 'ご家族もよくお見えです')
    await store.presses('追記を送る')
    await store.reads('追記を送りました。')
    await isGood(store, 'answered', 390)
    await store.opens('/store/not-received')
    await store.presses('事務局へ知らせる')
    await store.reads('いつごろかを選んでください')
    await isGood(store, 'not received', 390)
    await missesMoney(store)
    await store.opens('/store/not-received')
    await missesMoney(store)

    const hana = await meet(customerOf(town.people, 'hana'))
    await hana.opens('/stopped')
    await hana.follows('事情を説明する')
    await hana.writes('ご事情', '家族の分も一緒に払いました。')
    await addsPhoto(hana)
    await isGood(hana, 'explaining', 390)
    await hana.page.getByRole('button', { name: '送る', exact: true }).click()
    await hana.reads('お知らせいただき、ありがとうございます。担当の職員が確認します。')

    // The officer sees both, says why she looks, and keeps a letter that came by post.
    await opensCase(officer, number)
    await officer.reads('家族の分も一緒に払いました。')
    await officer.reads('ご家族もよくお見えです')
    await officer.page.getByRole('button', { name: '写真・書類を表示（1件）' }).first().click()
    await officer.chooses('閲覧の目的', '事実確認')
    await officer.presses('表示する')
    await officer.page.getByRole('button', { name: '写真1を開く' }).first().click()
    await officer.page.getByRole('dialog').getByRole('img').waitFor()
    await expect.poll(() => officer.page.getByRole('dialog').getByRole('img').evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth > 0), { timeout: 20_000 }).toBe(true)
    await officer.presses('閉じる')
    await officer.writes('ファイルの名前', '本人からの手紙')
    await officer.page.getByLabel('ファイルを選ぶ', { exact: true }).and(officer.page.locator('input')).setInputFiles(receiptPhoto)
    await officer.presses('案件に加える')
    await officer.reads('ファイルを加えました。')
    await isGood(officer, 'case with evidence', PC.width)
    expect(await town.database.sql`SELECT DISTINCT purpose FROM audit_entries WHERE action = 'file.open'`).toEqual([{ purpose: 'fact-check' }])

    // Nothing wrong: the verdict is a proposal to let her go on, and until a second officer agrees the case stays open.
    await makesMove(officer, '判定を記録', '判定を記録する', async () => {
      await officer.chooses('判定', '問題なし')
      await officer.chooses('理由の区分', '家族')
      await officer.writes('理由', '本人の説明と店舗の回答が一致する')
    })
    await cannot(officer, '終了', /止めた状態が残っています/)
    await officer.reads(/承認待ち A-/)
    const second = await meet(nakamura)
    await second.opens('/office/approvals')
    await signsIn(second, nakamura)
    await second.reads(/解除/)
    await approves(second)
    expect(await hanaChat.hears('お支払いを再開しました')).toContain('ご不便をおかけし、申し訳ありませんでした。')
    await hana.opens('/')
    await hana.reads('支払う')
    await opensCase(officer, number)
    await makesMove(officer, '終了', '終了する', () => officer.writes('理由', '問題なし、解除を確認した'))

    // The rule learns of it, and the store's two reports have become a case of their own.
    await officer.opens('/office/rules')
    await officer.reads(/判定 1件/)
    await officer.opens('/office/cases')
    await officer.reads('店舗 S-0142 みどり青果店')
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  }))

test('who blocks the bot reads it in the mini-app, and the officers are told to call or to write', { timeout: 120_000 }, () =>
  keepPicturesOf(() => people, async () => {
    const facts = customerOf(town.people, 'ichiro')
    const nakamura = officerOf(town.people, 'nakamura')
    const number = await shopsAtTwoStores('ichiro')
    await town.sandbox('POST', `/sandbox/people/${facts.lineUserId}/block`)
    const officer = await meet(nakamura, PC)
    await officer.opens('/office/cases')
    await signsIn(officer, nakamura)
    await officer.follows(number)
    await officer.reads('ブロック中')
    await cannot(officer, '本人に確認（あなたですか）', /LINEがブロックされています/)
    await makesMove(officer, '仮に止める（24時間まで）', '仮に止める', () => officer.writes('理由', '2店舗で同時刻の支払い'))
    await expect.poll(async () => {
      await town.moveClock({ seconds: 1 })
      return town.database.sql`SELECT 1 FROM line_messages WHERE undelivered_at IS NOT NULL`
    }, { timeout: 30_000, interval: 1_000 }).toHaveLength(1)
    await officer.opens('/office/cases')
    await officer.reads(/LINEで届いていません.*電話か郵便で連絡してください/)
    await isGood(officer, 'cases with one pinned', PC.width)

    const ichiro = await meet(facts)
    await ichiro.opens('/notices')
    await ichiro.reads('お支払いを一時的に止めています')
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  }))

async function missesMoney(store: PersonWithPhone): Promise<void> {
  await store.writes('金額（円）', '1280')
  await store.chooses('画面を見たのは', '5分前')
  await store.presses('事務局へ知らせる')
  await store.reads('事務局へ知らせました。商品をお渡しする前の場合は、お待ちいただくようお願いします。')
}
