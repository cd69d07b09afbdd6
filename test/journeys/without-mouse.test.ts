import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseFile } from '../../server/cases/contract.ts'
import { asks } from '../support/asks.ts'
import { launchBrowser } from '../support/browser.ts'
import { fillsByKeys, pressesByKeys, tabsTo } from '../support/keyboard.ts'
import { officerOf, personWithPhone, signsIn, staffOf, type PersonWithPhone } from '../support/phone.ts'
import { keepPicturesOf } from '../support/pictures.ts'
import { chatWith } from '../support/running-chat.ts'
import { runTown, type RunningTown, type SignInFacts } from '../support/running-town.ts'

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

async function signsInByKeys(person: PersonWithPhone, facts: SignInFacts): Promise<void> {
  await fillsByKeys(person, /^textbox "ID"/, facts.loginId)
  await fillsByKeys(person, /^textbox "パスワード"/, facts.password)
  await person.page.keyboard.press('Enter')
}

test('W10: a store answers a fact check and an officer approves a freeze, with nothing but the keyboard', { timeout: 180_000 }, () =>
  keepPicturesOf(() => people, async () => {
    const [takahashi, nakamura, tanaka] = [officerOf(town.people, 'takahashi'), officerOf(town.people, 'nakamura'), staffOf(town.people, 'tanaka-owner')]
    await town.sandbox('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '482731', amount: 4800 })
    await town.moveClock({ seconds: 38 })
    await town.sandbox('POST', '/sandbox/act', { person: 'hana', action: 'pay', storeCode: '730418', amount: 4800 })
    await chatWith(town, takahashi.lineUserId).hears('即時・K-')
    const first = await meet(takahashi)
    await first.opens('/office/cases')
    await signsIn(first, takahashi)
    await first.reads(/K-\d{4}-000001/)
    const { items: [found] } = await asks<{ items: { id: string }[] }>(first, 'GET', '/api/secretariat/cases?tab=all')
    const act = (name: string, body: unknown) => asks<{ error?: { reason: string } }>(first, 'POST', `/api/secretariat/cases/${found?.id ?? ''}/${name}`, body)
    const { payments } = await asks<CaseFile>(first, 'GET', `/api/secretariat/cases/${found?.id ?? ''}`)
    const atTanaka = payments.filter(({ storeCode }) => storeCode === 'S-0077')
    expect(await act('ask-store', { storeId: atTanaka[0]?.storeId, paymentIds: atTanaka.map(({ id }) => id) })).not.toHaveProperty('error')

    const store = await meet(tanaka)
    await store.opens('/store/fact-checks')
    await signsInByKeys(store, tanaka)
    await store.page.getByRole('link', { name: /4,800/ }).waitFor()
    await pressesByKeys(store, /^link .*4,800/)
    await store.reads('1 会計の記録')
    await tabsTo(store, /^radio "ある"/)
    await store.page.keyboard.press('ArrowDown')
    await tabsTo(store, /^radio "常連"/)
    await store.page.keyboard.press('ArrowDown')
    await store.page.keyboard.press('ArrowDown')
    await pressesByKeys(store, /^checkbox "記録のとおりに回答しました/, 'Space')
    await pressesByKeys(store, /^button "内容を確認して送る"/)
    await pressesByKeys(store, /^button "送る"/)
    await store.reads('回答を送りました。')

    await first.opens('/office/cases')
    const concerned = payments.filter((payment) => payment.concerned).map(({ id }) => id)
    expect(await act('give-verdict', { verdict: 'confirmed', reason: 'simultaneous', paymentIds: concerned })).not.toHaveProperty('error')
    expect(await act('propose-freeze', { reason: '店舗の記録と一致しない' })).not.toHaveProperty('error')
    const second = await meet(nakamura, { width: 1280, height: 800 })
    await second.opens('/office/approvals')
    await signsInByKeys(second, nakamura)
    await second.page.getByRole('link', { name: /A-\d{4}-/ }).first().waitFor()
    await pressesByKeys(second, /^link .*A-\d{4}-/)
    await second.page.getByRole('button', { name: '承認する' }).waitFor()
    await fillsByKeys(second, /^textbox "理由/, '記録と回答を確認した')
    await pressesByKeys(second, /^button "承認する"/)
    await second.reads('承認しました。')
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  }))
