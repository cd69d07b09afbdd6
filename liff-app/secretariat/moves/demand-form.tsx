import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { onlyDigits } from '../../ui/digits.ts'
import { Field } from '../../ui/field.tsx'
import { day, dayOf, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { useOutgoing } from './use-outgoing.ts'

/** The soonest due day that people are given. */
const leastDays = 14
const dayMs = 86_400_000

/** 返済額を決めて請求: how much, until when, why. The server knows the most that may be asked. */
export function DemandForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { amount: useId(), dueOn: useId(), reason: useId() }
  const [amount, setAmount] = useState(() => concernedTotal(file.payments))
  const [dueOn, setDueOn] = useState(() => dayOf(serverNow() + leastDays * dayMs))
  const [reason, setReason] = useState('')
  const problems = [
    ...(/^[1-9][0-9]{0,11}$/.test(amount) ? [] : [{ field: ids.amount, says: words.demandForm.amountMissing }]),
    ...(dueOn ? [] : [{ field: ids.dueOn, says: words.demandForm.dueMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  return (
    <FormFrame
      problems={problems}
      noLonger={noLonger}
      onCancel={onCancel}
      onReady={() =>
        onDraft({
          body: { amount, dueOn, reason: reason.trim() },
          facts: [
            [words.demandForm.amount, yen(amount)],
            [words.demandForm.dueOn, day(dueOn, language)],
            [words.reason, reason.trim()],
          ],
          messages: [outgoing.proposal('demand', amount), outgoing.demand(dueOn)],
        })
      }
    >
      {(errorOf) => (
        <>
          <Field id={ids.amount} label={words.demandForm.amount} example={words.demandForm.amountHint} value={amount} onChange={(typed) => setAmount(onlyDigits(typed).replace(/^0+/, ''))} inputMode="numeric" maxLength={12} error={errorOf(ids.amount)} />
          <Field id={ids.dueOn} label={words.demandForm.dueOn} example={words.demandForm.dueHint} kind="date" value={dueOn} onChange={setDueOn} error={errorOf(ids.dueOn)} />
          <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}

/** What the alert's payments add up to: a first proposal, not a rule. */
function concernedTotal(payments: MoveFormProps['file']['payments']): string {
  const sum = payments.filter((payment) => payment.concerned && payment.state === 'paid').reduce((total, payment) => total + BigInt(payment.amount), 0n)
  return sum === 0n ? '' : sum.toString()
}
