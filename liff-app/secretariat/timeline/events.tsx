import type { CaseFile } from '../../../server/cases/contract.ts'
import { clock, dayOf, shortDay } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import styles from './timeline.module.css'

type Entry = CaseFile['timeline'][number]

/** What customers and stores did themselves: the sentence says who, and nothing about it was automatic. */
const byOthers: ReadonlySet<string> = new Set([
  'fact_check_answered', 'fact_check_added_to', 'customer_answered', 'customer_explained', 'self_stopped', 'reported', 'appealed', 'demand_opened', 'instalments_asked',
])

/** Everything done to the case, in order, under the day it happened. */
export function Events({ entries }: { entries: readonly Entry[] }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  if (entries.length === 0) return <p className={styles.soft}>{words.noEvents}</p>
  return (
    <ol className={styles.events}>
      {entries.map((entry, place) => {
        const before = entries[place - 1]
        const isNewDay = !before || dayOf(before.at) !== dayOf(entry.at)
        return (
          <li key={entry.id} className={styles.event} data-kind={entry.kind}>
            {isNewDay ? <span className={styles.day}>{shortDay(dayOf(entry.at), language)}</span> : null}
            <time dateTime={entry.at} className={styles.at}>
              {clock(entry.at)}
            </time>
            <span className={styles.what}>
              {entry[language]} <span className={styles.soft}>{entry.who ?? (byOthers.has(entry.kind) ? null : words.system)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
