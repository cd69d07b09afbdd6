import type { ReactNode } from 'react'
import styles from './columns.module.css'

/** Forms and letters stay readable on a wide screen. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className={styles.narrow}>{children}</div>
}

/** A sentence and a button in the middle of an empty list. */
export function Middle({ children }: { children: ReactNode }) {
  return <div className={styles.middle}>{children}</div>
}

/** A white block with its own heading. */
export function Block({ title, beside, children, id }: { title: string; beside?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className={styles.block} aria-label={title} id={id}>
      <div className={styles.blockHead}>
        <h2>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  )
}
