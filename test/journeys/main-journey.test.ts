import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAfter, daysBetween, monthsAfter, type Day } from '../../server/core/time.ts'
import { launchBrowser } from '../support/browser.ts'
import { addsPhoto, approves, cannot, makesMove, opensCase } from '../support/office-moves.ts'
import { textOf, wordsOf } from '../support/pdf-text.ts'
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

test('from two payments at the same time to the money repaid', { timeout: 300_000 }, async () => {
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
    const takahashiChat = chatWith(town, takahashiFacts.lineUserId)
    const alert = await takahashiChat.hears('即時・K-')
    expect(alert).toContain('離れた2店舗で合計¥9,600')
    expect(alert).not.toContain('山田')
    await takahashiChat.taps('担当になる')
    await takahashiChat.taps('担当になる')
    await takahashiChat.hears('すでに受け付けています。')

    // Takahashi opens the case and stops the payments for at most a day.
    const takahashi = await meet(takahashiFacts, { width: 1280, height: 800 })
    await takahashi.opens('/office/cases')
    await signsIn(takahashi, takahashiFacts)
    await takahashi.follows(/K-\d{4}-000001/)
    await takahashi.reads(/秒の間に/)
    await cannot(takahashi, '凍結の確定を起案', /事実確認の結果が記録されていません/)
    await makesMove(takahashi, '仮に止める（24時間まで）', '仮に止める', async () => takahashi.writes('理由', '2店舗で同時刻の支払い'))
    await hanaChat.hears('お支払いを一時的に止めています')

    // The very next payment is refused, and says whom to call.
    await hana.opens('/')
    await hana.reads('お支払いを一時的に止めています')
    const refused = await town.sandbox<{ status: number; body: { error: { reason: string } } }>('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '482731', amount: 500 })
    expect(refused.body.error.reason).toBe('payer-frozen')

    // The shop is asked for the facts, and answers with a photo.
    await makesMove(takahashi, '店舗へ事実確認', '確認を送る', async () => takahashi.chooses('確認する店舗', /S-0077/))
    const tanakaFacts = staffOf(town.people, 'tanaka-owner')
    await chatWith(town, tanakaFacts.lineUserId).hears('事実確認のお願い')
    const tanaka = await meet(tanakaFacts)
    await tanaka.opens('/store/fact-checks')
    await signsIn(tanaka, tanakaFacts)
    await answersFactCheck(tanaka)

    // The verdict, and a freeze that needs a second officer.
    await opensCase(takahashi)
    await takahashi.reads('記録が一致しません')
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
    await nakamura.reads(/凍結の確定/)
    await approves(nakamura)

    // The demand: approved by two, neutral in the chat, whole inside the mini-app.
    await opensCase(takahashi)
    await makesMove(takahashi, '返済額を決めて請求を起案', '起案する', async () => {
      await takahashi.writes('返済額（円）', '9600')
      await takahashi.writes('理由', '確定した2件の合計')
    })
    await approves(nakamura)
    const notice = await hanaChat.hears('返済のお願い')
    expect(notice).not.toMatch(/9,600|みどり|田中|不正|凍結/)
    const [, reference = ''] = /(R-\d{4}-\d{6})/.exec(notice) ?? []
    await hana.opens('/repayments')
    await hana.follows(new RegExp(reference))
    await hana.reads(/¥9,600 のうち ¥0 受け取りました/)

    // Its paper says the same, with all fifteen parts.
    const [pdf] = await Promise.all([hana.page.waitForEvent('download'), hana.presses('返済のお願いを保存')])
    const paper = wordsOf(textOf(await readFile(await pdf.path())))
    for (const part of [reference, '¥9,600', '分割', '納得できない']) expect(paper).toContain(part)

    // She asks to pay in three parts; two officers agree.
    await hana.presses('分割を申し込む')
    const firstOn = daysAfter((await hana.page.getByLabel('最初の支払日').inputValue()) as Day, -13)
    await hana.writes('最初の支払日', firstOn)
    await hana.reads(/第3回/)
    await hana.presses('分割を申し込む')
    await hana.reads(/申し込みを受け付けました/)
    await opensCase(takahashi)
    await takahashi.reads(/本人の申し込み：3回/)
    await makesMove(takahashi, '分割を認める起案', '起案する', async () => takahashi.writes('理由', '本人の申し込みのとおり'))
    await approves(nakamura)
    await hanaChat.hears('分割のお申し込みについて')

    // The first part comes in by a signed notification; the chat says neither how much nor what is left.
    await town.sandbox('POST', '/sandbox/notify', { kind: 'repayment', reference, amount: 3200 })
    expect(await hanaChat.hears('お支払いを受け取りました')).not.toMatch(/3,200|6,400|9,600/)
    await hana.page.reload()
    await hana.reads(/¥9,600 のうち ¥3,200 受け取りました/)
    await hana.reads('済')

    // The second part is a day late: she is reminded, and while anything is owed her payments stay stopped.
    await town.moveClock({ minutes: (daysBetween(daysAfter(firstOn, -1), monthsAfter(firstOn, 1)) + 1) * 24 * 60 })
    expect(await hanaChat.hears('返済の期限が過ぎています')).not.toMatch(/3,200|6,400|9,600/)
    for (const [officer, facts] of [[takahashi, takahashiFacts], [nakamura, nakamuraFacts]] as const) {
      await officer.opens('/office')
      await signsIn(officer, facts)
      await officer.reads(/¥6,400/)
    }
    await opensCase(takahashi)
    await takahashi.reads('期限切れ')
    await cannot(takahashi, '解除を起案', /返済が残っています（¥6,400）/)

    // The rest: what was prepared is taken up by one officer and agreed to by another. She pays again, and the case closes.
    await town.sandbox('POST', '/sandbox/notify', { kind: 'repayment', reference, amount: 6400 })
    await hanaChat.hears('返済が終わりました')
    expect((await hanaChat.all()).filter((text) => text.includes('返済の期限が'))).toHaveLength(1)
    await opensCase(takahashi)
    await takahashi.reads('完済')
    await makesMove(takahashi, '解除を起案', '起案する', () => takahashi.reads(/解除の起案を用意しました/))
    await approves(nakamura)
    await hanaChat.hears('お支払いを再開しました')
    await pays(hana, '482731', '300')
    await hana.reads('お支払いが完了しました')
    await opensCase(takahashi)
    await makesMove(takahashi, '終了', '終了する', async () => takahashi.writes('理由', '完済と解除を確認した'))
    await takahashi.reads('案件を終了しました。')
    await readsTimeline(takahashi)
    await takahashi.opens('/office')
    await takahashi.reads(/¥9,600/)

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

/** Everything done to the case, in the order in which it was done, with who of the office did it, and what the programme did by itself. */
async function readsTimeline(officer: PersonWithPhone): Promise<void> {
  const entries = await officer.page.locator('li[data-kind]').evaluateAll((items) => items.map((item) => `${item.getAttribute('data-kind') ?? ''} ${/(高橋|中村|自動)$/.exec(item.textContent)?.[1] ?? ''}`.trim()))
  expect(entries).toEqual([
    'alert_raised 自動', 'taken 高橋', 'provisional_freeze 高橋', 'fact_check_asked 高橋', 'fact_check_answered', 'verdict_given 高橋',
    'proposed 高橋', 'approved 中村', 'freeze_confirmed 中村',
    'proposed 高橋', 'approved 中村', 'demand_issued 中村', 'demand_opened',
    'instalments_asked', 'proposed 高橋', 'approved 中村', 'instalments_agreed 中村', 'repayment_received 自動',
    'overdue 自動', 'instalment_missed 自動', 'demand_reminded 自動', 'repayment_received 自動', 'repaid 自動',
    'proposed 高橋', 'approved 中村', 'unfrozen 中村', 'closed 高橋',
  ])
}

async function answersFactCheck(staff: PersonWithPhone): Promise<void> {
  await staff.page.getByRole('link').filter({ hasText: '照合番号' }).or(staff.page.getByRole('link', { name: /期限/ })).first().click()
  await staff.chooses(/会計の記録/, 'ない')
  await addsPhoto(staff)
  await staff.page.getByLabel('記録のとおりに回答しました').check({ force: true })
  // Who leaves a question out is led to it.
  await staff.presses('内容を確認して送る')
  await staff.reads('お支払い1：お客さまを選んでください')
  expect(await staff.page.getByRole('alert').first().evaluate((summary) => summary === document.activeElement)).toBe(true)
  await staff.chooses(/お客さま/, '不明')
  await staff.presses('内容を確認して送る')
  await staff.presses(/^送る$/)
  await staff.reads(/回答を送りました/)
}
