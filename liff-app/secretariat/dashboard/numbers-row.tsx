import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { count, yen } from '../../ui/format.ts'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

/** The first row: what today looks like at a glance. */
export function NumbersRow({ figures }: { figures: Dashboard }) {
  const { dashboard: words, list } = useOfficeWords()
  const { paymentsToday: today, lastWeek, day, delays } = figures
  const made = today.count + today.voided
  const of = (one: string) => ({ from: one, to: one })
  return (
    <dl className={styles.numbers}>
      <Figure name={words.today} to={officePaths.paymentsOf(of(day))} note={yen(today.total)}>
        {list.count(count(today.count))}
      </Figure>
      <Figure name={words.lastWeek} to={lastWeek.count === 0 ? null : officePaths.paymentsOf(of(lastWeek.day))} note={lastWeek.count === 0 ? words.lastWeekNone : list.count(count(lastWeek.count))}>
        {lastWeek.count === 0 ? '－' : difference(today.count, lastWeek.count)}
      </Figure>
      <Figure name={words.voidRate} to={made === 0 ? null : officePaths.paymentsOf({ ...of(day), state: 'voided' })} note={words.voided(count(today.voided))}>
        {made === 0 ? '－' : `${((today.voided / made) * 100).toFixed(1)}%`}
      </Figure>
      <Delay name={words.lag} delay={delays.screening} />
      <Delay name={words.noticeLag} delay={delays.notice} />
    </dl>
  )
}

function Delay({ name, delay }: { name: string; delay: Dashboard['delays']['notice'] }) {
  const { dashboard: words } = useOfficeWords()
  return (
    <Figure name={name} note={delay.seconds === null ? words.notMeasured : words.measured(count(delay.measured))}>
      {delay.seconds === null ? '－' : words.seconds(delay.seconds.toFixed(1))}
    </Figure>
  )
}

function Figure({ name, children, note, to }: { name: string; children: ReactNode; note?: string | null; to?: string | null }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.big}>{to ? <Link to={to}>{children}</Link> : children}</span>
        {note ? <span className={styles.note}>{note}</span> : null}
      </dd>
    </div>
  )
}

/** +3.1%, with U+2212 for minus. */
function difference(now: number, before: number): string {
  const percent = ((now - before) / before) * 100
  const sign = percent < 0 ? '−' : '+'
  return `${sign}${Math.abs(percent).toFixed(1)}%`
}
