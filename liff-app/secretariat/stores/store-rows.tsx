import { Link } from 'react-router'
import type { StoreRow } from '../../../server/cases/store/contract.ts'
import { Badge } from '../../ui/badge.tsx'
import { count, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { Parts } from '../frame/parts.tsx'
import { useIsWide } from '../frame/wide.ts'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { useOfficeWords } from '../words.ts'
import styles from './stores.module.css'

export function StoreRows({ rows }: { rows: readonly StoreRow[] }) {
  const { stores: words } = useOfficePageWords()
  const { list } = useOfficeWords()
  const isWide = useIsWide()
  const names = words.columns
  if (!isWide) {
    return (
      <ListRows label={words.title}>
        {rows.map((row) => (
          <ListRow
            key={row.code}
            to={officePaths.store(row.code)}
            main={`${row.code} ${row.name}`}
            below={
              <>
                <Parts parts={[list.pair(names.total, yen(row.month.total)), list.pair(names.hhi, row.month.hhi === null ? words.hhiNone : count(row.month.hhi))]} />
                <br />
                <State row={row} />
              </>
            }
          />
        ))}
      </ListRows>
    )
  }
  const columns: Column<StoreRow>[] = [
    {
      name: names.store,
      cell: (row) => (
        <Link className={styles.link} to={officePaths.store(row.code)} aria-label={words.openOne(row.code)}>
          {row.code} {row.name}
        </Link>
      ),
      wrap: 'phrases',
    },
    { name: names.area, cell: (row) => row.area, wrap: 'phrases' },
    { name: names.state, cell: (row) => <State row={row} />, wrap: 'phrases' },
    { name: names.total, cell: (row) => yen(row.month.total), number: true },
    { name: names.payments, cell: (row) => count(row.month.payments), number: true },
    { name: names.hhi, cell: (row) => <Concentration month={row.month} />, number: true },
    { name: names.cases, cell: (row) => (row.openCases === 0 ? <span className={styles.soft}>{list.none}</span> : list.count(count(row.openCases))), number: true },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.code} />
}

function State({ row }: { row: StoreRow }) {
  const { stores: words } = useOfficePageWords()
  return (
    <span className={styles.badges}>
      <Badge tone={row.acceptance === 'open' ? 'ok' : 'stopped'}>{row.acceptance === 'open' ? words.accepting : words.stopped}</Badge>
      {row.payoutsHeld ? <Badge tone="stopped">{words.held}</Badge> : null}
      {row.openCases > 0 ? <Badge tone="attention">{words.casesCount(count(row.openCases))}</Badge> : null}
    </span>
  )
}

function Concentration({ month }: { month: StoreRow['month'] }) {
  const { stores: words } = useOfficePageWords()
  if (month.hhi === null) return words.hhiNone
  return (
    <>
      {count(month.hhi)} {month.largestPercent === null ? null : <span className={styles.soft}>{words.largest(String(month.largestPercent))}</span>}
    </>
  )
}
