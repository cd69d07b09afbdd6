import { useState } from 'react'
import type { StorePage } from '../../../server/cases/store/contract.ts'
import { count, shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { ChartFoot } from '../dashboard/chart-foot.tsx'
import { useWidth } from '../dashboard/use-width.ts'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { useOfficePageWords } from '../page-words.ts'
import styles from './stores.module.css'

type Day = StorePage['days'][number]

const height = 140
const headroom = 22
const footroom = 24

/** A store's turnover of 30 days as bars, or as a table. */
export function StoreDays({ days }: { days: readonly Day[] }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  const [asTable, setAsTable] = useState(false)
  const columns: Column<Day>[] = [
    { name: words.dayColumn, cell: (row) => shortDay(row.day, language) },
    { name: words.monthPayments, cell: (row) => count(row.payments), number: true },
    { name: words.monthTotal, cell: (row) => yen(row.total), number: true },
  ]
  return (
    <>
      <h3>{words.days}</h3>
      {asTable ? (
        <div className={styles.chartTable}>
          <DataTable plain label={words.days} columns={columns} rows={days.toReversed()} idOf={(row) => row.day} />
        </div>
      ) : (
        <Bars days={days} />
      )}
      <ChartFoot asTable={asTable} onTable={setAsTable} of={words.days} />
    </>
  )
}

function Bars({ days }: { days: readonly Day[] }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  const [holder, width] = useWidth()
  const most = Math.max(1, ...days.map(({ total }) => Number(total)))
  const peak = days.find(({ total }) => Number(total) === most)
  const step = width / Math.max(days.length, 1)
  const base = height - footroom
  const topOf = ({ total }: Day) => base - (Math.max(0, Number(total)) / most) * (base - headroom)
  const sum = days.reduce((total, day) => total + BigInt(day.total), 0n)
  const [first, last] = [days.at(0), days.at(-1)]
  return (
    <div ref={holder} className={styles.chart}>
      <svg role="img" aria-label={words.daysSummary(yen(sum), peak ? shortDay(peak.day, language) : '', yen(peak?.total ?? '0'))} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`}>
        {days.map((day, place) => (
          <g key={day.day}>
            <title>{words.dayLabel(shortDay(day.day, language), yen(day.total), count(day.payments))}</title>
            <rect className={styles.bar} x={place * step + 1} y={topOf(day)} width={Math.max(1, step - 2)} height={base - topOf(day)} />
          </g>
        ))}
        <line className={styles.axis} x1={0} x2={width} y1={base} y2={base} />
        {peak ? (
          <text className={styles.letters} x={Math.min(Math.max((days.indexOf(peak) + 0.5) * step, 40), Math.max(40, width - 40))} y={topOf(peak) - 6} textAnchor="middle">
            {yen(peak.total)}
          </text>
        ) : null}
        {first ? (
          <text className={styles.letters} x={0} y={height - 6}>
            {shortDay(first.day, language)}
          </text>
        ) : null}
        {last ? (
          <text className={styles.letters} x={width} y={height - 6} textAnchor="end">
            {shortDay(last.day, language)}
          </text>
        ) : null}
      </svg>
    </div>
  )
}
