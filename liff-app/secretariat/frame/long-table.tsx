import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import type { Column } from './data-table.tsx'
import styles from './long-table.module.css'

export interface WideColumn<Row> extends Column<Row> {
  /** A track of a grid: rows that are drawn one by one cannot measure each other. */
  readonly width: string
}

interface LongTableProps<Row> {
  readonly label: string
  readonly columns: readonly WideColumn<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** How many rows there are in all; null when nobody has counted them. */
  readonly total: number | null
  readonly onMore: (() => void) | null
}

/** Every row has this height, in pixels: a line of text and targets of 44. */
const rowHeight = 48
/** Rows drawn beyond the window's edge, so that quick scrolling finds them there. */
const beyond = 12
/** So many rows before the end the next ones are asked for. */
const ahead = 20

/**
 * A table of any length on a PC: only rows near the window are in the page, and who listens to it still hears how many there
 * are and which one this is. It scrolls with the page, its headings stay on top.
 */
export function LongTable<Row>({ label, columns, rows, idOf, total, onMore }: LongTableProps<Row>) {
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useEffect(() => {
    const measure = () => setMargin(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => rowHeight, overscan: beyond, scrollMargin: margin })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const nearEnd = onMore !== null && last >= rows.length - ahead
  useEffect(() => {
    if (nearEnd) onMore()
  }, [nearEnd, onMore, rows.length])
  return (
    <div className={styles.table} role="table" aria-label={label} aria-rowcount={total === null ? -1 : total + 1} aria-colcount={columns.length}>
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row} style={tracksOf(columns)}>
          {columns.map((column) => (
            <span key={column.name} role="columnheader" data-number={column.number || undefined}>
              {column.name}
            </span>
          ))}
        </div>
      </div>
      <div ref={body} role="rowgroup" className={styles.body} style={{ blockSize: `${String(virtual.getTotalSize())}px` }}>
        {shown.map(({ index, start }) => {
          const row = rows[index]
          return row === undefined ? null : <DrawnOnce key={idOf(row)} row={row} columns={columns} index={index} top={start - margin} />
        })}
      </div>
    </div>
  )
}

interface LongRowProps<Row> {
  readonly row: Row
  readonly columns: readonly WideColumn<Row>[]
  readonly index: number
  /** Pixels below the headings. */
  readonly top: number
}

function LongRow<Row>({ row, columns, index, top }: LongRowProps<Row>) {
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ ...tracksOf(columns), transform: `translateY(${String(top)}px)` }}>
      {columns.map((column) => (
        <span key={column.name} role="cell" data-number={column.number || undefined} data-wrap={column.wrap}>
          {column.cell(row)}
        </span>
      ))}
    </div>
  )
}

/** While somebody scrolls, only rows that come into view are drawn. */
const DrawnOnce = memo(LongRow) as typeof LongRow

const tracksOf = (columns: readonly { readonly width: string }[]) => ({ gridTemplateColumns: columns.map(({ width }) => width).join(' ') })
