import { useId, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { count, day, yen } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { useLanguage } from '../../words/language.ts'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { useOutgoing } from './use-outgoing.ts'

const timesOffered = Array.from({ length: 11 }, (_, place) => String(place + 2))

/** 分割を認める: what the customer asked for, or other times and another first day. */
export function InstalmentsForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const { form, messages, askedBy } = useOfficeRepaymentWords()
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { firstOn: useId(), reason: useId() }
  const demand = file.demands.find(({ asked }) => asked)
  const [times, setTimes] = useState(() => String(demand?.asked?.times ?? 3))
  const [firstOn, setFirstOn] = useState(() => demand?.asked?.firstOn ?? '')
  const [reason, setReason] = useState('')
  const problems = [
    ...(firstOn ? [] : [{ field: ids.firstOn, says: form.firstMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  if (!demand?.asked) return <FormFrame problems={[]} noLonger={noLonger ?? form.noDemand} onCancel={onCancel} onReady={() => undefined}>{() => null}</FormFrame>
  const left = BigInt(demand.left)
  const part = left / BigInt(times)
  const each = form.eachValue(yen(part), yen(part + (left % BigInt(times))))
  return (
    <FormFrame
      problems={problems}
      noLonger={noLonger}
      onCancel={onCancel}
      onReady={() =>
        onDraft({
          body: { demandId: demand.id, times: Number(times), firstOn, reason: reason.trim() },
          facts: [
            [form.demand, form.demandOption(demand.number, yen(demand.left))],
            [form.times, form.timesOption(times)],
            [form.each, each],
            [form.firstOn, day(firstOn, language)],
            [words.reason, reason.trim()],
          ],
          messages: [outgoing.proposal('instalments', demand.left), outgoing.later(messages.agreed(demand.number))],
        })
      }
    >
      {(errorOf) => (
        <>
          <p>{askedBy(count(demand.asked?.times ?? 0), day(demand.asked?.firstOn ?? firstOn, language))}</p>
          <Pick label={form.times} value={times} options={timesOffered.map((value) => ({ value, label: form.timesOption(value) }))} onChange={setTimes} />
          <Field id={ids.firstOn} label={form.firstOn} kind="date" value={firstOn} onChange={setFirstOn} example={form.firstHint} error={errorOf(ids.firstOn)} />
          <p>
            {form.each} {each}
          </p>
          <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
