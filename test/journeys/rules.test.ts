import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { isGood } from '../support/is-good.ts'
import { officerOf, personWithPhone, signsIn, type PersonWithPhone } from '../support/phone.ts'
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

const PC = { width: 1280, height: 900 }

const inSheet = ({ page }: PersonWithPhone, name: string) => page.getByRole('dialog').getByRole('button', { name }).click()

test('an officer changes a blank, tries it on the past and proposes it; another officer puts it in force', () =>
  keepPicturesOf(() => people, async () => {
    const [takahashi, nakamura] = [officerOf(town.people, 'takahashi'), officerOf(town.people, 'nakamura')]
    const officer = await personWithPhone(browser, town, takahashi, PC)
    people.push(officer)
    await officer.opens('/office')
    await signsIn(officer, takahashi)
    await officer.follows('ルール')
    await officer.reads('判定された通知はまだありません。')
    await isGood(officer, 'rules', PC.width)
    await officer.follows(/同時刻の複数決済/)
    await officer.writes('間隔', '700')
    expect(await officer.page.getByRole('button', { name: '保存して試運転を始める' }).getAttribute('aria-disabled')).toBe('true')
    await officer.writes('間隔', '90')
    await officer.presses('効果を試す')
    await officer.page.getByRole('region', { name: '効果を試した結果' }).getByText('完了').waitFor()
    await officer.reads('通知（1日あたり）')
    await officer.presses('保存して試運転を始める')
    await officer.page.getByRole('dialog').getByLabel('理由').fill('近くの店どうしの買い回りを見るため')
    await inSheet(officer, '保存して試運転を始める')
    await officer.reads('新しい版（第2版）として保存し、試運転を始めました。')
    await officer.reads('試運転と本番の比較')
    await officer.presses('試運転の版を本番にする')
    await officer.page.getByRole('dialog').getByLabel('理由', { exact: true }).fill('効果を確かめた')
    await officer.page.getByRole('dialog').getByLabel('試運転を省く理由').fill('被害が続いているため')
    await inSheet(officer, '起案する')
    await officer.reads(/承認を待っています/)
    await isGood(officer, 'rule', PC.width)

    await officer.opens('/office/new-watch')
    await officer.writes('名前', '夜の高額')
    await officer.writes(/^値/, '20000')
    await officer.presses('条件を足す')
    await officer.page.getByRole('group', { name: '条件2' }).getByLabel('項目').selectOption('first-here')
    await isGood(officer, 'new watch', PC.width)
    await officer.presses('保存して試運転を始める')
    await officer.page.getByRole('dialog').getByLabel('理由').fill('商店街の依頼')
    await inSheet(officer, '保存して試運転を始める')
    await officer.page.getByRole('heading', { level: 1, name: '夜の高額' }).waitFor()

    const second = await personWithPhone(browser, town, nakamura)
    people.push(second)
    await second.opens('/office/rules')
    await signsIn(second, nakamura)
    await second.reads('第1版')
    await isGood(second, 'rules on a phone', 390)
    await second.follows(/同時刻の複数決済/)
    await second.follows('承認の画面へ')
    await second.reads('被害が続いているため')
    await second.reads(/90秒以内に2回以上/)
    await second.writes('理由', '内容を確かめた')
    await second.presses('承認する')
    await second.reads('承認しました。')
    await second.opens('/office/rules/simultaneous-payments')
    await second.page.getByRole('region', { name: '版の履歴' }).getByText('第3版').waitFor()
    await isGood(second, 'rule on a phone', 390)

    await second.opens('/office/rule-orders')
    await second.writes(/^利用者・店舗のコード/, 'C-7F3K')
    await second.writes('理由', '家族の支払い')
    await second.presses('登録する')
    await second.reads('登録しました。')
    await second.page.getByRole('list', { name: '休止とリスト' }).getByText('C-7F3K').waitFor()
    await isGood(second, 'orders on a phone', 390)
    await second.opens('/office/new-watch')
    await isGood(second, 'new watch on a phone', 390)
    for (const person of people) expect(person.complaints).toEqual([])
  }))
