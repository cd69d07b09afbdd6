import type { ReactNode } from 'react'
import { useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import type { FieldProblem } from '../../ui/error-summary.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useOfficerChange } from './queries.ts'

export interface SaveSheetProps {
  readonly officerId: string
  readonly what: 'presence' | 'details'
  readonly title: string
  readonly problems: readonly FieldProblem[]
  readonly body: object
  readonly onClose: () => void
  readonly onSaved: () => void
  /** Gets what to say beside a field, once somebody has tried to save. */
  readonly children: (errorOf: (field: string) => string | null) => ReactNode
}

/** The frame of a change to an officer: fields, 「保存する」, 「やめる」. */
export function SaveSheet({ officerId, what, title, problems, body, onClose, onSaved, children }: SaveSheetProps) {
  const { staff: words } = useCaseCoreWords()
  const [tried, setTried] = useState(false)
  const changing = useOfficerChange(officerId, what)
  const save = () => {
    const [first] = problems
    if (!first) return changing.mutate(body, { onSuccess: onSaved })
    setTried(true)
    document.getElementById(first.field)?.focus()
  }
  return (
    <ConfirmSheet
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" busy={changing.isPending ? words.saving : null} onPress={save}>
            {words.save}
          </Button>
        </>
      }
    >
      {children((field) => (tried ? (problems.find((problem) => problem.field === field)?.says ?? null) : null))}
      {changing.error ? <Problem problem={changing.error} /> : null}
    </ConfirmSheet>
  )
}
