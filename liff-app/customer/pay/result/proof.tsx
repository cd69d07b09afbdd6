import { useEffect } from 'react'
import { DayMark } from '../../../ui/day-mark.tsx'
import { clock } from '../../../ui/format.ts'
import { useNow } from '../../../ui/use-now.ts'
import { usePayingWords } from '../../../words/paying.ts'
import styles from './proof.module.css'

interface ProofProps {
  readonly mark: string
  /** Server time in milliseconds at which the proof ends. */
  readonly until: number
  readonly onOver: () => void
}

/** What a photograph cannot show: a running clock, the lamp's light passing over, and the mark of the day. */
export function Proof({ mark, until, onOver }: ProofProps) {
  const words = usePayingWords().done
  const now = useNow(1000)
  const over = now >= until
  useEffect(() => {
    if (over) onOver()
  }, [over, onOver])
  return (
    <div className={styles.proof}>
      <span className={styles.light} aria-hidden="true" />
      <p className={styles.clock}>{words.now(clock(now))}</p>
      <p className={styles.mark}>
        <span>{words.mark}</span> <DayMark mark={mark} />
      </p>
    </div>
  )
}
