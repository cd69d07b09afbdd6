import type { ReactNode } from 'react'
import styles from './table.module.css'

export interface Column<Row> {
  readonly name: string
  readonly cell: (row: Row) => ReactNode
  /** Amounts and counts stand at the right. */
  readonly number?: boolean
}

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** Inside a card: a line instead of a shadow. */
  readonly plain?: boolean
}

/** Rows under their headings. A wide one scrolls inside itself, also by keyboard, never the page. */
export function DataTable<Row>({ label, columns, rows, idOf, plain = false }: DataTableProps<Row>) {
  return (
    <div className={styles.holder} data-plain={plain || undefined} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" data-number={column.number || undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} data-row={idOf(row)}>
              {columns.map((column) => (
                <td key={column.name} data-number={column.number || undefined}>
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
