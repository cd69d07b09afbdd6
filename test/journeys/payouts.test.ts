import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { isGood } from '../support/is-good.ts'
import { officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
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

/** What a store earned so long ago that its period is closed and its pay day has come. */
async function earnedLongAgo(storeCode: string, amount: number): Promise<void> {
  const journal = randomUUID()
  await town.database.sql`INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at)
    SELECT ${journal}::uuid, 1, 'payment'::"JournalCause", 'store_payable'::"LedgerKind", s.id, ${amount}::bigint, now() - interval '45 days' FROM stores s WHERE s.code = ${storeCode}
    UNION ALL SELECT ${journal}, 2, 'payment', 'premium_fund', NULL, -${amount}::bigint, now() - interval '45 days'`
}

const PC = { width: 1280, height: 900 }

test('a payout is held for one store, drafted without it, released by two officers, and read by the stores', () =>
  keepPicturesOf(() => people, async () => {
    await earnedLongAgo('S-0142', 42_000)
    await earnedLongAgo('S-0077', 18_500)
    await town.moveClock({ minutes: 1 })
    await expect.poll(() => town.database.sql`SELECT store_count FROM payouts`, { timeout: 30_000 }).toEqual([{ store_count: 2 }])

    const [takahashi, nakamura] = [officerOf(town.people, 'takahashi'), officerOf(town.people, 'nakamura')]
    const officer = await personWithPhone(browser, town, takahashi, PC)
    people.push(officer)
    await officer.opens('/office')
    await signsIn(officer, takahashi)
    await officer.follows('振込')
    await officer.reads('2店 ¥60,500')
    await isGood(officer, 'payouts', PC.width)
    await officer.follows(/2店 ¥60,500/)
    await officer.reads('みどり青果店')
    await isGood(officer, 'payout', PC.width)
    await officer.presses('S-0142 保留する')
    await officer.writes('理由', '決済の事実確認中')
    await officer.page.getByRole('dialog').getByRole('button', { name: '保留する' }).click()
    await officer.reads('この振込には、保留中のお店が含まれています。')

    await officer.presses('振込データを作り直す')
    await officer.page.getByText('この振込には、保留中のお店が含まれています。').waitFor({ state: 'hidden' })
    await officer.reads('¥18,500')
    await officer.follows('振込の一覧')
    await officer.reads('理由：決済の事実確認中')
    await officer.follows(/1店 ¥18,500/)
    await officer.presses('確定を起案する')
    await officer.writes('理由', '定例の振込')
    await officer.page.getByRole('dialog').getByRole('button', { name: '起案する' }).click()
    await officer.reads('起案しました。ほかの職員の承認をお待ちください。')

    const second = await personWithPhone(browser, town, nakamura)
    people.push(second)
    await second.opens('/office/payouts')
    await signsIn(second, nakamura)
    await second.reads('承認待ち')
    await isGood(second, 'payouts on a phone', 390)
    await second.follows(/1店 ¥18,500/)
    await second.follows('承認の画面へ')
    await second.reads('お店への振込')
    await second.writes('理由', '件数と合計を確かめた')
    await second.presses('承認する')
    await second.reads('承認しました。')
    await second.opens('/office/payouts')
    await second.follows(/1店 ¥18,500/)
    await second.reads('起案 高橋・承認 中村')
    await isGood(second, 'payout on a phone', 390)
    const [file] = await Promise.all([second.page.waitForEvent('download'), second.follows('全銀ファイルを保存')])
    expect((await readFile(await file.path())).subarray(0, 3).toString()).toBe('121')

    const facts = staffOf(town.people, 'midori-owner')
    const owner = await personWithPhone(browser, town, facts)
    people.push(owner)
    await owner.opens('/store')
    await signsIn(owner, facts)
    await owner.follows('メニュー')
    await owner.reads('お振込みの一部（¥42,000）を一時的に保留しています。確認が終わりしだいお知らせします。')
    await isGood(owner, 'menu', 390)
    await owner.follows('精算書を見る')
    await owner.reads('保留中')
    await isGood(owner, 'statements', 390)
    const [pdf] = await Promise.all([owner.page.waitForEvent('download'), owner.presses(/の精算書をPDFで保存/)])
    expect(pdf.suggestedFilename()).toMatch(/^精算書_みどり青果店_S-0142-\d{8}\.pdf$/)
    for (const person of people) expect(person.complaints).toEqual([])
  }))
