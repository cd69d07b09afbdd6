import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { day, dayOf } from '../../ui/format.ts'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'

type Kind = 'acknowledged' | 'demanded' | 'lawyer_checked'
const kinds = ['acknowledged', 'demanded', 'lawyer_checked'] as const

/** 時効に関わる記録: what the programme cannot see by itself. */
export function LimitationForm({ onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: office } = useOfficeWords()
  const words = useDemandPaperWords().limitationForm
  const language = useLanguage()
  const ids = { kind: useId(), happenedOn: useId(), note: useId() }
  const [kind, setKind] = useState<Kind | null>(null)
  const [happenedOn, setHappenedOn] = useState(() => dayOf(serverNow()))
  const [note, setNote] = useState('')
  const problems = [
    ...(kind ? [] : [{ field: ids.kind, says: words.chooseKind }]),
    ...(happenedOn ? [] : [{ field: ids.happenedOn, says: office.demandForm.dueMissing }]),
    ...(note.trim() === '' ? [{ field: ids.note, says: words.noteMissing }] : []),
  ]
  const ready = () => {
    if (!kind) return
    onDraft({
      body: { kind, happenedOn, note: note.trim() },
      facts: [
        [words.kind, words.kinds[kind]],
        [words.happenedOn, day(happenedOn, language)],
        [words.note, note.trim()],
      ],
      messages: [],
    })
  }
  return (
    <FormFrame sends={false} problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice<Kind> id={ids.kind} legend={words.kind} options={kinds.map((value) => ({ value, label: words.kinds[value] }))} value={kind} onChange={setKind} error={errorOf(ids.kind)} />
          <Field id={ids.happenedOn} label={words.happenedOn} kind="date" value={happenedOn} onChange={setHappenedOn} error={errorOf(ids.happenedOn)} />
          <Field id={ids.note} label={words.note} example={words.noteHint} value={note} onChange={setNote} maxLength={300} error={errorOf(ids.note)} />
        </>
      )}
    </FormFrame>
  )
}
