import type { ReactNode } from 'react'
import styles from './table.module.css'

export interface Column<Row> {
  readonly name: string
  readonly cell: (row: Row) => ReactNode
  /** Amounts and counts stand at the right. */
  readonly number?: boolean
  /** May break into lines, between phrases or only between words; everything else stays on one. */
  readonly wrap?: 'phrases' | 'words'
}

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** Inside a card: a line instead of a shadow. */
  readonly plain?: boolean
  /** Where it is too wide, each row becomes a card. */
  readonly stack?: boolean
}

/** Rows under their headings. Roles are written out, because a browser forgets them when rows become cards. A wide one scrolls inside itself, also by keyboard, never the page. */
export function DataTable<Row>({ label, columns, rows, idOf, plain = false, stack = false }: DataTableProps<Row>) {
  return (
    <div className={styles.holder} data-plain={plain || undefined} data-stack={stack || undefined} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} role="table">
        <thead>
          <tr role="row">
            {columns.map((column) => (
              <th key={column.name} role="columnheader" scope="col" data-number={column.number || undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} role="row">
              {columns.map((column) => (
                <td key={column.name} role="cell" data-name={column.name} data-number={column.number || undefined} data-wrap={column.wrap}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
