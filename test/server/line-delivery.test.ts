import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followUndelivered } from '../../server/cases/messages/undelivered.ts'
import { textMessage } from '../../server/line/flex.ts'
import { say } from '../../server/line/say.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { searchOutgoing } from '../support/outgoing.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, mustBe, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const stop = (caseId: string) => mustBe('ok', act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' }))
const saidOf = async (caseId: string, kind = 'F10') => (await caseFileOf(sato, caseId)).messages.find((message) => message.kind === kind)
const meant = (kind: string, fact: string, text: string, lineUserId: string) =>
  town.ctx.db.atomically({ kind: 'job', job: 'test' }, (tx) => say(tx, { lineUserId, kind, fact, messages: [textMessage(text)], now: town.clock.now() }))
const rowOf = async (fact: string) =>
  (await town.sql<{ state: string; last_error: string | null; due_at: Date }>`SELECT state::text AS state, last_error, due_at FROM line_messages WHERE fact = ${fact}`)[0]

describe('a stop that its customer has to hear of', () => {
  test('was accepted by LINE and then opened: nobody has to call', { timeout: 120_000 }, async () => {
    const { caseId, customer } = await suspicion(town, stores)
    await stop(caseId)
    await town.settles()
    expect(await saidOf(caseId)).toMatchObject({ acceptedAt: expect.any(String) as string, openedAt: null, undelivered: false })
    const { body } = await customer.get<{ items: { id: string; kind: string }[] }>('/api/notices')
    town.clock.forward({ minutes: 7 })
    await customer.post(`/api/notices/${body.items.find(({ kind }) => kind === 'F10')?.id ?? ''}/opened`)
    await town.settles()
    expect((await saidOf(caseId))?.openedAt).toBe(town.clock.now().toISOString())
    expect((await caseFileOf(sato, caseId)).timeline.map(({ kind }) => kind)).not.toContain('undelivered')
  })

  test('but blocked us: the case asks for a call or a letter, once, until somebody has written one down', { timeout: 120_000 }, async () => {
    const { caseId, customer } = await suspicion(town, stores)
    await town.sandbox.block(customer.lineUserId)
    await town.settles()
    await stop(caseId)
    await town.settles()
    await Promise.all([followUndelivered(town.ctx), followUndelivered(town.ctx)])
    town.clock.forward({ minutes: 1 })
    await town.settles()

    expect(await saidOf(caseId)).toMatchObject({ acceptedAt: expect.any(String) as string, undelivered: true })
    const file = await caseFileOf(sato, caseId)
    expect(file.customer?.contact.blocked).toBe(true)
    expect(file.pinned).toBe('LINEで届いていません（一時停止のお知らせ）。電話か郵便で連絡してください')
    // 23 November is a holiday: somebody calls on the next day.
    expect(['2026-11-23', '2026-11-24']).toContain(file.nextOn)
    expect(file.timeline.filter(({ kind }) => kind === 'undelivered').map(({ ja }) => ja)).toEqual(['一時停止のお知らせがLINEで届いていません（LINEがブロックされています）。電話か郵便で連絡してください'])

    await mustBe('ok', act(sato, caseId, 'contact', { how: 'phone', outcome: 'reached', text: '電話で伝えた' }))
    expect((await caseFileOf(sato, caseId)).pinned).toBeNull()
    await town.settles()
    expect((await caseFileOf(sato, caseId)).timeline.filter(({ kind }) => kind === 'undelivered')).toHaveLength(1)
  })
})

describe('a message that would give somebody away', () => {
  test('is not sent and waits for the secretariat; the fact it follows from stays', async () => {
    const hana = await town.customer()
    const before = hana.chat.all().length
    expect(await meant('F13', 'test:leak', '¥9,600をお返しください', hana.lineUserId)).toBe(true)
    expect(await meant('F13', 'test:leak', '¥9,600をお返しください', hana.lineUserId)).toBe(false)
    town.clock.forward({ minutes: 10 })
    await town.settles()
    expect(hana.chat.all()).toHaveLength(before)
    expect(await rowOf('test:leak')).toMatchObject({ state: 'parked', last_error: 'would give away: amount' })
  })

  test('is found by every town that closes, whoever it names', { timeout: 60_000 }, async () => {
    const hana = await town.customer({ name: '鈴木 一郎', phone: '09087654321' })
    for (const [fact, text, found] of [
      ['test-name', '鈴木 一郎さまへ', 'a customer’s name'], ['test-kana', 'ヤマダ ハナコさまへ', 'a customer’s name'], ['test-phone', '番号は09087654321です', 'a customer’s phone'], ['test-line', hana.lineUserId, 'a LINE id'],
    ] as const) {
      await town.sql`INSERT INTO line_messages (line_user_id, kind, fact, messages, created_at, due_at) VALUES (${hana.lineUserId}, 'F02', ${fact}, ${JSON.stringify([textMessage(text)])}::jsonb, now(), now() + interval '1 year')`
      const fault: unknown = await searchOutgoing(town.sql).then(() => null, (thrown: unknown) => thrown)
      expect(String(fault)).toContain(`F02 ${fact}: ${found.replace('’', "'")}`)
      expect(String(fault)).not.toContain(text)
      await town.sql`DELETE FROM line_messages WHERE fact = ${fact}`
    }
    await expect(searchOutgoing(town.sql)).resolves.toBeUndefined()
  })
})

test('what waits for a morning waits longer than LINE remembers a retry key, and is then sent', { timeout: 60_000 }, async () => {
  const hana = await town.customer()
  town.clock.goTo('2026-11-27T23:00:00+09:00')
  await town.settles()
  const before = hana.chat.all().length
  await meant('F13', 'test:night', '返済のお願い', hana.lineUserId)
  await town.settles()
  expect((await rowOf('test:night'))?.due_at.toISOString()).toBe('2026-11-27T23:00:00.000Z')
  expect(hana.chat.all()).toHaveLength(before)
  // The worker slept through the whole day: the 24 hours run from the morning, not from the night before.
  town.clock.goTo('2026-11-29T07:50:00+09:00')
  await town.settles()
  expect(hana.chat.all()).toHaveLength(before + 1)
})
