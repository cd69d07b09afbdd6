import type { ReactNode } from 'react'
import { useState } from 'react'
import type { CaseFile, RecordAct } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useOfficeWords } from '../words.ts'
import { useRecord } from './queries.ts'

export interface RecordSheetProps {
  readonly file: CaseFile
  readonly onClose: () => void
  readonly onDone: (name: RecordAct['name']) => void
}

interface RecordFrameProps extends RecordSheetProps {
  readonly name: RecordAct['name']
  /** What is missing or wrong now; empty when it can be sent. */
  readonly problems: readonly FieldProblem[]
  readonly body: object
  /** Gets what to say beside a field, once somebody has tried to send. */
  readonly children: (errorOf: (field: string) => string | null) => ReactNode
}

/** The frame of everything that is written down: fields, what is missing on top, one press. */
export function RecordFrame({ file, name, problems, body, onClose, onDone, children }: RecordFrameProps) {
  const { record: words } = useCaseCoreWords()
  const { case: caseWords } = useOfficeWords()
  const [attempt, setAttempt] = useState(0)
  const recording = useRecord(file.id)
  const send = async () => {
    if (problems.length > 0) {
      setAttempt(attempt + 1)
      return
    }
    const answer = await recording.mutateAsync({ name, body }).catch(() => null)
    if (answer) onDone(name)
  }
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  return (
    <ConfirmSheet
      title={words.names[name]}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" busy={recording.isPending ? words.sending : null} onPress={() => void send()}>
            {words.send}
          </Button>
        </>
      }
    >
      <ErrorSummary title={caseWords.pleaseMend} problems={attempt > 0 ? problems : []} attempt={attempt} />
      {children(errorOf)}
      {recording.error ? <Problem problem={recording.error} /> : null}
    </ConfirmSheet>
  )
}
