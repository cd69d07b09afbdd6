import styles from './message-bubble.module.css'

interface BubbleProps {
  readonly lines: readonly string[]
  /** How many of the first lines are headings. */
  readonly headings?: number
}

/** A message as the chat will show it: headings, body, and what its [buttons] are called. */
export function MessageBubble({ lines, headings = 1 }: BubbleProps) {
  const said = lines.filter((line) => line !== '')
  const buttons = said.filter(isButton)
  return (
    <div className={styles.bubble}>
      {said
        .filter((line) => !isButton(line))
        .map((line, place) => (
          <p key={`${String(place)}${line}`} className={place < headings ? styles.title : undefined}>
            {line}
          </p>
        ))}
      {buttons.length > 0 ? (
        <ul className={styles.buttons}>
          {buttons.map((label) => (
            <li key={label}>{label.slice(1, -1)}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

const isButton = (line: string): boolean => /^\[.+\]$/.test(line)
