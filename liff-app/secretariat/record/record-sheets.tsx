import { useId, useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/stack.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { RecordFrame, type RecordSheetProps } from './record-frame.tsx'

const optionsOf = <V extends string>(names: Readonly<Record<V, string>>) => (Object.keys(names) as V[]).map((value) => ({ value, label: names[value] }))

/** メモ */
export function NoteSheet(props: RecordSheetProps) {
  const { record: words } = useCaseCoreWords()
  const id = useId()
  const [text, setText] = useState('')
  return (
    <RecordFrame {...props} name="note" problems={text.trim() === '' ? [{ field: id, says: words.textMissing }] : []} body={{ text: text.trim() }}>
      {(errorOf) => (
        <>
          <Note>{words.stays}</Note>
          <Field id={id} label={words.text} value={text} onChange={setText} maxLength={500} lines={4} error={errorOf(id)} />
        </>
      )}
    </RecordFrame>
  )
}

/** 連絡の記録 */
export function ContactSheet(props: RecordSheetProps) {
  const { record: words } = useCaseCoreWords()
  const [how, setHow] = useState<keyof typeof words.ways>('phone')
  const [outcome, setOutcome] = useState<keyof typeof words.outcomes>('reached')
  const [text, setText] = useState('')
  return (
    <RecordFrame {...props} name="contact" problems={[]} body={{ how, outcome, text: text.trim() }}>
      {() => (
        <>
          <Choice legend={words.how} value={how} onChange={setHow} options={optionsOf(words.ways)} short />
          <Choice legend={words.outcome} value={outcome} onChange={setOutcome} options={optionsOf(words.outcomes)} />
          <Field label={words.more} value={text} onChange={setText} maxLength={500} lines={3} />
        </>
      )}
    </RecordFrame>
  )
}

/** 次の行動日 */
export function NextSheet(props: RecordSheetProps) {
  const { record: words } = useCaseCoreWords()
  const ids = { on: useId(), what: useId() }
  const [on, setOn] = useState(props.file.nextOn)
  const [what, setWhat] = useState(props.file.nextWhat ?? '')
  const problems = [...(on === '' ? [{ field: ids.on, says: words.onMissing }] : []), ...(what.trim() === '' ? [{ field: ids.what, says: words.whatMissing }] : [])]
  return (
    <RecordFrame {...props} name="set-next" problems={problems} body={{ on, what: what.trim() }}>
      {(errorOf) => (
        <>
          <Field id={ids.on} kind="date" label={words.on} value={on} onChange={setOn} error={errorOf(ids.on)} />
          <Field id={ids.what} label={words.what} example={words.whatHint} value={what} onChange={setWhat} maxLength={100} error={errorOf(ids.what)} />
        </>
      )}
    </RecordFrame>
  )
}

/** 案件の関連づけ */
export function LinkSheet(props: RecordSheetProps) {
  const { record: words } = useCaseCoreWords()
  const ids = { number: useId(), reason: useId() }
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const problems = [...(number.trim() === '' ? [{ field: ids.number, says: words.numberMissing }] : []), ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : [])]
  return (
    <RecordFrame {...props} name="link-case" problems={problems} body={{ number: number.normalize('NFKC').trim(), reason: reason.trim() }}>
      {(errorOf) => (
        <>
          <Field id={ids.number} label={words.number} example={words.numberHint} value={number} onChange={setNumber} maxLength={20} verbatim autoComplete="off" error={errorOf(ids.number)} />
          <Field id={ids.reason} label={words.reason} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </RecordFrame>
  )
}

/** Ends one of the links that were made by hand. */
export function UnlinkSheet(props: RecordSheetProps) {
  const { record: words } = useCaseCoreWords()
  const ids = { which: useId(), reason: useId() }
  const byHand = props.file.links.filter((link) => link.byHand)
  const [caseId, setCaseId] = useState<string | null>(byHand.length === 1 ? (byHand[0]?.id ?? null) : null)
  const [reason, setReason] = useState('')
  const problems = [...(caseId === null ? [{ field: ids.which, says: words.whichMissing }] : []), ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : [])]
  return (
    <RecordFrame {...props} name="unlink-case" problems={problems} body={{ caseId, reason: reason.trim() }}>
      {(errorOf) => (
        <>
          <Choice id={ids.which} legend={words.which} value={caseId} onChange={setCaseId} options={byHand.map((link) => ({ value: link.id, label: `${link.number} ${link.subject.label}` }))} error={errorOf(ids.which)} />
          <Field id={ids.reason} label={words.reason} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </RecordFrame>
  )
}
