import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { openTown, type Town } from '../support/town.ts'
import { chatOf } from '../support/person.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

function newcomer(name = '佐藤 健') {
  const { lineUserId } = town.sandbox.addPerson({ name })
  return { lineUserId, chat: chatOf(town.sandbox, lineUserId, town.settles) }
}
const contactOf = async (lineUserId: string) =>
  (await town.sql<{ blocked: boolean; language: string; misses: number }>`SELECT blocked_at IS NOT NULL AS blocked, language::text, misses FROM line_contacts WHERE line_user_id = ${lineUserId}`)[0]

test('a new friend is greeted and shown how to register', async () => {
  const ken = newcomer()
  await town.sandbox.follow(ken.lineUserId)
  await town.settles()
  expect(ken.chat.last()).toContain('はじめに登録をお願いします（約3分）。')
  expect(ken.chat.last()).toContain('当方から暗証番号や口座番号をおたずねすることはありません。')
  expect(ken.chat.last()).toContain('登録する')
  expect(await contactOf(ken.lineUserId)).toMatchObject({ blocked: false })
})

test('somebody who blocked us and came back is told what was missed', async () => {
  const hana = await town.customer()
  await town.sandbox.block(hana.lineUserId)
  await town.settles()
  expect(await contactOf(hana.lineUserId)).toMatchObject({ blocked: true })

  await town.sandbox.unblock(hana.lineUserId)
  await town.settles()
  expect(await contactOf(hana.lineUserId)).toMatchObject({ blocked: false })
  expect(hana.chat.last()).toContain('おかえりなさい。お知らせが1件あります。')
})

test('a follow that arrives after a later block does not undo it', async () => {
  const ken = newcomer()
  const at = town.clock.now().getTime()
  const event = (type: string, timestamp: number) => ({ type, timestamp, mode: 'active' as const, source: { type: 'user' as const, userId: ken.lineUserId }, webhookEventId: crypto.randomUUID(), deliveryContext: { isRedelivery: false } })
  await town.sandbox.deliver({ events: [event('unfollow', at)] })
  await town.settles()
  await town.sandbox.deliver({ events: [event('follow', at - 5_000)] })
  await town.settles()
  expect(await contactOf(ken.lineUserId)).toMatchObject({ blocked: true })
})

test('残高 tells what can be used, until when, as of now', async () => {
  const hana = await town.customer({ balance: yen(13_000) })
  await hana.chat.says('残高を教えてください')
  expect(hana.chat.last()).toMatch(/^使える金額は¥13,000です。2027年1月31日\(日\)まで使えます。（\d\d:\d\d時点）/)
})

test('履歴 shows the last three payments, and only one’s own', async () => {
  const [hana, ken] = [await town.customer({ balance: yen(10_000) }), await town.customer({ balance: yen(10_000) })]
  const bakery = await town.store({ name: 'ぱん屋<b>' })
  for (const amount of [100, 200, 300, 400]) await hana.pays(bakery, yen(amount))
  await ken.pays(bakery, yen(999))
  await town.settles()
  await hana.chat.says('履歴')
  const told = hana.chat.last()
  expect(told).toContain('ぱん屋<b>　¥400')
  expect(told).toContain('¥300')
  expect(told).toContain('¥200')
  expect(told).not.toMatch(/¥100(?!\d)|¥999/)
})

test('返済, お知らせ, 支払い and 使い方 lead to their pages', async () => {
  const hana = await town.customer()
  const answers: Record<string, string> = { 返済: '返済のお願いはありません。', お知らせ: '未読が1件あります。', 支払い: 'お店のQRコードを読み取ってください。', 使い方: '支払い方' }
  for (const [command, answer] of Object.entries(answers)) {
    await hana.chat.says(command)
    expect(hana.chat.last()).toContain(answer)
  }
})

test('whoever does not know a payment chooses among the last three, or stops at once', async () => {
  const hana = await town.customer({ balance: yen(10_000) })
  const bakery = await town.store({ name: 'ぱん屋' })
  for (const amount of [100, 200, 300, 400]) await hana.pays(bakery, yen(amount))
  await town.settles()
  await hana.chat.says('知らない支払いがあります')
  const told = hana.chat.last()
  for (const shown of ['¥400', '¥300', '¥200', 'この中にない', '支払いを止める']) expect(told).toContain(shown)
  expect(told).not.toMatch(/¥100(?!\d)/)
  expect(JSON.stringify(town.sandbox.messagesTo(hana.lineUserId).at(-1))).toMatch(/payments\/[0-9a-f-]{36}\/report\?about=not-me/)
  await hana.chat.taps('stop')
  expect(hana.chat.last()).toContain('お支払いを今すぐ止めますか？')
})

test('a lost phone’s number is declined, and the stop is offered all the same', async () => {
  const hana = await town.customer()
  await hana.chat.says('090-1234-5678の電話をなくした、停止して')
  expect(hana.chat.all().at(-2)).toContain('個人情報は、このトークには書かないでください。')
  expect(hana.chat.last()).toContain('お支払いを今すぐ止めますか？')
})

test('who has to wait sees that an answer is coming', async () => {
  const hana = await town.customer()
  const dots = () => town.sandbox.calls.filter(({ path }) => path.endsWith('/chat/loading/start')).length
  await hana.chat.says('残高')
  expect(dots()).toBe(0)
  await town.sandbox.say(hana.lineUserId, '残高')
  town.clock.forward({ seconds: 3 })
  await town.settles()
  expect(dots()).toBe(1)
  expect(hana.chat.last()).toContain('使える金額は')
})

test('the way to stores, to one’s own data and out of the programme is told in the person’s language', async () => {
  const hana = await town.customer()
  for (const [command, button] of [['お店', 'お店をさがす'], ['個人情報', '持っている情報を見る'], ['退会', '退会の手続き'], ['English', ''], ['stores', 'Find a store'], ['privacy', 'See my data']] as const) {
    await hana.chat.says(command)
    expect(hana.chat.last()).toContain(button)
  }
})

test('whom to call is told at once when a payment is not one’s own or the phone is lost', async () => {
  const hana = await town.customer()
  for (const cry of ['身に覚えがない支払いがある', '停止', 'スマホをなくした', '問い合わせ']) {
    await hana.chat.says(cry)
    expect(hana.chat.last()).toContain('0120-000-000')
  }
  await hana.chat.says('警察ですという電話があった')
  expect(hana.chat.last()).toContain('#9110')
})

test('whoever is not registered is asked to register, not shown an empty wallet', async () => {
  const ken = newcomer()
  await town.sandbox.follow(ken.lineUserId)
  await town.settles()
  await ken.chat.says('残高')
  expect(ken.chat.last()).toContain('まだ登録がお済みではありません。')
})

test('English is spoken from the word English on, in chat and on the pages, and Japanese again', async () => {
  const hana = await town.customer({ balance: yen(13_000) })
  await hana.chat.says('English')
  await hana.chat.says('balance')
  expect(hana.chat.last()).toContain('You can use ¥13,000 until Sun, 31 Jan 2027.')
  expect((await hana.get('/api/me')).body).toMatchObject({ language: 'en' })
  await hana.chat.says('日本語')
  await hana.chat.says('残高')
  expect(hana.chat.last()).toContain('使える金額は')
})

test('what nobody understands gets buttons, and the second time somebody to write to', async () => {
  const hana = await town.customer()
  await hana.chat.says('ほげほげ')
  expect(hana.chat.last()).toContain('うまく読み取れませんでした')
  expect(hana.chat.last()).not.toContain('事務局に文章を送ることもできます。')
  await hana.chat.says('ふがふが')
  expect(hana.chat.last()).toContain('事務局に文章を送ることもできます。')
  await hana.chat.says('残高')
  await hana.chat.says('ほげほげ')
  expect(hana.chat.last()).not.toContain('事務局に文章を送ることもできます。')
})

test('personal data in the chat is declined and never stored', async () => {
  const hana = await town.customer()
  await hana.chat.says('電話は090-1234-5678です')
  expect(hana.chat.last()).toContain('個人情報は、このトークには書かないでください。')
  const [row] = await town.sql<{ kept: number }>`SELECT count(*)::int AS kept FROM webhook_events WHERE payload::text LIKE '%1234-5678%'`
  expect(row).toEqual({ kept: 0 })
})

test('a sticker is thanked for', async () => {
  const hana = await town.customer()
  await town.sandbox.sticker(hana.lineUserId)
  await town.settles()
  expect(hana.chat.last()).toContain('このトークでは文字でご用件をお送りください。')
})

test('store staff ask for today’s sales of their own store', async () => {
  const hana = await town.customer({ balance: yen(10_000) })
  const [bakery, grocer] = [await town.store(), await town.store()]
  await hana.pays(bakery, yen(800))
  await hana.pays(bakery, yen(450))
  await hana.pays(grocer, yen(100))
  await town.settles()
  await bakery.owner.chat.says('今日の売上')
  expect(bakery.owner.chat.last()).toMatch(/今日は2件、¥1,250です（\d\d:\d\d時点）。/)
  await bakery.owner.chat.says('確認依頼')
  expect(bakery.owner.chat.last()).toContain('確認の依頼はありません。')
})

test('officers ask for counts, and for a case by number, and nobody else can', async () => {
  const [sato] = await town.officers('Sato')
  const hana = await town.customer()
  const id = crypto.randomUUID()
  await town.sql`INSERT INTO fraud_cases (id, number, urgency, subject_kind, subject_id, customer_id, amount_at_risk, opened_at, acknowledge_by, next_on)
    VALUES (${id}, 'K-2026-009001', 'immediate', 'customer', ${hana.id}, ${hana.id}, 9600, ${town.clock.now()}, ${town.clock.now()}, '2026-11-24')`
  await town.sql`INSERT INTO case_clocks (case_id, kind, ref, started_at, due_at) VALUES (${id}, 'acknowledge', '', ${town.clock.now()}, ${new Date(town.clock.now().getTime() + 900_000)})`
  await sato.chat.says('状況')
  expect(sato.chat.last()).toMatch(/即時 1件・日次 \d+件・月次 \d+件、承認待ち 0件です/)
  await sato.chat.says('K-2026-009001')
  expect(sato.chat.last()).toContain('即時・未対応。確認の期限 ')
  await sato.chat.says('日報')
  expect(sato.chat.last()).toMatch(/日次の案件は\d+件、うち未対応\d+件です/)
  expect(sato.chat.last()).not.toContain(hana.code)
  await hana.chat.says('K-2026-009001')
  expect(hana.chat.last()).toContain('うまく読み取れませんでした')
})

test('an officer’s button does nothing for somebody who is not an officer', async () => {
  const hana = await town.customer()
  await hana.chat.taps(new URLSearchParams({ act: 'take', case: crypto.randomUUID() }).toString())
  expect(hana.chat.last()).toContain('この操作には、事務局のサインインが必要です。')
})

test('a button for a case that does not exist says so', async () => {
  const [sato] = await town.officers('Sato')
  await sato.chat.taps(new URLSearchParams({ act: 'take', case: crypto.randomUUID() }).toString())
  expect(sato.chat.last()).toContain('見つかりませんでした')
})

test('a button with data of its own making is passed over', async () => {
  const [sato] = await town.officers('Sato')
  const before = sato.chat.all().length
  await sato.chat.taps('foo=<script>')
  expect(sato.chat.all()).toHaveLength(before)
})

test('the rich menu’s buttons say commands', async () => {
  const hana = await town.customer({ balance: yen(500) })
  await hana.chat.taps('balance')
  expect(hana.chat.last()).toContain('使える金額は¥500です。')
})
