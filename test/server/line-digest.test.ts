import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DigestList, DigestSeen } from '../../server/cases/alerts/digest/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { found, payment, raise } from './alerts-acts.ts'
import { act, mustBe, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let sato: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  const stores = await twoStores(town)
  town.clock.goTo('2026-11-24T09:00:00+09:00')
  await town.settles()
  town.clock.goTo('2026-11-24T14:00:00+09:00')
  const [mori] = await town.officers('森')
  const inTime = await suspicion(town, stores)
  await mustBe('ok', act(mori, inTime.caseId, 'freeze-provisionally', { reason: '確認のため' }))
  await suspicion(town, stores)
  const { customer, id } = await payment(town, stores[0])
  await raise(town, found(town, { kind: 'customer', id: customer.id }, [id]))
  town.clock.goTo('2026-11-25T08:58:00+09:00')
  ;[sato, auditor] = await town.officers('佐藤', '監査 (auditor)')
  town.clock.goTo('2026-11-25T09:00:00+09:00')
  await town.settles()
}, 120_000)
afterAll(() => town.close())

test('日報 tells the morning what came since the one before, and its page shows the same for ever', { timeout: 60_000 }, async () => {
  const told = sato.chat.all().filter((text) => text.includes('日次の報告'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('【日次】11月25日の報告')
  expect(told[0]).toContain('即時 2件（期限内 1）')
  expect(told[0]).toContain('日次 1件 うち未対応 1件')
  expect(told[0]).toContain('事実確認の回答待ち 0件（期限切れ 0）')
  expect(told[0]).toContain('止めた金額 ¥9,600/返済の受領 ¥0')
  expect(told[0]).toMatch(/K-2026-\d{6} 同時刻の複数決済 ¥9,600 期限 11月24日\(火\) 14:\d\d/)
  expect(told[0]).toMatch(/日報を開く \/ 未対応を見る/)

  const { body } = await sato.get<DigestSeen>('/api/secretariat/reports/daily/2026-11-25')
  expect(body).toMatchObject({
    day: '2026-11-25', madeAt: '2026-11-25T00:00:00.000Z', told: 2,
    contents: { since: '2026-11-24T00:00:00.000Z', immediate: { opened: 2, inTime: 1 }, daily: { alerts: 1, waiting: 1, older: 0 }, money: { stopped: '9600', repaid: '0' } },
  })
  expect(body.contents?.first.map(({ rule }) => rule.ja)).toEqual(['同時刻の複数決済', '共謀グループ'])
  await mustBe('ok', act(sato, body.contents?.first[0]?.id ?? '', 'take', { handOver: false }))
  expect((await auditor.get<DigestSeen>('/api/secretariat/reports/daily/2026-11-25')).body).toEqual(body)
})

test('the mornings are listed, and a day without one is not found', { timeout: 60_000 }, async () => {
  const { body } = await sato.get<DigestList>('/api/secretariat/reports/daily')
  expect(body.items.slice(0, 2).map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-24'])
  const missing = await sato.get<Refused>('/api/secretariat/reports/daily/2026-11-23')
  expect([missing.status, missing.body.error.reason]).toEqual([404, 'not-found'])
  expect((await sato.get('/api/secretariat/reports/daily/2026-13-40')).status).toBe(400)
  expect((await (await town.store()).owner.get('/api/secretariat/reports/daily/2026-11-25')).status).toBe(403)
})

test('当番, 案件 and 日報 answer with numbers only', { timeout: 60_000 }, async () => {
  const [officer] = await town.sql<{ number: string }>`SELECT number FROM officers WHERE id = ${sato.id}`
  await sato.chat.says('当番')
  expect(sato.chat.last()).toMatch(new RegExp(`いまの当番は .*${officer?.number ?? '?'}.* です`))
  await sato.chat.says('担当')
  expect(sato.chat.last()).toMatch(/担当の案件は1件です/)
  expect(sato.chat.last()).toMatch(/K-2026-\d{6}/)
  await sato.chat.says('日報')
  expect(sato.chat.last()).toContain('日次の案件は1件、うち未対応1件です')
  await town.sql`UPDATE officers SET on_duty = false`
  await sato.chat.says('当番')
  expect(sato.chat.last()).toContain('全員にお知らせします')
})
