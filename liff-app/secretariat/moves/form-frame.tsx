import type { ReactNode, SubmitEvent } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './moves.module.css'

interface FormFrameProps {
  /** What is missing or wrong now; empty when it can be sent. */
  readonly problems: readonly FieldProblem[]
  readonly noLonger: string | null
  /** Whether somebody gets a message: only then there is something to check before it is sent. */
  readonly sends?: boolean
  readonly onReady: () => void
  readonly onCancel: () => void
  /** Gets what to say beside a field, once somebody has tried to go on. */
  readonly children: (errorOf: (field: string) => string | null) => ReactNode
}

/** The frame of every move's form: fields, 「送信内容を確認」 (「内容を確認」 where nothing is sent), 「やめる」, and what is missing on top. */
export function FormFrame({ problems, noLonger, sends = true, onReady, onCancel, children }: FormFrameProps) {
  const { case: words } = useOfficeWords()
  const [attempt, setAttempt] = useState(0)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (noLonger) return
    if (problems.length === 0) onReady()
    else setAttempt(attempt + 1)
  }
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ErrorSummary title={words.pleaseMend} problems={attempt > 0 ? problems : []} attempt={attempt} />
      {children(errorOf)}
      <Button kind="primary" submit disabledReason={noLonger}>
        {sends ? words.check : words.checkOnly}
      </Button>
      <Button kind="text" onPress={onCancel}>
        {words.cancel}
      </Button>
    </form>
  )
}
