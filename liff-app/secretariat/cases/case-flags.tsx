import type { CaseRow } from '../../../server/cases/contract.ts'
import { Badge, ToneIcon } from '../../ui/badge.tsx'
import { Clock } from '../frame/clock.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './cases.module.css'

/** The clock for taking the case runs until somebody has; afterwards the next day counts, which stands beside it. */
export function CaseClock({ row }: { row: CaseRow }) {
  const words = useOfficeWords()
  if (row.state === 'opened') return <Clock deadline={row.acknowledgeBy} />
  if (row.overdue) return <Badge tone="danger">{words.queue.overdue}</Badge>
  return <span className={styles.soft}>{row.state === 'closed' ? words.caseState.closed : words.case.taken}</span>
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
