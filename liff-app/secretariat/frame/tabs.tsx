import { Link } from 'react-router'
import { count } from '../../ui/format.ts'
import styles from './tabs.module.css'

export interface Tab {
  readonly to: string
  readonly label: string
  readonly here: boolean
  readonly count?: number | undefined
}

/** Views of one list; each has its own address. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} replace className={styles.tab} aria-current={tab.here ? 'page' : undefined}>
          {tab.label}
          {tab.count === undefined ? null : <span className={styles.count}>{count(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  )
}
