import { Link } from 'react-router'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { count } from '../../ui/format.ts'
import { Block } from '../frame/columns.tsx'
import { CaseStateBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

/** How many cases stand where, and how many of them are late. */
export function CaseStates({ cases }: { cases: Dashboard['cases'] }) {
  const words = useOfficeWords()
  return (
    <Block title={words.dashboard.cases}>
      <ul className={styles.states}>
        {cases.map((row) => (
          <li key={row.state}>
            <Link to={officePaths.casesOf('all', row.state)} className={styles.state}>
              <CaseStateBadge state={row.state} />
              <b>{words.list.count(count(row.count))}</b>
              {row.state === 'closed' ? null : <span className={styles.note}>{words.dashboard.within(words.list.count(count(row.count - row.overdue)))}</span>}
              {row.overdue > 0 ? <span className={styles.late}>{words.dashboard.overdue(words.list.count(count(row.overdue)))}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      {cases.length === 0 ? <p className={styles.note}>{words.queue.empty}</p> : null}
    </Block>
  )
}
