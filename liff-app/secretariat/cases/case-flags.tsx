import type { CaseRow } from '../../../server/cases/contract.ts'
import { Badge, ToneIcon } from '../../ui/badge.tsx'
import { shortDay } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Clock } from '../frame/clock.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './cases.module.css'

/** The clock that runs: until somebody has taken it, the one for taking it; afterwards the next day something is due. */
export function CaseClock({ row }: { row: CaseRow }) {
  const words = useOfficeWords()
  const language = useLanguage()
  if (row.state === 'opened') return <Clock deadline={row.acknowledgeBy} />
  if (row.overdue) return <Badge tone="danger">{words.queue.overdue}</Badge>
  return <span className={styles.code}>{shortDay(row.nextOn, language)}</span>
}

/** What makes this case different from its neighbours. */
export function CaseFlags({ row }: { row: CaseRow }) {
  const { queue: words } = useOfficeWords()
  return (
    <>
      {row.pinned === null ? null : (
        <b className={styles.pinned}>
          <ToneIcon tone="attention" size={18} />
          <span>{row.pinned}</span>
        </b>
      )}
      {row.stopped ? <Badge tone="stopped">{words.stopped}</Badge> : null}
      {row.answered ? <Badge tone="info">{words.answered}</Badge> : null}
    </>
  )
}
