import { useState } from 'react'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { count, time } from '../../ui/format.ts'
import { DataTable } from '../frame/data-table.tsx'
import { useOfficeWords } from '../words.ts'
import { ChartFoot } from './chart-foot.tsx'
import { useWidth } from './use-width.ts'
import styles from './dashboard.module.css'

type Quarter = Dashboard['quarters'][number]

/** Payments per quarter of an hour as bars, alerts as triangles above them; the same as a table on request. */
export function QuarterChart({ quarters }: { quarters: readonly Quarter[] }) {
  const { dashboard: words } = useOfficeWords()
  const [asTable, setAsTable] = useState(false)
  const columns = [
    { name: words.quarterTime, cell: (row: Quarter) => time(row.at) },
    { name: words.quarterCount, cell: (row: Quarter) => count(row.count), number: true },
    { name: words.quarterAlerts, cell: (row: Quarter) => count(row.alerts), number: true },
  ]
  return (
    <>
      {asTable ? (
        <div className={styles.chartTable}>
          <DataTable plain label={words.quarters} columns={columns} rows={quarters} idOf={(row) => row.at} />
        </div>
      ) : (
        <Bars quarters={quarters} />
      )}
      <ChartFoot asTable={asTable} onTable={setAsTable} of={words.quarters}>
        <svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
          <path d="M6 1 11 11H1z" className={styles.triangle} />
        </svg>{' '}
        {words.quartersNote}
      </ChartFoot>
    </>
  )
}

const height = 176
const headroom = 34
const footroom = 26
const room = height - headroom - footroom
/** Pixels that an hour's label needs, so that neighbours don't touch. */
const labelWidth = 52

function Bars({ quarters }: { quarters: readonly Quarter[] }) {
  const { dashboard: words } = useOfficeWords()
  const [holder, width] = useWidth()
  const most = Math.max(1, ...quarters.map((quarter) => quarter.count))
  const peak = quarters.find((quarter) => quarter.count === most)
  const sum = (figures: readonly number[]) => count(figures.reduce((total, figure) => total + figure, 0))
  const summary = words.quartersSummary(
    sum(quarters.map((quarter) => quarter.count)),
    peak ? time(peak.at) : '',
    count(most),
    sum(quarters.map((quarter) => quarter.alerts)),
  )
  const step = width / Math.max(quarters.length, 1)
  const everyHours = Math.max(1, Math.ceil(labelWidth / (step * 4)))
  const base = height - footroom
  const tops = quarters.map((quarter) => base - (quarter.count / most) * room)
  return (
    <div ref={holder} className={styles.chart}>
      <svg role="img" aria-label={summary} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`}>
        {quarters.map((quarter, place) => {
          const top = tops[place] ?? base
          return (
            <g key={quarter.at}>
              <title>{words.quarterLabel(time(quarter.at), count(quarter.count), count(quarter.alerts))}</title>
              <rect className={styles.quarter} x={place * step + 1} y={top} width={Math.max(1, step - 2)} height={base - top} rx={Math.min(2, step / 4)} />
              {quarter.alerts > 0 ? <path className={styles.triangle} d={`M${String(clamp((place + 0.5) * step, 7, width - 7))} ${String(top - 16)}l7 12h-14z`} /> : null}
            </g>
          )
        })}
        <line className={styles.axis} x1={0} x2={width} y1={base} y2={base} />
        {quarters.map((quarter, place) => hourLabel(quarter, place, step, everyHours, width))}
        {peak ? (
          <text className={styles.letters} x={clamp((quarters.indexOf(peak) + 0.5) * step, 24, width - 24)} y={Math.min(...tops) - (peak.alerts > 0 ? 20 : 6)} textAnchor="middle">
            {count(most)}
          </text>
        ) : null}
      </svg>
    </div>
  )
}

/** The hours below the bars, as many as have room. */
function hourLabel(quarter: Quarter, place: number, step: number, everyHours: number, width: number) {
  const says = time(quarter.at)
  const [hour = 0, minute = 0] = says.split(':').map(Number)
  const x = place * step
  if (minute !== 0 || hour % everyHours !== 0 || x > width - labelWidth) return null
  return (
    <text key={quarter.at} className={styles.letters} x={x} y={height - 6}>
      {says}
    </text>
  )
}

const clamp = (x: number, least: number, most: number): number => Math.min(Math.max(x, least), Math.max(least, most))
