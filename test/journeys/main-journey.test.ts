import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { customerOf, officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { until } from '../support/processes.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'
import { chatWith } from '../support/running-chat.ts'

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

test('from two payments at the same time to the money repaid', { timeout: 240_000 }, async () => {
  await keepPicturesOf(() => people, async () => {
    // Hana pays at the greengrocer's, on her own phone.
    const hana = await meet(customerOf(town.people, 'hana'))
    const hanaChat = chatWith(town, customerOf(town.people, 'hana').lineUserId)
    await hana.opens('/')
    await hana.reads('¥13,000')
    await pays(hana, '482731', '4800')
    await hana.reads('お支払いが完了しました')

    // 38 seconds later "Hana" pays at the electrics shop, 1.2 km away.
    await town.moveClock({ seconds: 38 })
    const second = await town.sandbox<{ status: number }>('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '730418', amount: 4800 })
    expect(second.status).toBe(201)
    await hanaChat.hears('お支払いが完了しました', 2)

    // The officers' LINE rings within seconds, with codes and no names.
    const takahashiFacts = officerOf(town.people, 'takahashi')
    const alert = await chatWith(town, takahashiFacts.lineUserId).hears('即時・K-')
    expect(alert).toContain('離れた2店舗で合計¥9,600')
    expect(alert).not.toContain('山田')
    await chatWith(town, takahashiFacts.lineUserId).taps('担当になる')

    // Takahashi opens the case and stops the payments for at most a day.
    const takahashi = await meet(takahashiFacts, { width: 1280, height: 800 })
    await takahashi.opens('/office/cases')
    await signsIn(takahashi, takahashiFacts)
    await takahashi.follows(/K-\d{4}-000001/)
    await takahashi.reads(/秒の間に/)
    await makesMove(takahashi, '仮に止める（24時間まで）', '仮に止める', async () => takahashi.writes('理由', '2店舗で同時刻の支払い'))
    await hanaChat.hears('お支払いを一時的に止めています')

    // The very next payment is refused, and says whom to call.
    await hana.opens('/')
    await hana.reads('お支払いを一時的に止めています')
    const refused = await town.sandbox<{ status: number; body: { error: { reason: string } } }>('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '482731', amount: 500 })
    expect(refused.body.error.reason).toBe('payer-frozen')

    // The shop is asked for the facts, and answers.
    await makesMove(takahashi, '店舗へ事実確認', '確認を送る', async () => takahashi.chooses('確認する店舗', /S-0077/))
    const tanakaFacts = staffOf(town.people, 'tanaka-owner')
    await chatWith(town, tanakaFacts.lineUserId).hears('事実確認のお願い')
    const tanaka = await meet(tanakaFacts)
    await tanaka.opens('/store/fact-checks')
    await signsIn(tanaka, tanakaFacts)
    await answersFactCheck(tanaka)

    // The verdict, and a freeze that needs a second officer.
    await takahashi.opens('/office/cases')
    await takahashi.follows(/K-\d{4}-000001/)
    await makesMove(takahashi, '判定を記録', '判定を記録する', async () => {
      await takahashi.chooses('判定', '不正確定')
      await takahashi.chooses('類型', '同時刻の複数決済')
      for (const box of await takahashi.page.getByRole('group', { name: '不正と確定する支払い' }).getByRole('checkbox').all()) await box.check({ force: true })
      await takahashi.writes('理由', '店舗の記録と一致しない')
    })
    await makesMove(takahashi, '凍結の確定を起案', '起案する', async () => takahashi.writes('理由', '店舗の記録と一致しない'))
    await takahashi.opens('/office/approvals')
    await takahashi.follows(/A-\d{4}-/)
    await takahashi.reads('ご自身が起案した内容は承認できません。')

    const nakamuraFacts = officerOf(town.people, 'nakamura')
    await chatWith(town, nakamuraFacts.lineUserId).hears('承認のお願い')
    const nakamura = await meet(nakamuraFacts, { width: 1280, height: 800 })
    await nakamura.opens('/office/approvals')
    await signsIn(nakamura, nakamuraFacts)
    await approves(nakamura)

    // The demand: approved by two, neutral in the chat, whole inside the mini-app.
    await takahashi.opens('/office/cases')
    await takahashi.follows(/K-\d{4}-000001/)
    await makesMove(takahashi, '返済額を決めて請求を起案', '起案する', async () => {
      await takahashi.writes('返済額（円）', '9600')
      await takahashi.writes('期限', '2027-01-31')
      await takahashi.writes('理由', '確定した2件の合計')
    })
    await nakamura.opens('/office/approvals')
    await approves(nakamura)
    const notice = await hanaChat.hears('返済のお願い')
    expect(notice).not.toMatch(/9,600|みどり|田中|不正|凍結/)
    const [, reference = ''] = /(R-\d{4}-\d{6})/.exec(notice) ?? []
    await hana.opens('/repayments')
    await hana.follows(new RegExp(reference))
    await hana.reads(/¥9,600 のうち ¥0 受け取りました/)

    // Part of the money, then the rest, by signed notifications.
    await town.sandbox('POST', '/sandbox/notify', { kind: 'repayment', reference, amount: 3200 })
    await hanaChat.hears('お支払いを受け取りました')
    await hana.page.reload()
    await hana.reads(/¥9,600 のうち ¥3,200 受け取りました/)
    await town.sandbox('POST', '/sandbox/notify', { kind: 'repayment', reference, amount: 6400 })
    await hanaChat.hears('返済が終わりました')

    // Two officers let her pay again, and the case closes.
    await takahashi.opens('/office/cases')
    await takahashi.follows(/K-\d{4}-000001/)
    await takahashi.reads('完済')
    await makesMove(takahashi, '解除を起案', '起案する', async () => takahashi.writes('理由', '完済を確認した'))
    await nakamura.opens('/office/approvals')
    await approves(nakamura)
    await hanaChat.hears('お支払いを再開しました')
    // Stores 1.2 km apart within two minutes would be a new sign; a person takes longer than this browser.
    await town.moveClock({ minutes: 5 })
    await pays(hana, '482731', '300')
    await hana.reads('お支払いが完了しました')
    await takahashi.opens('/office/cases')
    await takahashi.follows(/K-\d{4}-000001/)
    await makesMove(takahashi, '終了', '終了する', async () => takahashi.writes('理由', '完済と解除を確認した'))
    await takahashi.reads('案件を終了しました。')

    // Everything is in the sealed audit log, and the books balance.
    await until(async () => (await town.database.sql`SELECT 1 FROM audit_entries WHERE hash IS NULL`).length === 0, 'the audit log to be sealed')
    await takahashi.opens('/office/audit')
    await takahashi.presses('連鎖を検証する')
    await takahashi.reads(/連鎖の検証：正常/)
    expect(await town.database.sql`SELECT journal_id FROM journal_entries GROUP BY 1 HAVING sum(amount) <> 0`).toEqual([])
    expect(await town.database.sql`SELECT fact FROM line_messages GROUP BY fact HAVING count(*) > 1`).toEqual([])
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})

async function pays(person: PersonWithPhone, storeNumber: string, digits: string): Promise<void> {
  await person.opens('/pay/number')
  await person.writes(/お店の番号/, storeNumber)
  await person.presses('次へ')
  for (const digit of digits) await person.page.getByRole('button', { name: digit, exact: true }).click()
  await person.presses('次へ')
  await person.presses(/を支払う/)
}

/** Chooses a move, fills it in, reads the message that will go out, and sends. */
async function makesMove(officer: PersonWithPhone, move: string, send: string, fill: () => Promise<void>): Promise<void> {
  await officer.presses(move)
  await fill()
  await officer.presses('送信内容を確認')
  await officer.presses(new RegExp(`^${send}$`))
}

async function approves(officer: PersonWithPhone): Promise<void> {
  await officer.follows(/A-\d{4}-/)
  await officer.writes('理由', '記録と回答を確認した')
  await officer.presses('承認する')
  await officer.reads('承認しました。')
}

async function answersFactCheck(staff: PersonWithPhone): Promise<void> {
  await staff.page.getByRole('link').filter({ hasText: '照合番号' }).or(staff.page.getByRole('link', { name: /期限/ })).first().click()
  await staff.chooses(/会計の記録/, 'ない')
  await staff.chooses(/お客さま/, '不明')
  await staff.page.getByLabel('記録のとおりに回答しました').check({ force: true })
  await staff.presses('内容を確認して送る')
  await staff.presses(/^送る$/)
  await staff.reads(/回答を送りました/)
}
