import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

/** Below a chart: what its signs mean, and the same as a table. */
export function ChartFoot({ children, asTable, onTable, of }: { children?: ReactNode; asTable: boolean; onTable: (asTable: boolean) => void; of: string }) {
  const { list } = useOfficeWords()
  const says = asTable ? list.picture : list.table
  return (
    <div className={styles.chartFoot}>
      <span className={styles.note}>{children}</span>
      <Button kind="text" onPress={() => onTable(!asTable)} label={list.pair(of, says)}>
        {says}
      </Button>
    </div>
  )
}
