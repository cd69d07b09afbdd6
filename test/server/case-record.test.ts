import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, auditor] = await town.officers('佐藤', '監査 (auditor)')
})
afterAll(() => town.close())

const lastLine = ({ timeline }: CaseFile) => timeline.at(-1)?.ja

describe('what officers write down', () => {
  test('a note stays in the timeline, and whoever writes one has the case', async () => {
    const { caseId } = await suspicion(town, stores)
    expect(await act(sato, caseId, 'note', { text: '  家族で使っている可能性がある  ' })).toBe('ok')

    const file = await caseFileOf(sato, caseId)
    expect(lastLine(file)).toBe('メモ：家族で使っている可能性がある')
    expect(file).toMatchObject({ state: 'checking_facts', owner: { id: sato.id } })
    expect(await act(sato, caseId, 'note', { text: ' ' })).toBe('invalid-input')
    expect(await act(sato, caseId, 'note', { text: 'あ'.repeat(501) })).toBe('invalid-input')
  })

  test('a call or a letter is logged with what came of it', async () => {
    const { caseId } = await suspicion(town, stores)
    expect(await act(sato, caseId, 'contact', { how: 'phone', outcome: 'not_reached', text: '夕方にかけ直す' })).toBe('ok')

    expect(lastLine(await caseFileOf(sato, caseId))).toBe('本人に連絡：電話（不在・応答なし）：夕方にかけ直す')
    expect(await act(sato, caseId, 'contact', { how: 'pigeon', outcome: 'sent' })).toBe('invalid-input')
  })

  test('the next day is set from today to a year from now, with what for', async () => {
    const { caseId } = await suspicion(town, stores)
    for (const on of ['2026-11-22', '2027-11-25']) expect([on, await act(sato, caseId, 'set-next', { on, what: '電話' })]).toEqual([on, 'next-day-out-of-range'])
    expect(await act(sato, caseId, 'set-next', { on: '2026-02-30', what: '電話' })).toBe('invalid-input')
    expect(await act(sato, caseId, 'set-next', { on: '2026-12-01', what: '店舗へ電話' })).toBe('ok')

    const file = await caseFileOf(sato, caseId)
    expect(file).toMatchObject({ nextOn: '2026-12-01', nextWhat: '店舗へ電話' })
    expect(lastLine(file)).toBe('次の行動日：12月1日(火) 店舗へ電話')
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    expect(await caseFileOf(sato, caseId)).toMatchObject({ nextOn: '2026-11-23', nextWhat: null })
  })

  test('a closed case still takes notes, and has no next day', async () => {
    const { caseId } = await suspicion(town, stores)
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    await act(sato, caseId, 'close', { reason: '問題なし' })

    expect(await act(sato, caseId, 'note', { text: '後日、本人からお礼の電話' })).toBe('ok')
    expect(await act(sato, caseId, 'set-next', { on: '2026-12-01', what: '電話' })).toBe('not-in-this-state')
    const { records } = await caseFileOf(sato, caseId)
    expect(records.filter(({ disabled }) => disabled === null).map(({ name }) => name)).toEqual(['note', 'contact', 'link-case'])
  })

  test('auditors write nothing, and officers connected to the case neither', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    const [friend] = await town.officers('友人')
    const { number } = await caseFileOf(sato, (await suspicion(town, stores)).caseId)
    const acts: [string, object][] = [
      ['note', { text: 'メモ' }], ['contact', { how: 'phone', outcome: 'reached' }], ['set-next', { on: '2026-12-01', what: '電話' }], ['link-case', { number, reason: '同じ端末' }],
    ]
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${friend.id}, ${customer.id})`

    for (const [name, body] of acts) {
      expect([name, await act(auditor, caseId, name, body)]).toEqual([name, 'read-only-role'])
      expect([name, await act(friend, caseId, name, body)]).toEqual([name, 'conflict-of-interest'])
    }
  })
})

describe('cases that belong together', () => {
  test('are linked by hand in both, once, and unlinked again', async () => {
    const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    const [here, there] = [await caseFileOf(sato, one.caseId), await caseFileOf(sato, other.caseId)]
    expect(await act(sato, one.caseId, 'link-case', { number: there.number.toLowerCase(), reason: '同じ端末' })).toBe('ok')

    expect((await caseFileOf(sato, one.caseId)).links).toMatchObject([{ number: there.number, byHand: true, by: '佐藤' }])
    expect(lastLine(await caseFileOf(sato, other.caseId))).toBe(`案件 ${here.number} と関連づけました：同じ端末`)
    expect(await act(sato, other.caseId, 'link-case', { number: here.number, reason: '同じ端末' })).toBe('already-linked')
    expect(await act(sato, other.caseId, 'unlink-case', { caseId: one.caseId, reason: '別人と分かった' })).toBe('ok')
    expect((await caseFileOf(sato, one.caseId)).links).toEqual([])
    expect(await act(sato, one.caseId, 'unlink-case', { caseId: other.caseId, reason: 'もう一度' })).toBe('not-found')
    expect(await act(sato, one.caseId, 'link-case', { number: there.number, reason: 'やはり同じ' })).toBe('ok')
  })

  test('two officers who link the same cases from both sides make one link', async () => {
    const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    const [here, there] = [await caseFileOf(sato, one.caseId), await caseFileOf(sato, other.caseId)]
    const [mori] = await town.officers('森')

    const answers = await Promise.all([
      act(sato, one.caseId, 'link-case', { number: there.number, reason: '同じ端末' }), act(mori, other.caseId, 'link-case', { number: here.number, reason: '同じ端末' }),
    ])

    expect(answers.sort()).toEqual(['already-linked', 'ok'])
  })

  test('a case is not linked with itself or with one that there is not', async () => {
    const { caseId } = await suspicion(town, stores)
    const { number } = await caseFileOf(sato, caseId)

    expect(await act(sato, caseId, 'link-case', { number, reason: 'x' })).toBe('no-such-case')
    expect(await act(sato, caseId, 'link-case', { number: 'K-2026-999999', reason: 'x' })).toBe('no-such-case')
    expect(await act(sato, caseId, 'link-case', { number: '1', reason: 'x' })).toBe('invalid-input')
  })

  test('what an alert tied together stays', async () => {
    const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    await town.sql`INSERT INTO case_links (from_case_id, to_case_id, at) VALUES (${one.caseId}, ${other.caseId}, now())`

    expect(await act(sato, one.caseId, 'unlink-case', { caseId: other.caseId, reason: 'x' })).toBe('link-stays')
    expect((await caseFileOf(sato, one.caseId)).records.find(({ name }) => name === 'unlink-case')?.disabled?.reason).toBe('link-stays')
  })
})
