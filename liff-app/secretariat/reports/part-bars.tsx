import styles from './part-bars.module.css'

export interface PartBar {
  readonly id: string
  readonly label: string
  /** Parts of one measure, in the order of the legend. */
  readonly parts: readonly bigint[]
  readonly says: string
  /** The whole bar in words, for whoever does not see it. */
  readonly description: string
}

/** Lying bars, one a line, all of one measure, each with its words. Colours are told apart by stripes too. */
export function PartBars({ rows, legend }: { rows: readonly PartBar[]; legend: readonly string[] }) {
  const whole = (row: PartBar) => row.parts.reduce((sum, part) => sum + part, 0n)
  const most = rows.reduce((found, row) => (whole(row) > found ? whole(row) : found), 1n)
  return (
    <div className={styles.chart}>
      {legend.length > 1 ? (
        <p className={styles.legend}>
          {legend.map((word, part) => (
            <span key={word} className={styles.word}>
              <span className={styles.key} data-part={part} aria-hidden="true" />
              {word}
            </span>
          ))}
        </p>
      ) : null}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <span>{row.label}</span>
            <span className={styles.bar} role="img" aria-label={row.description}>
              {row.parts.map((part, place) => (part > 0n ? <span key={legend[place] ?? place} className={styles.part} data-part={place} style={{ inlineSize: `${String((Number(part) / Number(most)) * 100)}%` }} /> : null))}
            </span>
            <span className={styles.says}>{row.says}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
