import { useState } from 'react'
import { Link } from 'react-router'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { yen } from '../../ui/format.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './busiest.module.css'
import { ChartFoot } from './chart-foot.tsx'
import dashboard from './dashboard.module.css'

type Store = Dashboard['busiest'][number]

/** The five stores that take most of their own usual: two bars each, whole for today and striped for the usual day. */
export function BusiestStores({ stores }: { stores: readonly Store[] }) {
  const { dashboard: words } = useOfficeWords()
  const [asTable, setAsTable] = useState(false)
  if (stores.length === 0) {
    return (
      <Block title={words.busiest}>
        <p className={dashboard.note}>{words.noBusiest}</p>
      </Block>
    )
  }
  return (
    <Block title={words.busiest}>
      {asTable ? <Table stores={stores} /> : <Bars stores={stores} />}
      <ChartFoot asTable={asTable} onTable={setAsTable} of={words.busiest}>
        {words.busiestNote}
      </ChartFoot>
    </Block>
  )
}

function Bars({ stores }: { stores: readonly Store[] }) {
  const { dashboard: words } = useOfficeWords()
  const most = Math.max(...stores.flatMap(({ total, usual }) => [Number(total), Number(usual)]))
  const width = (amount: string) => ({ inlineSize: `${String((Number(amount) / most) * 100)}%` })
  return (
    <>
      <p className={styles.legend}>
        <span>
          <span className={styles.key} data-part="today" aria-hidden="true" />
          {words.busiestKeys.today}
        </span>
        <span>
          <span className={styles.key} aria-hidden="true" />
          {words.busiestKeys.usual}
        </span>
      </p>
      <ul className={styles.rows}>
        {stores.map((store) => (
          <li key={store.code} className={styles.row}>
            <Link className={styles.store} to={officePaths.store(store.code)}>
              {store.code} {store.name}
            </Link>
            <b className={styles.times}>{words.times(timesOf(store))}</b>
            <span className={styles.bars} role="img" aria-label={words.busiestLabel(store.code, timesOf(store), yen(store.total), yen(store.usual))}>
              <span className={styles.bar} data-part="today" style={width(store.total)} />
              <span className={styles.bar} style={width(store.usual)} />
            </span>
            <span className={styles.says} aria-hidden="true">
              <span>{yen(store.total)}</span>
              <span>{yen(store.usual)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Table({ stores }: { stores: readonly Store[] }) {
  const { dashboard: words } = useOfficeWords()
  const names = words.busiestColumns
  const columns: Column<Store>[] = [
    { name: names.store, cell: (store) => <Link className={dashboard.link} to={officePaths.store(store.code)}>{`${store.code} ${store.name}`}</Link>, wrap: 'phrases' },
    { name: names.today, cell: (store) => yen(store.total), number: true },
    { name: names.usual, cell: (store) => yen(store.usual), number: true },
    { name: names.times, cell: (store) => words.times(timesOf(store)), number: true },
  ]
  return <DataTable plain label={words.busiest} columns={columns} rows={stores} idOf={(store) => store.code} stack />
}

const timesOf = ({ times }: Store): string => times.toFixed(1)
