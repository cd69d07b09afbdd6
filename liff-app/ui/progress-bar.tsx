import styles from './progress-bar.module.css'

/** How much of a whole is done, with the words that say the same. */
export function ProgressBar({ done, whole, words }: { done: number; whole: number; words: string }) {
  return (
    <div className={styles.progress}>
      <progress className={styles.bar} value={Math.min(done, whole)} max={Math.max(whole, 1)} aria-label={words} />
      <p>{words}</p>
    </div>
  )
}
