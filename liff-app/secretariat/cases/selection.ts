import { useState } from 'react'
import type { CaseRow } from '../../../server/cases/contract.ts'

/** As many as the server takes in one turn. */
const casesAtOnce = 30

/** Cases chosen to be given to somebody, each as it stood when it was chosen: whoever took it since keeps it. */
export interface Selection {
  readonly rows: readonly CaseRow[]
  readonly has: (id: string) => boolean
  readonly isFull: boolean
  readonly toggle: (row: CaseRow) => void
}

export function useSelection(): Selection & { readonly clear: () => void } {
  const [rows, setRows] = useState<readonly CaseRow[]>([])
  const has = (id: string) => rows.some((row) => row.id === id)
  const isFull = rows.length >= casesAtOnce
  const toggle = (row: CaseRow) => {
    if (has(row.id)) setRows(rows.filter(({ id }) => id !== row.id))
    else if (!isFull) setRows([...rows, row])
  }
  return { rows, has, isFull, toggle, clear: () => setRows([]) }
}
