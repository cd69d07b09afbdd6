import { useEffect, useRef } from 'react'
import styles from './error-summary.module.css'

export interface FieldProblem {
  /** The id of the field to go to. */
  readonly field: string
  readonly says: string
}

/** Everything to mend, on top of a form. It takes the focus whenever `attempt` changes. */
export function ErrorSummary({ title, problems, attempt }: { title: string; problems: readonly FieldProblem[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (problems.length === 0) return null
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field}>
            <a
              href={`#${problem.field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(problem.field)?.focus()
              }}
            >
              {problem.says}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
