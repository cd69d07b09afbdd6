import type { CaseFile } from '../../../server/cases/contract.ts'
import { dayOf, shortDay } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useLanguage } from '../../words/language.ts'
import { Clock } from '../frame/clock.tsx'
import styles from './deadlines.module.css'

/** Every deadline that runs, the next first: what for, and how long there is. The day is said where it isn't today. */
export function Deadlines({ clocks }: { clocks: CaseFile['clocks'] }) {
  const words = useCaseCoreWords()
  const language = useLanguage()
  const today = dayOf(useNow(60_000))
  if (clocks.length === 0) return words.noClock
  return (
    <ul className={styles.list}>
      {clocks.map(({ kind, dueAt }, place) => (
        <li key={`${kind}${String(place)}`}>
          {dayOf(dueAt) === today ? words.clock[kind] : words.clockAt(words.clock[kind], shortDay(dayOf(dueAt), language))} <Clock deadline={dueAt} withTime />
        </li>
      ))}
    </ul>
  )
}
