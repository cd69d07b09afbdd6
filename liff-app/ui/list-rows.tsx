import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './list-rows.module.css'

/** A list whose rows lead somewhere, or not. */
export function ListRows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}

interface ListRowProps {
  readonly to?: string
  readonly onOpen?: () => void
  readonly main: ReactNode
  readonly below?: ReactNode
  readonly right?: ReactNode
}

export function ListRow({ to, onOpen, main, below, right }: ListRowProps) {
  const inside = (
    <>
      <span className={styles.text}>
        <span className={styles.main}>{main}</span>
        {below ? <span className={styles.below}>{below}</span> : null}
      </span>
      {right ? <span className={styles.right}>{right}</span> : null}
      {to ? <ChevronRight className={styles.chevron} size={20} aria-hidden="true" /> : null}
    </>
  )
  return (
    <li>
      {to ? (
        <Link className={styles.row} to={to} onClick={onOpen}>
          {inside}
        </Link>
      ) : (
        <div className={styles.row}>{inside}</div>
      )}
    </li>
  )
}

/** Names and their values, one pair a line; `below`: sentences, each under its name. */
export function Facts({ facts, below = false }: { facts: readonly (readonly [string, ReactNode])[]; below?: boolean }) {
  return (
    <dl className={styles.facts} data-below={below || undefined}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
