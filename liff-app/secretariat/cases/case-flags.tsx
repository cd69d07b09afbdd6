import type { CaseRow } from '../../../server/cases/contract.ts'
import { Badge, ToneIcon } from '../../ui/badge.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { Clock } from '../frame/clock.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './cases.module.css'

/** The next of its deadlines: what for, and how long there is. */
export function CaseClock({ row }: { row: CaseRow }) {
  const words = useOfficeWords()
  const core = useCaseCoreWords()
  if (row.clock)
    return (
      <>
        {core.clock[row.clock.kind]} <Clock deadline={row.clock.dueAt} />
      </>
    )
  if (row.overdue) return <Badge tone="danger">{words.queue.overdue}</Badge>
  return <span className={styles.soft}>{row.state === 'closed' ? words.caseState.closed : words.case.taken}</span>
}

/** What makes this case different from its neighbours. */
export function CaseFlags({ row }: { row: CaseRow }) {
  const { queue: words, case: { verdictForm } } = useOfficeWords()
  return (
    <>
      {row.pinned === null ? null : (
        <b className={styles.pinned}>
          <ToneIcon tone="attention" size={18} />
          <span>{row.pinned}</span>
        </b>
      )}
      {row.stopped ? <Badge tone="stopped">{words.stopped}</Badge> : null}
      {row.undecided ? <Badge tone="quiet">{verdictForm.undecided}</Badge> : null}
      {row.answered ? <Badge tone="info">{words.answered}</Badge> : null}
    </>
  )
}

/** Its subject says already which store it is about. */
export const namesStore = ({ subject }: CaseRow): boolean => subject.kind === 'store' || subject.kind === 'pair'
