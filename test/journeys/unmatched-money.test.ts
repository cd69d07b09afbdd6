import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { customerOf, officerOf, personWithPhone, signsIn, type PersonWithPhone } from '../support/phone.ts'
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

const meet = async (person: { readonly name: string }, screen?: { width: number; height: number }) => {
  const met = await personWithPhone(browser, town, person, screen)
  people.push(met)
  return met
}
const pressesInside = (who: PersonWithPhone, name: string) => who.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

test('money that was paid in for a number that nobody has finds its owner through two officers', { timeout: 180_000 }, async () => {
  await keepPicturesOf(() => people, async () => {
    const { status } = await town.sandbox<{ status: number }>('POST', '/sandbox/notify', { kind: 'top-up', reference: 'C-0000', amount: 3_000 })
    expect(status).toBe(200)
    await chatWith(town, officerOf(town.people, 'nakamura').lineUserId).hears('照合できない入金 ¥3,000（照会番号 M-')

    // Takahashi finds it on a phone, and may not leave the reason out.
    const takahashi = await meet(officerOf(town.people, 'takahashi'))
    await takahashi.opens('/office/money')
    await signsIn(takahashi, officerOf(town.people, 'takahashi'))
    await takahashi.reads('番号に当てはまる方がいません。')
    await takahashi.presses('充当を起案する')
    await takahashi.writes('充当先の番号', 'C-0001')
    await pressesInside(takahashi, '起案する')
    await takahashi.reads('理由を入力してください')
    await takahashi.writes('理由', '振込名義が一致した')
    await pressesInside(takahashi, '起案する')
    await takahashi.reads('「C-0001」に当てはまる利用者・請求がありません。')
    const hana = customerOf(town.people, 'hana')
    const code = await codeOf(hana)
    await takahashi.writes('充当先の番号', code.toLowerCase())
    await pressesInside(takahashi, '起案する')
    await takahashi.reads(/承認を待っています/)

    const ito = await meet(officerOf(town.people, 'ito'), { width: 1280, height: 800 })
    await ito.opens('/office/approvals')
    await signsIn(ito, officerOf(town.people, 'ito'))
    await ito.follows(/充当/)
    await ito.reads(`${code} の残高に¥3,000と上乗せ¥600を加えます。`)
    await ito.writes('理由', '明細を確認した')
    await ito.presses('承認する')
    await ito.reads('承認しました。')

    await takahashi.opens('/office/money?view=settled')
    await takahashi.reads('充当済み')
    await takahashi.opens('/office/money?view=days')
    await takahashi.reads('突合の記録はまだありません。')
    for (const { complaints } of people) expect(complaints).toEqual([])
  })

  async function codeOf(person: { readonly name: string }): Promise<string> {
    const phone = await meet(person)
    await phone.opens('/')
    return phone.page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { code: string }).code)
  }
})
