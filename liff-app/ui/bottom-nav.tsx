import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import styles from './bottom-nav.module.css'

export interface NavItem {
  readonly to: string
  readonly label: string
  readonly icon: ReactNode
  /** Unread or waiting; 0 shows nothing. `countLabel` says it in words. */
  readonly count?: number
  readonly countLabel?: string
  /** Only this very path is "here", not the ones below it. */
  readonly exact?: boolean
}

/** Up to four places, always at the same spot. */
export function BottomNav({ items, label }: { items: readonly NavItem[]; label: string }) {
  return (
    <nav className={styles.nav} aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.exact ?? false} className={styles.item}>
          <span className={styles.icon} aria-hidden="true">
            {item.icon}
            {item.count ? <span className={styles.count}>{item.count > 99 ? '99+' : item.count}</span> : null}
          </span>
          <span>{item.label}</span>
          {item.count ? <span className="visually-hidden">{item.countLabel ?? item.count}</span> : null}
        </NavLink>
      ))}
    </nav>
  )
}
