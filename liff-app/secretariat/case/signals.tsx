import type { CaseFile } from '../../../server/cases/contract.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import styles from './alerts.module.css'

type Signal = CaseFile['evidence'][number]['signals'][number]
const enough = 100

/** What added up to an alert, each rule as long as its points. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  if (signals.length < 2) return null
  const total = signals.reduce((sum, { points }) => sum + points, 0)
  const whole = Math.max(enough, total)
  return (
    <figure className={styles.signals}>
      <figcaption>
        {words.signals} <span className={styles.soft}>{words.signalBar(String(Math.round(total)))}</span>
      </figcaption>
      <div className={styles.bar} aria-hidden="true">
        {signals.map(({ rule, points }, place) => (
          <span key={rule} className={styles.part} data-place={place % 6} style={{ inlineSize: `${String((points / whole) * 100)}%` }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {signals.map(({ rule, ruleName, points }, place) => (
          <li key={rule}>
            <span className={styles.swatch} data-place={place % 6} aria-hidden="true" />
            {ruleName[language]} {words.signalPoints(String(Math.round(points)))}
          </li>
        ))}
      </ul>
    </figure>
  )
}
