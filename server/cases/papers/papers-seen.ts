import { dayFromColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { collectionEfforts, effortsNeeded } from '../demands/write-off/collection-efforts.ts'
import { readLimitation } from '../limitation/read-limitation.ts'
import { openDemandOf } from '../demands/while-owed.ts'
import type { CaseStanding } from '../standing.ts'
import type { CasePapers } from './contract.ts'

type Names = ReadonlyMap<string, string>
type CaseRow = { readonly id: string; readonly verdictAt: Date | null }

/** What a case has on paper, for its file. */
export async function papersSeen(tx: Tx, row: CaseRow, standing: CaseStanding, names: Names, now: Date): Promise<CasePapers> {
  const openDemand = openDemandOf(standing)
  return {
    letters: await lettersSeen(tx, row.id, names),
    police: await policeSeen(tx, row.id, names),
    efforts: openDemand ? await effortsSeen(tx, row.id, openDemand.id) : null,
    moneyToMatch: standing.moneyToMatch,
    limitation: await limitationSeen(tx, row, names, now),
  }
}

/** A screenful: nobody posts more letters about one case. */
const rowsMax = 50

async function lettersSeen(tx: Tx, caseId: string, names: Names): Promise<CasePapers['letters']> {
  // The address is in the letter itself, and in nothing that a screen shows.
  const letters = await tx.demandLetter.findMany({
    where: { caseId }, select: { id: true, printedAt: true, printedBy: true, posting: true, demand: { select: { number: true } } }, orderBy: [{ printedAt: 'desc' }, { id: 'desc' }], take: rowsMax,
  })
  return letters.map(({ id, printedAt, printedBy, posting, demand }) => ({
    id, number: demand.number, printedAt: printedAt.toISOString(), printedBy: names.get(printedBy) ?? '',
    posted: posting && { on: dayFromColumn(posting.postedOn), method: posting.method, tracking: posting.tracking, by: names.get(posting.recordedBy) ?? '' },
  }))
}

async function policeSeen(tx: Tx, caseId: string, names: Names): Promise<CasePapers['police']> {
  const reports = await tx.policeReport.findMany({ where: { caseId }, orderBy: { recordedAt: 'asc' }, take: rowsMax })
  return reports.map(({ id, station, receiptNumber, reportedOn, recordedBy }) => ({ id, station, receiptNumber, reportedOn: dayFromColumn(reportedOn), by: names.get(recordedBy) ?? '' }))
}

async function effortsSeen(tx: Tx, caseId: string, demandId: string): Promise<CasePapers['efforts']> {
  const { issuedAt } = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { issuedAt: true } })
  const { reminders, letters, contacts } = await collectionEfforts(tx, caseId, issuedAt)
  return { reminders, letters, contacts, needed: effortsNeeded }
}

async function limitationSeen(tx: Tx, { id, verdictAt }: CaseRow, names: Names, now: Date): Promise<CasePapers['limitation']> {
  const limitation = await readLimitation(tx, id, verdictAt, now)
  if (!limitation) return null
  const checked = await tx.limitationNote.findFirst({ where: { caseId: id, kind: 'lawyer_checked' }, orderBy: { recordedAt: 'desc' } })
  return {
    on: limitation.on, warning: limitation.warning, lines: [...limitation.lines],
    checked: checked && { on: dayFromColumn(checked.happenedOn), by: names.get(checked.recordedBy) ?? '' },
  }
}
