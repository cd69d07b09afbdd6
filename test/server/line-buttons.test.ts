import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Chat } from '../support/person.ts'
import { chatOf } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, freezeConfirm, mustBe, suspicion, twoStores } from './cases-acts.ts'

let town: Town
const chats: Record<string, Chat> = {}
let open = ''
let closed = ''

beforeAll(async () => {
  town = await openTown()
  const stores = await twoStores(town)
  const officers = await town.officers('佐藤', '森', '友人', '退職した人', '監査 (auditor)')
  const [sato, mori, tied, gone, auditor] = officers
  const first = await suspicion(town, stores)
  const second = await suspicion(town, stores)
  await mustBe('ok', act(sato, second.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' }))
  await mustBe('ok', act(sato, second.caseId, 'close', { reason: '家族の買い物' }))
  await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${tied.id}, ${first.customer.id})`
  await town.sql`UPDATE officers SET employment = 'stopped' WHERE id = ${gone.id}`
  const { lineUserId } = town.sandbox.addPerson({ name: '通りすがりの人' })
  await town.sandbox.follow(lineUserId)
  await town.settles()
  Object.assign(chats, {
    sato: sato.chat, mori: mori.chat, tied: tied.chat, gone: gone.chat, auditor: auditor.chat, customer: first.customer.chat, owner: stores[0].owner.chat,
    stranger: chatOf(town.sandbox, lineUserId, town.settles),
  })
  ;[open, closed] = [first.caseId, second.caseId]
}, 120_000)
afterAll(() => town.close())

const buttons = ['take', 'ack', 'freeze', 'freeze-confirm'] as const
type Button = (typeof buttons)[number]
const dataOf = (button: Button, caseId: string) => (button === 'freeze-confirm' ? freezeConfirm(town, caseId) : `act=${button}&case=${caseId}`)
const refusals = () => town.sql<{ actor_kind: string; act: string; reason: string }>`
  SELECT actor_kind, details ->> 'act' AS act, details ->> 'reason' AS reason FROM audit_entries WHERE action = 'button.refused' ORDER BY recorded_at, id`

/** What the presser reads, and what the audit log has of it besides. */
async function presses(who: string, data: string): Promise<{ reads: string; recorded: string[] }> {
  const chat = chats[who]
  if (!chat) throw new Error(`nobody called ${who}`)
  const before = (await refusals()).length
  await chat.taps(data)
  return { reads: chat.last(), recorded: (await refusals()).slice(before).map(({ actor_kind, reason }) => `${actor_kind}: ${reason}`) }
}
const stateOf = async (caseId: string) => (await town.sql<{ state: string; owner: string | null; stops: string }>`
  SELECT c.state::text AS state, o.name AS owner, (SELECT count(*)::text FROM freezes f WHERE f.case_id = c.id) AS stops FROM fraud_cases c LEFT JOIN officers o ON o.id = c.owner_id WHERE c.id = ${caseId}`)[0]

describe.each([
  ['stranger', 'visitor: not-linked-officer', '事務局のサインインが必要です'],
  ['customer', 'customer: not-linked-officer', '事務局のサインインが必要です'],
  ['owner', 'staff: not-linked-officer', '事務局のサインインが必要です'],
  ['gone', 'visitor: not-linked-officer', '事務局のサインインが必要です'],
  ['auditor', 'officer: read-only-role', '監査の方は閲覧だけができます'],
  ['tied', 'officer: conflict-of-interest', '関係者として登録されている'],
])('pressed by %s', (who, recorded, reads) => {
  test.each(buttons)('%s does nothing, says so neutrally, and is in the audit log', async (button) => {
    const pressed = await presses(who, dataOf(button, open))
    expect(pressed.reads).toContain(reads)
    expect(pressed.reads).not.toMatch(/K-\d{4}|C-|S-/)
    expect(pressed.recorded).toEqual([recorded])
    expect(await stateOf(open)).toEqual({ state: 'opened', owner: null, stops: '0' })
  })
})

describe.each(['sato', 'mori'])('on a case that is closed, pressed by %s', (who) => {
  test.each(buttons)('%s does nothing', async (button) => {
    const before = await stateOf(closed)
    const { reads, recorded } = await presses(who, dataOf(button, closed))
    expect(reads).not.toMatch(/担当になりました|止めました/)
    expect(recorded).toHaveLength(1)
    expect(await stateOf(closed)).toEqual(before)
  })
})

test('one after the other: each button does its work once, and says what has become of it', { timeout: 120_000 }, async () => {
  const number = (await town.sql<{ number: string }>`SELECT number FROM fraud_cases WHERE id = ${open}`)[0]?.number ?? ''
  const satosNumber = (await town.sql<{ number: string }>`SELECT number FROM officers WHERE name = '佐藤'`)[0]?.number ?? ''
  const late = freezeConfirm(town, open)
  const steps: readonly (readonly [string, string, string, string[]])[] = [
    ['sato', dataOf('take', open), `${number} の担当になりました。`, []],
    ['sato', dataOf('take', open), 'すでに受け付けています。', []],
    ['sato', dataOf('ack', open), 'すでに受け付けています。', []],
    ['mori', dataOf('take', open), `${satosNumber}さんが担当しています`, ['officer: already-taken']],
    ['mori', dataOf('freeze', open), '24時間まで止めます。よろしいですか？', []],
    ['mori', dataOf('freeze-confirm', open), `${number} の支払いを止めました`, []],
    ['mori', dataOf('freeze-confirm', open), 'すでに受け付けています。', []],
    ['sato', dataOf('freeze-confirm', open), 'すでに止めています', ['officer: already-stopped']],
    ['sato', dataOf('freeze', open), 'すでに止めています', ['officer: already-stopped']],
  ]
  for (const [who, data, reads, recorded] of steps) {
    const pressed = await presses(who, data)
    expect([who, data, pressed.reads]).toEqual([who, data, expect.stringContaining(reads)])
    expect([who, data, pressed.recorded]).toEqual([who, data, recorded])
  }
  expect(await stateOf(open)).toEqual({ state: 'checking_facts', owner: '佐藤', stops: '1' })
  town.clock.forward({ minutes: 2 })
  expect((await presses('mori', late)).reads).toContain('時間がたったため、止めていません')
})

test('an old question stops nobody, nor one without its time', { timeout: 60_000 }, async () => {
  const third = await suspicion(town, undefined)
  for (const data of [`act=freeze-confirm&case=${third.caseId}`, `act=freeze-confirm&case=${third.caseId}&until=1`, `act=freeze-confirm&case=${third.caseId}&until=x`]) await presses('sato', data)
  expect((await stateOf(third.caseId))?.stops).toBe('0')
})

test.each([['take&case=00000000-0000-7000-8000-000000000000'], ['take&case=nonsense'], ['take'], ['nonsense&case=1'], [`take&case=${'x'.repeat(400)}`]])('act=%s is nothing to an officer', async (data) => {
  expect((await presses('sato', `act=${data}`)).reads).toContain('見つかりませんでした')
})
