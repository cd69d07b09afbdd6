import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RepaymentProgress, Statistics } from '../../server/cases/reports/progress/contract.ts'
import { repaymentPaper, statisticsPaper } from '../../server/cases/reports/progress/progress-papers.ts'
import { readRepaymentProgress } from '../../server/cases/reports/progress/repayment-progress.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { textsIn } from '../support/person.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, demanded, mustBe, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
  const { number } = await demanded(town, [sato, mori], await suspicion(town, stores))
  await town.notify({ kind: 'repayment', reference: number, amount: '4000' })
  await demanded(town, [sato, mori], await suspicion(town, stores))
  const harmless = await suspicion(town, stores)
  await mustBe('ok', act(sato, harmless.caseId, 'freeze-provisionally', { reason: '念のため' }))
  await mustBe('ok', act(sato, harmless.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' }))
  await town.settles()
}, 120_000)
afterAll(() => town.close())

const progress = async () => (await sato.get<RepaymentProgress>('/api/secretariat/reports/repayment')).body
const statistics = async () => (await sato.get<Statistics>('/api/secretariat/reports/statistics')).body
const aged = ({ ages }: RepaymentProgress) => Object.fromEntries(ages.filter(({ demands }) => demands > 0).map(({ age, left }) => [age, left]))

test('what was demanded a month, and what became of it, adds up', async () => {
  const seen = await progress()
  const november = { demands: 2, demanded: '19200', received: '4000', left: '15200', overdue: '0', writtenOff: '0', withdrawn: '0' }
  expect(seen.months).toEqual([{ month: '2026-11', ...november }])
  expect(seen.total).toEqual(november)
  expect(aged(seen)).toEqual({ not_due: '15200' })
})

test('statistics of twelve months say what happened in each, whenever it began', async () => {
  const { months } = await statistics()
  expect(months.map(({ month }) => month).slice(0, 2)).toEqual(['2026-11', '2026-10'])
  expect(months).toHaveLength(12)
  expect(months[0]).toMatchObject({ payments: 6, paid: '28800', immediate: 3, opened: 3, confirmed: 2, cleared: 1, closed: 0, stops: 3, stopped: '28800', demanded: '19200', repaid: '4000' })
  expect(months[1]).toMatchObject({ payments: 0, opened: 0, stopHours: null })
})

test('the prefecture gets no count of people below five, and no name or code at all', async () => {
  const seen = await statistics()
  const text = textsIn(statisticsPaper(seen, '佐藤').content).join('\n')
  expect(text).toContain('あおば県 様')
  expect(text).toContain('5未満')
  expect(text).not.toMatch(/C-[0-9A-Z]{4}|S-\d{4}|山田/)
  const { status, body } = await sato.get<string>('/api/secretariat/reports/statistics.csv')
  expect(status).toBe(200)
  expect(body).toMatch(/2026年11月,6,28800,3,\d+,\d+,5未満,5未満,5未満,0,/)
})

test('both can be taken away as CSV and PDF, by auditors too, and the audit log keeps it', { timeout: 90_000 }, async () => {
  const [auditor] = await town.officers('監査 (auditor)')
  for (const name of ['repayment.csv', 'repayment.csv?encoding=sjis', 'repayment.pdf', 'statistics.csv', 'statistics.pdf']) {
    const answer = await town.app.inject({ url: `/api/secretariat/reports/${name}`, headers: { cookie: auditor.cookies(), 'sec-fetch-site': 'same-origin' } })
    expect(`${name} ${answer.statusCode}`).toBe(`${name} 200`)
    if (name.endsWith('pdf')) expect(answer.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'report.export' AND actor_id = ${auditor.id} AND object_id = ${name.split('.')[0]}`).not.toEqual([])
  }
  expect(textsIn(repaymentPaper(await progress(), '佐藤').content).join('\n')).toContain('2件　¥15,200')
  const hana = await town.customer()
  expect((await hana.get('/api/secretariat/reports/repayment')).status).toBe(403)
})

test('the month’s report is a PDF with boxes to sign', async () => {
  const answer = await town.app.inject({ url: '/api/secretariat/reports/2026-11/report.pdf', headers: { cookie: sato.cookies(), 'sec-fetch-site': 'same-origin' } })
  expect(answer.statusCode).toBe(200)
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('月次報告_2026年11月.pdf')
  expect((await sato.get('/api/secretariat/reports/2027-01/report.pdf')).status).toBe(404)
})

test('a debt grows old: from the day after its due day, in steps of thirty days', async () => {
  for (const [day, age] of [['2026-12-07', 'not_due'], ['2026-12-08', 'to_30'], ['2027-01-06', 'to_30'], ['2027-01-07', 'to_60'], ['2027-02-06', 'to_90'], ['2027-03-08', 'over_90']] as const) {
    town.clock.goTo(`${day}T12:00:00+09:00`)
    const seen = await readRepaymentProgress(town.ctx, { kind: 'officer', officerId: sato.id, role: 'officer' })
    expect([day, aged(seen)]).toEqual([day, { [age]: '15200' }])
    expect(seen.total.overdue).toBe(age === 'not_due' ? '0' : '15200')
  }
})

test('what two people gave up is owed no longer', async () => {
  const [demand] = await town.sql<{ case_id: string }>`SELECT case_id FROM demands WHERE repaid_total = 0`
  await town.sql`INSERT INTO case_events (case_id, at, kind, details) VALUES (${demand?.case_id}, ${town.clock.now()}, 'written_off', '{}')`
  const { total } = await readRepaymentProgress(town.ctx, { kind: 'officer', officerId: sato.id, role: 'officer' })
  expect(total).toMatchObject({ demanded: '19200', received: '4000', left: '5600', overdue: '5600', writtenOff: '9600' })
})
