import { useId, useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { yen } from '../../ui/format.ts'
import { useOfficeWords, type OfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { PaymentTicks } from './payment-ticks.tsx'

type Verdict = 'cleared' | 'confirmed'
const classes = {
  cleared: ['family', 'mistyped', 'event', 'store_record', 'other'],
  confirmed: ['simultaneous', 'takeover', 'own_store', 'collusion', 'other'],
} as const

/** 判定: no problem, or fraud; with its class, the payments concerned and a reason in words. */
export function VerdictForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words, caseState, list } = useOfficeWords()
  const ids = { verdict: useId(), reason: useId(), payments: useId(), note: useId() }
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [left, setLeft] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const options = verdict ? optionsOf(verdict, words.verdictForm) : []
  const chosen = options.find((option) => option.value === reason)
  const payable = file.payments.filter((payment) => payment.state === 'paid')
  const ticked = verdict === 'confirmed' ? payable.filter((payment) => payment.concerned !== left.includes(payment.id)) : []
  const total = ticked.reduce((sum, payment) => sum + BigInt(payment.amount), 0n)
  const problems = [
    ...(verdict ? [] : [{ field: ids.verdict, says: words.verdictForm.chooseVerdict }]),
    ...(verdict && !chosen ? [{ field: ids.reason, says: words.verdictForm.chooseReason }] : []),
    ...(verdict === 'confirmed' && ticked.length === 0 ? [{ field: ids.payments, says: words.verdictForm.choosePayments }] : []),
    ...(note.trim() === '' ? [{ field: ids.note, says: words.reasonMissing }] : []),
  ]
  const ready = () => {
    if (!verdict || !chosen) return
    onDraft({
      body: { verdict, reason: chosen.value, note: note.trim(), paymentIds: ticked.map((payment) => payment.id) },
      facts: [
        [words.verdictForm.which, list.aside(caseState[verdict], chosen.label)],
        ...(verdict === 'confirmed' ? [[words.verdictForm.payments, words.verdictForm.total(yen(total))] as const] : []),
        [words.reason, note.trim()],
      ],
      messages: [],
    })
  }
  return (
    <FormFrame sends={false} problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice<Verdict>
            id={ids.verdict}
            legend={words.verdictForm.which}
            options={[
              { value: 'cleared', label: caseState.cleared },
              { value: 'confirmed', label: caseState.confirmed },
            ]}
            value={verdict}
            onChange={setVerdict}
            error={errorOf(ids.verdict)}
          />
          {verdict ? (
            <Choice id={ids.reason} legend={verdict === 'cleared' ? words.verdictForm.why : words.verdictForm.kind} options={options} value={chosen?.value ?? null} onChange={setReason} error={errorOf(ids.reason)} />
          ) : null}
          {verdict === 'confirmed' ? (
            <PaymentTicks
              id={ids.payments}
              legend={words.verdictForm.payments}
              payments={payable}
              ticked={ticked}
              onToggle={(id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
              error={errorOf(ids.payments)}
            />
          ) : null}
          <Field id={ids.note} label={words.verdictForm.note} example={words.reasonHint} value={note} onChange={setNote} maxLength={500} error={errorOf(ids.note)} />
        </>
      )}
    </FormFrame>
  )
}

function optionsOf(verdict: Verdict, words: OfficeWords['case']['verdictForm']): { value: string; label: string }[] {
  const labels: Readonly<Record<string, string>> = words[`${verdict}_reasons`]
  return classes[verdict].map((value) => ({ value, label: labels[value] ?? value }))
}
