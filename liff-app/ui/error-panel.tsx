import type { ReactNode } from 'react'
import { ToneIcon } from './badge.tsx'
import styles from './error-panel.module.css'

interface ErrorPanelProps {
  readonly what: string
  /** Whether money moved; left out on screens that cannot touch money. */
  readonly money?: string | null
  readonly next?: string | null
  /** 「お問い合わせ番号 …」 */
  readonly requestNo?: string | null
  /** The one button that does what `next` says. */
  readonly children?: ReactNode
  readonly tone?: 'danger' | 'attention' | 'info' | 'stopped'
}

/** What happened, whether money moved, what to do now. */
export function ErrorPanel({ what, money, next, requestNo, children, tone = 'danger' }: ErrorPanelProps) {
  return (
    <div className={styles.panel} role="alert">
      <p className={styles.what} data-tone={tone}>
        <ToneIcon tone={tone} />
        <span>{what}</span>
      </p>
      {money ? <p className={styles.money}>{money}</p> : null}
      {next ? <p>{next}</p> : null}
      {children}
      {requestNo ? <p className={styles.number}>{requestNo}</p> : null}
    </div>
  )
}
