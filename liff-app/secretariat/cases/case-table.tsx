import { Link } from 'react-router'
import type { CaseRow } from '../../../server/cases/contract.ts'
import { shortDay, yen } from '../../ui/format.ts'
import { useAssignmentWords } from '../../words/case-assignment.ts'
import { useLanguage } from '../../words/language.ts'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { CaseStateBadge, UrgencyBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { CaseClock, CaseFlags, namesStore } from './case-flags.tsx'
import { ChooseCase } from './choose-case.tsx'
import type { Selection } from './selection.ts'
import styles from './cases.module.css'

/** The queue on a PC. The number is the link; J and K go from one to the next. */
export function CaseTable({ rows, selection }: { rows: readonly CaseRow[]; selection: Selection | null }) {
  const { queue: words, list } = useOfficeWords()
  const language = useLanguage()
  const { column } = useAssignmentWords()
  const { columns: names } = words
  const columns: Column<CaseRow>[] = [
    ...(selection ? [{ name: column, cell: (row: CaseRow) => <ChooseCase row={row} selection={selection} /> }] : []),
    { name: names.clock, cell: (row) => <CaseClock row={row} />, wrap: 'words' },
    { name: names.urgency, cell: (row) => <UrgencyBadge urgency={row.urgency} />, wrap: 'words' },
    {
      name: names.number,
      cell: (row) => (
        <span className={styles.nowrap}>
          <Link to={officePaths.case(row.id)} data-row-link className={styles.link}>
            {row.number}
          </Link>
          <CaseFlags row={row} />
        </span>
      ),
      wrap: 'phrases',
    },
    { name: names.amount, cell: (row) => yen(row.amountAtRisk), number: true },
    { name: names.subject, cell: (row) => <Subject row={row} />, wrap: 'phrases' },
    { name: names.rules, cell: (row) => row.rules.map((rule) => rule[language]).join(list.separator), wrap: 'phrases' },
    { name: names.state, cell: (row) => <CaseStateBadge state={row.state} />, wrap: 'words' },
    { name: names.owner, cell: (row) => row.ownerName ?? <b className={styles.noOwner}>{words.noOwner}</b>, wrap: 'words' },
    { name: names.next, cell: (row) => shortDay(row.nextOn, language), wrap: 'words' },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.id} />
}

function Subject({ row }: { row: CaseRow }) {
  const language = useLanguage()
  return (
    <>
      {row.subject.kind === 'customer' ? null : <span className={styles.soft}>{row.subject.name[language]} </span>}
      <span className={row.subject.kind === 'pair' ? styles.pair : styles.code}>{row.subject.label}</span>{' '}
      {namesStore(row)
        ? null
        : row.storeCodes.map((code) => (
            <span key={code} className={styles.storeCode}>
              {code}
            </span>
          ))}
    </>
  )
}
