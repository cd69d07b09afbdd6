import { useState } from 'react'
import type { Assigned } from '../../../server/cases/assignment/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useAssignmentWords } from '../../words/case-assignment.ts'
import { AssignSheet } from './assign-sheet.tsx'
import { AssignmentOutcome } from './assignment-outcome.tsx'
import type { useSelection } from './selection.ts'
import styles from './assignment.module.css'

interface AssignmentBarProps {
  readonly selection: ReturnType<typeof useSelection>
  readonly choosing: boolean
  readonly onChoosing: (choosing: boolean) => void
  readonly hasCases: boolean
}

/** 担当の割り当て: begins choosing, says how many are chosen, and leads on. What came of it stays until the next begins. */
export function AssignmentBar({ selection, choosing, onChoosing, hasCases }: AssignmentBarProps) {
  const words = useAssignmentWords()
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<{ readonly numbers: ReadonlyMap<string, string>; readonly results: Assigned['results'] } | null>(null)
  const chosen = selection.rows.length
  const stop = () => {
    selection.clear()
    onChoosing(false)
  }
  if (!choosing) {
    if (!hasCases && !outcome) return null
    return (
      <div className={styles.begin}>
        <div role="status">{outcome ? <AssignmentOutcome {...outcome} /> : null}</div>
        {hasCases ? (
          <Button
            onPress={() => {
              setOutcome(null)
              onChoosing(true)
            }}
          >
            {words.start}
          </Button>
        ) : null}
      </div>
    )
  }
  return (
    <>
      <Note>{words.chooseNote}</Note>
      <div className={styles.bar}>
        <p role="status">
          <b>{words.chosen(count(chosen))}</b>
        </p>
        {selection.isFull ? <Banner tone="attention">{words.tooMany}</Banner> : null}
        <div className={styles.buttons}>
          <Button kind="primary" disabledReason={chosen === 0 ? words.none : null} onPress={() => setAsking(true)}>
            {words.go}
          </Button>
          <Button onPress={stop}>{words.stop}</Button>
        </div>
        {asking ? (
          <AssignSheet
            rows={selection.rows}
            onClose={() => setAsking(false)}
            onDone={(results) => {
              setAsking(false)
              setOutcome({ numbers: new Map(selection.rows.map(({ id, number }) => [id, number])), results })
              stop()
            }}
          />
        ) : null}
      </div>
    </>
  )
}
