import type { CaseRow } from '../../../server/cases/contract.ts'
import { useAssignmentWords } from '../../words/case-assignment.ts'
import type { Selection } from './selection.ts'
import styles from './assignment.module.css'

/** The box beside a case while cases are chosen. Its name is the case's number, for whoever doesn't see the row. */
export function ChooseCase({ row, selection }: { row: CaseRow; selection: Selection }) {
  const words = useAssignmentWords()
  return (
    <label className={styles.choose}>
      <input type="checkbox" aria-label={words.choose(row.number)} checked={selection.has(row.id)} onChange={() => selection.toggle(row)} />
    </label>
  )
}
