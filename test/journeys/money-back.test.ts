import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { chatWith } from '../support/running-chat.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

let town: RunningTown
let browser: Browser
const people: PersonWithPhone[] = []
beforeAll(async () => {
  town = await runTown()
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
const pays = (person: string, amount: number) => town.sandbox<{ status: number }>('POST', '/sandbox/act', { person, action: 'pay', storeCode: '482731', amount })
const pressesInside = (who: PersonWithPhone, name: string) => who.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

test('a void, a refund by two officers, and a stop of all payments, as everybody sees them', { timeout: 240_000 }, async () => {
  await keepPicturesOf(() => people, async () => {
    const hana = await meet(customerOf(town.people, 'hana'))
    await hana.opens('/')
    expect([(await pays('hana', 1_280)).status, (await pays('ichiro', 700)).status]).toEqual([201, 201])

    // The greengrocer undoes Ichiro's payment of today.
    const owner = await meet(staffOf(town.people, 'midori-owner'))
    await owner.opens('/store/payments')
    await signsIn(owner, staffOf(town.people, 'midori-owner'))
    await owner.page.getByRole('listitem').filter({ hasText: '¥700' }).getByRole('link').click()
    await owner.presses('この支払いを取り消す')
    await owner.reads('¥700をお客さまに戻します。')
    await pressesInside(owner, '取り消す')
    await owner.reads('理由を選んでください')
    await owner.chooses('理由', '返品')
    await pressesInside(owner, '取り消す')
    await owner.reads('取り消しました。お客さまの残高に戻りました。')
    await chatWith(town, customerOf(town.people, 'ichiro').lineUserId).hears('お支払いが取り消されました ¥700')
    await owner.page.reload()
    await owner.reads('すでに取り消されています。')

    // Takahashi proposes that Hana gets ¥280 back; Ito sees what it does, and approves it.
    const takahashi = await meet(officerOf(town.people, 'takahashi'), { width: 1280, height: 800 })
    await takahashi.opens('/office/payments')
    await signsIn(takahashi, officerOf(town.people, 'takahashi'))
    await takahashi.page.getByRole('row').filter({ hasText: '¥1,280' }).getByRole('link', { name: /^支払い / }).click()
    await takahashi.writes('返金する金額（円）', '280')
    await takahashi.presses('内容を確認')
    await takahashi.reads('理由を入力してください')
    await takahashi.writes('理由', '商品が渡されていなかった')
    await takahashi.presses('内容を確認')
    await pressesInside(takahashi, '起案する')
    await takahashi.reads('承認をお待ちください。')
    const ito = await meet(officerOf(town.people, 'ito'))
    await ito.opens('/office/approvals')
    await signsIn(ito, officerOf(town.people, 'ito'))
    await ito.follows(/返金/)
    await ito.reads('お客さまの残高に¥280を戻します（支払いに使った券へ）。')
    await ito.writes('理由', '記録を確認した')
    await ito.presses('承認する')
    await ito.reads('承認しました。')
    await chatWith(town, customerOf(town.people, 'hana').lineUserId).hears('返金がありました ¥280')
    await hana.opens('/payments')
    await hana.follows(/みどり青果店/)
    await hana.reads('いまの支払い額')
    await hana.reads('−¥280')

    // All payments are stopped by one officer, who has to type the word.
    await takahashi.opens('/office/settings')
    await takahashi.page.getByRole('button', { name: '支払い 止める', exact: true }).click()
    await takahashi.writes('理由', '二重の支払いが続いているため')
    await pressesInside(takahashi, '止める')
    await takahashi.reads('「停止」と入力してください')
    await takahashi.writes('確認のため「停止」と入力してください', '停止')
    await pressesInside(takahashi, '止める')
    await takahashi.reads('「支払い」を止めました。')
    expect((await pays('ichiro', 300)).status).toBe(422)
    await hana.opens('/')
    await hana.reads(/ただいま、すべてのお支払いを止めています。.*残高はなくなりません。/)
    await owner.opens('/store')
    await owner.reads(/ただいま、すべてのお支払いを止めています。/)
    await chatWith(town, officerOf(town.people, 'nakamura').lineUserId).hears('支払いを止めました')

    // Letting them run again takes the chief.
    await takahashi.page.getByRole('button', { name: '支払い 再開を起案する', exact: true }).click()
    await takahashi.page.getByRole('dialog').getByLabel('理由').fill('原因が分かり、直したため')
    await pressesInside(takahashi, '起案する')
    await takahashi.reads('再開を起案しました')
    await ito.opens('/office/approvals')
    await ito.follows(/再開/)
    await ito.writes('理由', '確認した')
    await ito.presses('承認する')
    await ito.reads('承認しました。')
    expect((await pays('ichiro', 300)).status).toBe(201)

    for (const { complaints } of people) expect(complaints).toEqual([])
  })
})
