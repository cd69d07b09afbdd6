import { useState } from 'react'
import type { Assigned } from '../../../server/cases/assignment/contract.ts'
import type { CaseRow } from '../../../server/cases/contract.ts'
import { useOfficer } from '../../session.tsx'
import { count } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { Note } from '../../ui/stack.tsx'
import { useAssignmentWords } from '../../words/case-assignment.ts'
import { ReasonSheet } from '../frame/reason-sheet.tsx'
import { useAssign } from '../queries.ts'
import { useOfficers } from '../staff/queries.ts'

interface AssignSheetProps {
  readonly rows: readonly CaseRow[]
  readonly onDone: (results: Assigned['results']) => void
  readonly onClose: () => void
}

/** To whom, and why. A chief chooses among those who are there; an officer takes the cases on. */
export function AssignSheet({ rows, onDone, onClose }: AssignSheetProps) {
  const words = useAssignmentWords()
  const officer = useOfficer()
  const officers = useOfficers()
  const [to, setTo] = useState(officer.id)
  const sending = useAssign()
  const there = (officers.data?.items ?? []).filter(({ active, role, absentNow }) => active && role !== 'auditor' && !absentNow)
  const chooses = officer.officerRole === 'chief' && there.length > 0
  return (
    <ReasonSheet
      title={words.title(count(rows.length))}
      note={chooses ? words.note : words.toMyself}
      hint={words.hint}
      send={words.send}
      sending={sending}
      before={() => (chooses ? <Pick label={words.to} value={to} options={there.map(({ id, name, openCases }) => ({ value: id, label: words.option(name, count(openCases)) }))} onChange={setTo} /> : <Note>{rows.map(({ number }) => number).join(' ')}</Note>)}
      onSend={(reason) => sending.mutate({ officerId: to, cases: rows.map(({ id, ownerId }) => ({ id, ownerId })), reason }, { onSuccess: ({ results }) => onDone(results) })}
      onClose={onClose}
    />
  )
}
