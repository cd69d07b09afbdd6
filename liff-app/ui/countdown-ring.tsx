import { useEffect } from 'react'
import { useNow } from './use-now.ts'
import styles from './countdown-ring.module.css'

interface CountdownRingProps {
  /** Server time in milliseconds at which it is over. */
  readonly until: number
  /** The whole of it, in seconds: a full ring. */
  readonly seconds: number
  /** 「あと{90}秒」 */
  readonly words: (left: string) => string
  readonly onOver?: () => void
}

/** At these many seconds before the end the time left is read aloud; every second would drown everything else. */
const readAloudAt = [60, 30, 10]

/** A ring that empties, with the seconds that are left as a number. */
export function CountdownRing({ until, seconds, words, onOver }: CountdownRingProps) {
  const now = useNow(250)
  const left = Math.min(seconds, Math.max(0, Math.ceil((until - now) / 1000)))
  const over = now >= until
  useEffect(() => {
    if (over) onOver?.()
  }, [over, onOver])
  const spoken = readAloudAt.filter((at) => at < seconds && left <= at).at(-1)
  return (
    <div className={styles.ring} data-near={left <= 10 || undefined}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className={styles.track} cx="24" cy="24" r="20" pathLength="1" />
        <circle className={styles.left} cx="24" cy="24" r="20" pathLength="1" strokeDasharray={`${left / seconds} 1`} />
      </svg>
      <span className={styles.number} aria-hidden="true">
        {left}
      </span>
      <span className="visually-hidden" role="timer" aria-live="polite">
        {spoken === undefined ? '' : words(String(spoken))}
      </span>
    </div>
  )
}
