import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { day, dayOf, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { useOutgoing } from './use-outgoing.ts'

type Method = 'bank_transfer' | 'desk' | 'postal_transfer'
const methods = ['bank_transfer', 'desk', 'postal_transfer'] as const

/** 受け取った返済の返金: how it goes back. The amount is what came in, and nobody's to type. */
export function ReturnForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: office } = useOfficeWords()
  const papers = useDemandPaperWords()
  const { returnForm: words, bookingForm } = papers
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { demand: useId(), method: useId(), reference: useId(), returnedOn: useId(), reason: useId() }
  const owed = file.demands.filter(({ back }) => back.owed !== '0')
  const [demandId, setDemandId] = useState<string | null>(owed.length === 1 ? (owed[0]?.id ?? null) : null)
  const [method, setMethod] = useState<Method | null>(null)
  const [reference, setReference] = useState('')
  const [returnedOn, setReturnedOn] = useState(() => dayOf(serverNow()))
  const [reason, setReason] = useState('')
  const demand = owed.find(({ id }) => id === demandId)
  const problems = [
    ...(demand ? [] : [{ field: ids.demand, says: words.chooseDemand }]),
    ...(method ? [] : [{ field: ids.method, says: bookingForm.chooseMethod }]),
    ...(reference.trim() === '' ? [{ field: ids.reference, says: words.referenceMissing }] : []),
    ...(returnedOn ? [] : [{ field: ids.returnedOn, says: office.demandForm.dueMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: office.reasonMissing }] : []),
  ]
  const ready = () => {
    if (!demand || !method) return
    onDraft({
      body: { demandId: demand.id, method, reference: reference.trim(), returnedOn, reason: reason.trim() },
      facts: [
        [words.demand, words.option(demand.number, yen(demand.back.owed))],
        [bookingForm.method, bookingForm.methods[method]],
        [words.reference, reference.trim()],
        [words.returnedOn, day(returnedOn, language)],
        [office.reason, reason.trim()],
      ],
      messages: [outgoing.proposal('return_repayment', demand.back.owed), outgoing.returned(demand.number)],
    })
  }
  return (
    <FormFrame problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice id={ids.demand} legend={words.demand} options={owed.map(({ id, number, back }) => ({ value: id, label: words.option(number, yen(back.owed)) }))} value={demandId} onChange={setDemandId} error={errorOf(ids.demand)} />
          <Choice<Method> id={ids.method} legend={bookingForm.method} options={methods.map((value) => ({ value, label: bookingForm.methods[value] }))} value={method} onChange={setMethod} error={errorOf(ids.method)} />
          <Field id={ids.reference} label={words.reference} example={words.referenceHint} value={reference} onChange={setReference} maxLength={60} verbatim error={errorOf(ids.reference)} />
          <Note>{words.noAccount}</Note>
          <Field id={ids.returnedOn} label={words.returnedOn} kind="date" value={returnedOn} onChange={setReturnedOn} error={errorOf(ids.returnedOn)} />
          <Field id={ids.reason} label={office.reason} example={office.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
