import type { ReactNode } from 'react'
import styles from './stack.module.css'

/** Things below each other, evenly apart. */
export function Stack({ children, gap = 4 }: { children: ReactNode; gap?: 1 | 2 | 3 | 4 | 5 }) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  )
}

/** Things beside each other; they wrap where letters are large. */
export function Row({ children, spread = false }: { children: ReactNode; spread?: boolean }) {
  return (
    <div className={styles.row} data-spread={spread || undefined}>
      {children}
    </div>
  )
}

/** Two buttons of equal width, one below the other where they would not fit. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>
}

/** A white surface with rounded corners. */
export function Card({ children, tint = false, label }: { children: ReactNode; tint?: boolean; label?: string }) {
  return (
    <section className={styles.card} data-tint={tint || undefined} aria-label={label}>
      {children}
    </section>
  )
}

/** Secondary text. */
export function Note({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <p className={styles.note} id={id}>
      {children}
    </p>
  )
}
