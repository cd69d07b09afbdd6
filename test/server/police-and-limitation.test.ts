import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, suspicion } from './cases-acts.ts'
import { debt, posts, today } from './papers-acts.ts'

/** From the payments to the demand and further: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
})
afterAll(() => town.close())

test('the police are told only after the finding is fraud, and where and when stays in the case', aWholeDebt, async () => {
  const [sato] = officers
  const suspected = await suspicion(town)
  const report = { station: 'あおば警察署', receiptNumber: '第123号', reportedOn: today(town) }

  expect((await caseFileOf(sato, suspected.caseId)).moves.map(({ name }) => name)).not.toContain('report-to-police')
  expect(await act(sato, suspected.caseId, 'report-to-police', report)).toBe('verdict-not-confirmed')
  await confirmed(town, sato, suspected)
  expect(await act(sato, suspected.caseId, 'report-to-police', { ...report, reportedOn: '2027-01-01' })).toBe('invalid-input')
  for (const _ of ['once', 'twice']) expect(await act(sato, suspected.caseId, 'report-to-police', report)).toBe('ok')

  const file = await caseFileOf(sato, suspected.caseId)
  expect(file.papers.police).toMatchObject([{ ...report, by: '佐藤' }])
  expect(file.timeline.filter(({ kind }) => kind === 'police_reported')).toHaveLength(1)
  expect(file.papers.limitation).toBeNull()
  expect(file.timeline.at(-1)?.ja).toMatch(/^警察へ相談しました：あおば警察署 11月\d+日\(.\)（受理番号 第123号）$/)
  await expect(town.sql`UPDATE police_reports SET station = 'x'`).rejects.toThrow(/append only/)
})

test('the day on which a claim lapses follows what is repaid and noted, and a lawyer confirms it', aWholeDebt, async () => {
  const [sato] = officers
  const { caseId, demand } = await debt(town, officers)
  const limitation = async (officer = sato) => (await caseFileOf(officer, caseId)).papers.limitation
  const day = today(town)
  const inFiveYears = `${Number(day.slice(0, 4)) + 5}${day.slice(4)}`
  expect(await limitation()).toMatchObject({ on: inFiveYears, warning: 'none', checked: null, lines: [{}, {}] })

  town.clock.forward({ days: 30 })
  await town.notify({ kind: 'repayment', reference: demand.number, amount: '100' })
  await town.settles()
  const [suzuki] = await town.officers('鈴木')
  const [sooner, later] = [await limitation(suzuki), today(town)]
  expect(sooner?.on).toBe(`${Number(later.slice(0, 4)) + 5}${later.slice(4)}`)
  await posts(town, suzuki, caseId)
  expect(await act(suzuki, caseId, 'note-limitation', { kind: 'lawyer_checked', happenedOn: '2099-01-01', note: '顧問弁護士' })).toBe('invalid-input')
  for (const _ of ['once', 'twice']) expect(await act(suzuki, caseId, 'note-limitation', { kind: 'lawyer_checked', happenedOn: later, note: '顧問弁護士' })).toBe('ok')
  expect(await town.sql`SELECT count(*)::int AS notes FROM limitation_notes WHERE case_id = ${caseId}`).toEqual([{ notes: 1 }])

  expect(await limitation(suzuki)).toMatchObject({ on: sooner?.on, checked: { on: later, by: '鈴木' } })
  expect((await limitation(suzuki))?.lines.map(({ ja }) => ja)).toEqual([
    expect.stringMatching(/^不正確定を知った日/), expect.stringMatching(/^催告 .*変わりません/), expect.stringMatching(/^催告 .*変わりません/), expect.stringMatching(/^一部の返済 .*あらためて5年で/),
  ])
})
