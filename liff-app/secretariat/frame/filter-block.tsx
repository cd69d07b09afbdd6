import type { ReactNode } from 'react'
import { Block } from './columns.tsx'
import styles from './filter-block.module.css'
import { useIsWide } from './wide.ts'

/** A filter above a list. On a phone it is folded away until somebody wants it or it is in force. */
export function FilterBlock({ title, inForce, children }: { title: string; inForce: boolean; children: ReactNode }) {
  const isWide = useIsWide()
  if (isWide) return <Block title={title}>{children}</Block>
  return (
    <details className={styles.filter} open={inForce}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
