import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Assigned } from '../../server/cases/assignment/contract.ts'
import type { CaseRow } from '../../server/cases/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, mustBe, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let chief: OfficerInTown
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[chief, sato, mori, auditor] = await town.officers('中村 (chief)', '佐藤', '森', '監査 (auditor)')
}, 180_000)
afterAll(() => town.close())

const newCase = async () => (await suspicion(town, stores)).caseId
const chosen = (id: string, owner: OfficerInTown | null = null) => ({ id, ownerId: owner?.id ?? null })
const assigns = (by: OfficerInTown, to: OfficerInTown, cases: object[]) =>
  by.post<Refused & Assigned>('/api/secretariat/cases/assign', { officerId: to.id, cases, reason: '件数をならすため' })
const outcomes = async (by: OfficerInTown, to: OfficerInTown, cases: object[]): Promise<string[] | string> => {
  const { status, body } = await assigns(by, to, cases)
  return status === 200 ? body.results.map(({ outcome, refusal }) => refusal?.reason ?? outcome) : body.error.reason
}
const ownerOf = async (caseId: string) => (await caseFileOf(sato, caseId)).owner?.name ?? null
const queue = async (officer: OfficerInTown, tab = 'all') => (await officer.get<{ items: CaseRow[] }>(`/api/secretariat/cases?tab=${tab}&limit=100`)).body.items

test('a chief gives several cases to one officer: each answers for itself, and one that was taken meanwhile stays', { timeout: 120_000 }, async () => {
  const [one, two, tied, taken, closed] = [await newCase(), await newCase(), await newCase(), await newCase(), await newCase()]
  await mustBe('ok', act(mori, two, 'take'))
  await town.sql`INSERT INTO officer_ties (officer_id, customer_id) SELECT ${sato.id}, customer_id FROM fraud_cases WHERE id = ${tied}`
  await mustBe('ok', act(mori, closed, 'give-verdict', { verdict: 'cleared', reason: 'family' }))
  await mustBe('ok', act(mori, closed, 'close', { reason: '終了' }))
  const cases = [chosen(one), chosen(two, mori), chosen(tied), chosen(taken), chosen(closed, mori)]
  await mustBe('ok', act(mori, taken, 'take'))

  const { body } = await assigns(chief, sato, cases)
  await town.settles()

  expect(body.results.map(({ caseId }) => caseId)).toEqual([one, two, tied, taken, closed])
  expect(body.results.map(({ outcome, refusal }) => refusal?.reason ?? outcome)).toEqual(['assigned', 'assigned', 'receiver-tied', 'taken-meanwhile', 'not-in-this-state'])
  expect(body.results[3]?.refusal).toMatchObject({ ja: '選んでいるあいだに、森さんの担当になりました。', en: '森 took this case in the meantime.' })
  expect([await ownerOf(one), await ownerOf(two), await ownerOf(tied), await ownerOf(taken)]).toEqual(['佐藤', '佐藤', null, '森'])
  const file = await caseFileOf(sato, one)
  expect(file).toMatchObject({ state: 'checking_facts', timeline: [{ kind: 'alert_raised' }, { kind: 'assigned', who: '中村', ja: '担当を割り当てました：佐藤（件数をならすため）' }] })
  expect(file.clocks.map(({ kind }) => kind)).not.toContain('acknowledge')
  expect((await caseFileOf(sato, two)).timeline.at(-1)?.ja).toBe('担当を割り当てました：森 から 佐藤（件数をならすため）')
  const told = sato.chat.all().filter((text) => text.includes('案件の担当になりました'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(file.number)
  expect(await town.sql`SELECT object_id FROM audit_entries WHERE action = 'case.assign' AND actor_id = ${chief.id}`).toHaveLength(2)
})

test('twice equals once: what is theirs already changes nothing and tells nobody', { timeout: 60_000 }, async () => {
  const caseId = await newCase()
  expect(await outcomes(chief, sato, [chosen(caseId)])).toEqual(['assigned'])
  await town.settles()
  const before = { events: (await caseFileOf(sato, caseId)).timeline.length, messages: sato.chat.all().length }

  expect(await outcomes(chief, sato, [chosen(caseId)])).toEqual(['already'])
  await town.settles()

  expect({ events: (await caseFileOf(sato, caseId)).timeline.length, messages: sato.chat.all().length }).toEqual(before)
})

test('an officer takes several for themselves and gives none away; nobody gets any who is away, reads only or is not there', { timeout: 60_000 }, async () => {
  const [one, two] = [await newCase(), await newCase()]
  expect(await outcomes(mori, mori, [chosen(one), chosen(two)])).toEqual(['assigned', 'assigned'])
  expect(await outcomes(mori, sato, [chosen(one, mori)])).toBe('chiefs-assign')
  expect(await outcomes(auditor, auditor, [chosen(one, mori)])).toBe('read-only-role')
  expect(await outcomes(chief, auditor, [chosen(one, mori)])).toBe('no-such-officer')
  expect(await outcomes(chief, { ...sato, id: one }, [chosen(one, mori)])).toBe('no-such-officer')
  expect(await outcomes(chief, sato, [chosen(one), chosen(one)])).toBe('invalid-input')
  expect(await outcomes(chief, sato, [])).toBe('invalid-input')
  expect(await outcomes(chief, sato, [chosen(sato.id)])).toEqual(['not-found'])
  await town.sql`UPDATE officers SET absent_from = '2026-01-01', absent_until = '2027-01-01' WHERE id = ${sato.id}`
  expect(await outcomes(chief, sato, [chosen(one, mori)])).toBe('officer-absent')
  await town.sql`UPDATE officers SET absent_from = NULL, absent_until = NULL WHERE id = ${sato.id}`
  expect((await queue(mori, 'mine')).map(({ id, ownerId }) => [id, ownerId])).toEqual(expect.arrayContaining([[one, mori.id], [two, mori.id]]))
})

test('of two who give the same cases away in opposite orders one wins each, and nobody waits for ever', { timeout: 60_000 }, async () => {
  const [one, two] = [await newCase(), await newCase()]
  const [second] = await town.officers('部門長 (chief)')
  const answers = await Promise.all([outcomes(chief, sato, [chosen(one), chosen(two)]), outcomes(second, mori, [chosen(two), chosen(one)])])
  expect(answers.map((answer) => (Array.isArray(answer) ? [...new Set(answer)].join() : answer)).sort()).toEqual(['assigned', 'taken-meanwhile'])
})

test('a case whose officer has left, or whose next day passed while no deadline runs, is pinned on top', { timeout: 60_000 }, async () => {
  const [left, stale, fresh] = [await newCase(), await newCase(), await newCase()]
  const [leaver] = await town.officers('高橋')
  await mustBe('ok', act(leaver, left, 'take'))
  await town.sql`UPDATE officers SET employment = 'stopped' WHERE id = ${leaver.id}`
  await mustBe('ok', act(mori, stale, 'give-verdict', { verdict: 'cleared', reason: 'family' }))
  await town.sql`UPDATE fraud_cases SET next_on = next_on - 30 WHERE id = ${stale}`

  const rows = await queue(mori)

  const unattended = rows.filter(({ pinned }) => pinned === '担当または次の行動日がありません').map(({ id }) => id)
  expect(unattended).toEqual(expect.arrayContaining([left, stale]))
  expect(unattended).not.toContain(fresh)
  const firstUnpinned = rows.findIndex(({ pinned }) => pinned === null)
  expect(rows.slice(firstUnpinned).every(({ pinned }) => pinned === null)).toBe(true)
  expect((await caseFileOf(mori, left)).pinned).toBe('担当または次の行動日がありません')
})
