import { Link } from 'react-router'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { ToneIcon } from '../../ui/badge.tsx'
import { count } from '../../ui/format.ts'
import { Clock } from '../frame/clock.tsx'
import { urgencyTones } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

const urgencies = ['immediate', 'daily', 'monthly'] as const

/** Open alerts by urgency, each with the clock that runs out first. */
export function AlertCards({ alerts }: { alerts: Dashboard['alerts'] }) {
  const words = useOfficeWords()
  return (
    <section aria-label={words.dashboard.alerts} className={styles.alerts}>
      {urgencies.map((urgency) => {
        const { open, oldestDue } = alerts[urgency]
        return (
          <Link key={urgency} to={officePaths.casesOf(urgency)} className={styles.alert} data-tone={open === 0 ? 'quiet' : urgencyTones[urgency]}>
            <span className={styles.alertHead}>
              <ToneIcon tone={open === 0 ? 'ok' : urgencyTones[urgency]} size={20} />
              {words.urgency[urgency]}
              <b>{words.list.count(count(open))}</b>
            </span>
            <span className={styles.alertNote}>
              {open === 0 || !oldestDue ? (
                words.dashboard.noneOpen
              ) : (
                <>
                  {words.dashboard.oldest} <Clock deadline={oldestDue} />
                </>
              )}
            </span>
          </Link>
        )
      })}
    </section>
  )
}
