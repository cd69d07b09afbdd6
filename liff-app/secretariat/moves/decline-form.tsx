import { useId, useState } from 'react'
import type { ScheduleSeen } from '../../../server/cases/demands/contract.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { count, day } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { useOutgoing } from './use-outgoing.ts'

type Instead = NonNullable<ScheduleSeen['declined']>['instead']
const insteadWays = ['fewer-times', 'earlier-day', 'talk-first'] as const satisfies readonly Instead[]

/** 分割をお断りする: what the customer can do instead, and a reason that stays in the case. */
export function DeclineForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const { form, messages, askedBy } = useOfficeRepaymentWords()
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { instead: useId(), reason: useId() }
  const demand = file.demands.find(({ asked }) => asked)
  const [instead, setInstead] = useState<Instead | null>(null)
  const [reason, setReason] = useState('')
  const problems = [
    ...(instead ? [] : [{ field: ids.instead, says: form.insteadMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  if (!demand?.asked) return <FormFrame problems={[]} noLonger={noLonger ?? form.noDemand} onCancel={onCancel} onReady={() => undefined}>{() => null}</FormFrame>
  const wish = askedBy(count(demand.asked.times), day(demand.asked.firstOn, language))
  const ready = () => {
    if (!instead) return
    onDraft({
      body: { demandId: demand.id, instead, reason: reason.trim() },
      facts: [[form.demand, demand.number], [form.instead, form.insteadOf[instead]], [form.declineReason, reason.trim()]],
      messages: [outgoing.now(messages.agreed(demand.number))],
    })
  }
  return (
    <FormFrame problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <p>{wish}</p>
          <Choice<Instead> id={ids.instead} legend={form.instead} value={instead} onChange={setInstead} options={insteadWays.map((value) => ({ value, label: form.insteadOf[value] }))} error={errorOf(ids.instead)} />
          <Field id={ids.reason} label={form.declineReason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
