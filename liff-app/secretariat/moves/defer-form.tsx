import { useId, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { day, yen } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { useLanguage } from '../../words/language.ts'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { useOutgoing } from './use-outgoing.ts'

/** 期限延長: a later day beside the demand, which stays as it was issued. */
export function DeferForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const { form, messages } = useOfficeRepaymentWords()
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { dueOn: useId(), reason: useId() }
  const open = file.demands.filter(({ plan, state }) => plan === null && (state === 'issued' || state === 'partly_repaid'))
  const [chosen, setChosen] = useState(open[0]?.id ?? '')
  const [dueOn, setDueOn] = useState('')
  const [reason, setReason] = useState('')
  const demand = open.find(({ id }) => id === chosen)
  const problems = [
    ...(dueOn ? [] : [{ field: ids.dueOn, says: form.dueMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  if (!demand) return <FormFrame problems={[]} noLonger={noLonger ?? form.noDemand} onCancel={onCancel} onReady={() => undefined}>{() => null}</FormFrame>
  return (
    <FormFrame
      problems={problems}
      noLonger={noLonger}
      onCancel={onCancel}
      onReady={() =>
        onDraft({
          body: { demandId: demand.id, dueOn, reason: reason.trim() },
          facts: [
            [form.demand, form.demandOption(demand.number, yen(demand.left))],
            [form.dueOn, day(dueOn, language)],
            [words.reason, reason.trim()],
          ],
          messages: [outgoing.proposal('defer', demand.left), outgoing.later(messages.deferred(demand.number))],
        })
      }
    >
      {(errorOf) => (
        <>
          {open.length > 1 ? <Pick label={form.demand} value={chosen} options={open.map(({ id, number, left }) => ({ value: id, label: form.demandOption(number, yen(left)) }))} onChange={setChosen} /> : <p>{form.demandOption(demand.number, yen(demand.left))}</p>}
          <Field id={ids.dueOn} label={form.dueOn} kind="date" value={dueOn} onChange={setDueOn} example={form.dueHint(day(demand.dueOn, language))} error={errorOf(ids.dueOn)} />
          <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
