import { Link } from 'react-router'
import type { CustomerRow } from '../../../server/cases/customer/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { dayOf, shortDay, day, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { Parts } from '../frame/parts.tsx'
import { useIsWide } from '../frame/wide.ts'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { useOfficeWords } from '../words.ts'
import styles from './customers.module.css'
import type { Standing } from './queries.ts'

/** `maskedName` comes with a search by name or telephone only. */
export type Row = CustomerRow & { readonly maskedName?: string }

const tones: Readonly<Record<Standing, Tone>> = { active: 'ok', provisionally_frozen: 'stopped', frozen: 'stopped', self_stopped: 'stopped', closed: 'quiet' }

export function StandingBadge({ standing }: { standing: Standing }) {
  const { standing: words } = useOfficeWords()
  return <Badge tone={tones[standing]}>{words[standing]}</Badge>
}

export function CustomerRows({ rows }: { rows: readonly Row[] }) {
  const { customers: words } = useOfficePageWords()
  const { list } = useOfficeWords()
  const language = useLanguage()
  const isWide = useIsWide()
  const named = rows.some(({ maskedName }) => maskedName !== undefined)
  if (!isWide) {
    return (
      <ListRows label={words.title}>
        {rows.map((row) => (
          <ListRow
            key={row.code}
            to={officePaths.customer(row.code)}
            main={row.maskedName === undefined ? row.code : `${row.code} ${row.maskedName}`}
            below={<Parts parts={[shortDay(dayOf(row.registeredAt), language), ...(row.openCase ? [row.openCase.number] : [])]} />}
            right={
              <>
                <b>{yen(row.balance)}</b>
                <br />
                <StandingBadge standing={row.standing} />
              </>
            }
          />
        ))}
      </ListRows>
    )
  }
  const columns: Column<Row>[] = [
    {
      name: words.columns.code,
      cell: (row) => (
        <Link className={styles.link} to={officePaths.customer(row.code)} aria-label={words.openOne(row.code)}>
          {row.code}
        </Link>
      ),
    },
    ...(named ? [{ name: words.columns.name, cell: (row: Row) => row.maskedName ?? '' }] : []),
    { name: words.columns.standing, cell: (row) => <StandingBadge standing={row.standing} /> },
    { name: words.columns.balance, cell: (row) => yen(row.balance), number: true },
    { name: words.columns.registered, cell: (row) => day(dayOf(row.registeredAt), language) },
    {
      name: words.columns.case,
      cell: (row) =>
        row.openCase ? (
          <Link className={styles.link} to={officePaths.case(row.openCase.id)}>
            {row.openCase.number}
          </Link>
        ) : (
          <span className={styles.soft}>{list.none}</span>
        ),
    },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.code} />
}
