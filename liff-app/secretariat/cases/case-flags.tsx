import type { CaseRow } from '../../../server/cases/contract.ts'
import { Badge } from '../../ui/badge.tsx'
import { shortDay } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Clock } from '../frame/clock.tsx'
import { useOfficeWords } from '../words.ts'

/** The clock that runs: until somebody has taken it, the one for taking it; afterwards the next day something is due. */
export function CaseClock({ row }: { row: CaseRow }) {
  const words = useOfficeWords()
  const language = useLanguage()
  if (row.state === 'opened') return <Clock deadline={row.acknowledgeBy} />
  if (row.overdue) return <Badge tone="danger">{words.queue.overdue}</Badge>
  return <span>{shortDay(row.nextOn, language)}</span>
}

/** What makes this case different from its neighbours. */
export function CaseFlags({ row }: { row: CaseRow }) {
  const { queue: words } = useOfficeWords()
  return (
    <>
      {row.pinned === null ? null : <Badge tone="attention">{row.pinned}</Badge>}
      {row.stopped ? <Badge tone="stopped">{words.stopped}</Badge> : null}
      {row.answered ? <Badge tone="info">{words.answered}</Badge> : null}
    </>
  )
}
