import { expect } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { Browser } from '../support/person.ts'
import { textOf, type PrintedText } from '../support/pdf-text.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { Town } from '../support/town.ts'
import { act, caseFileOf, demanded, suspicion, type Refused, type Suspicion } from './cases-acts.ts'

export interface Debt extends Suspicion {
  readonly demand: { readonly id: string; readonly number: string }
}

/** Somebody owes ¥9,600 and is stopped. */
export async function debt(town: Town, officers: readonly [OfficerInTown, OfficerInTown]): Promise<Debt> {
  const suspected = await suspicion(town)
  return { ...suspected, demand: await demanded(town, officers, suspected) }
}

/** Its first line is as long as a line may be. */
export const address = { postalCode: '980-0811', addressLines: ['あおば県あおば市中央区本町一丁目二番', '3号', 'みどりハイツ205号室'] }
export const today = (town: Town): string => new Date(town.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10)

/** Prints a letter and records that it was posted. Returns its id. */
export async function posts(town: Town, officer: OfficerInTown, caseId: string): Promise<string> {
  expect(await act(officer, caseId, 'print-letter', address)).toBe('ok')
  const letterId = (await caseFileOf(officer, caseId)).papers.letters[0]!.id
  expect(await act(officer, caseId, 'record-posting', { letterId, postedOn: today(town), method: 'recorded', tracking: '123-45-67890-1' })).toBe('ok')
  return letterId
}

export type Opened = { readonly runs: readonly PrintedText[]; readonly headers: Readonly<Record<string, unknown>> } | { readonly reason: string }

/** Opens a PDF as the app does, by a link in a browser without cookies: what it says, or why not. */
export async function opensPdf(town: Town, who: Browser, url: string): Promise<Opened> {
  const link = await who.post<{ path: string }>('/api/download-links', { path: url })
  expect(link.status).toBe(201)
  const answer = await town.app.inject({ url: link.body.path })
  if (answer.statusCode !== 200) return { reason: answer.json<Refused>().error.reason }
  return { runs: textOf(answer.rawPayload), headers: answer.headers }
}

/** What every ledger moved for one customer's debts, and the programme's own side of it. */
export async function booksOf(town: Town, demandId: string): Promise<Record<string, number>> {
  const rows = await town.sql<{ ledger: string; total: string }>`
    SELECT ledger::text, sum(amount)::text AS total FROM journal_entries WHERE journal_id IN (
      SELECT ${demandId}::uuid UNION SELECT id FROM repayments WHERE demand_id = ${demandId}
      UNION SELECT id FROM demand_withdrawals WHERE demand_id = ${demandId} UNION SELECT id FROM write_offs WHERE demand_id = ${demandId}) GROUP BY 1`
  return Object.fromEntries(rows.map(({ ledger, total }) => [ledger, Number(total)]))
}

/** Promises about money that are broken now. */
export const brokenPromises = async (town: Town): Promise<string[]> =>
  (await selfCheck(town.ctx.db, town.clock.now())).flatMap(({ brokenCount, name, broken }) => (brokenCount > 0 ? [`${name}: ${broken.join('; ')}`] : []))
