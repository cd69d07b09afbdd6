import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** Nothing here yet: an icon, one sentence, one thing to do. */
export function EmptyState({ icon, children, action }: { icon: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <p>{children}</p>
      {action}
    </div>
  )
}
