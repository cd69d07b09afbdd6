import { useId, useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useOfficeWords, type OfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { PaymentTicks } from './payment-ticks.tsx'

type Verdict = NonNullable<CaseFile['verdict']>['verdict']
type VerdictWords = OfficeWords['case']['verdictForm']
const verdicts = ['cleared', 'confirmed', 'undecided'] as const satisfies readonly Verdict[]
const classes = {
  cleared: ['family', 'mistyped', 'event', 'store_record', 'other'],
  confirmed: ['simultaneous', 'takeover', 'own_store', 'collusion', 'other'],
  undecided: ['no_answer', 'no_record', 'contradicting', 'unreachable', 'other'],
} as const satisfies Record<Verdict, readonly string[]>

/** 判定: no problem, fraud, or not to be decided; with its class, the payments concerned and a reason in words. */
export function VerdictForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words, list } = useOfficeWords()
  const { verdictForm } = words
  const ids = { verdict: useId(), reason: useId(), payments: useId(), note: useId() }
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [left, setLeft] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const options = verdict ? optionsOf(verdict, verdictForm) : []
  const chosen = options.find((option) => option.value === reason)
  const payable = file.payments.filter((payment) => payment.state === 'paid')
  const ticked = verdict === 'confirmed' ? payable.filter((payment) => payment.concerned !== left.includes(payment.id)) : []
  const total = ticked.reduce((sum, payment) => sum + BigInt(payment.amount), 0n)
  // A finding has a reason; where there is none, it is said what was missing.
  const said =
    verdict === 'undecided'
      ? { label: verdictForm.undecidedNote, example: verdictForm.undecidedHint, missing: verdictForm.undecidedMissing }
      : { label: verdictForm.note, example: words.reasonHint, missing: words.reasonMissing }
  const problems = [
    ...(verdict ? [] : [{ field: ids.verdict, says: verdictForm.chooseVerdict }]),
    ...(verdict && !chosen ? [{ field: ids.reason, says: verdictForm.chooseReason }] : []),
    ...(verdict === 'confirmed' && ticked.length === 0 ? [{ field: ids.payments, says: verdictForm.choosePayments }] : []),
    ...(note.trim() === '' ? [{ field: ids.note, says: said.missing }] : []),
  ]
  const ready = () => {
    if (!verdict || !chosen) return
    onDraft({
      body: { verdict, reason: chosen.value, note: note.trim(), paymentIds: ticked.map((payment) => payment.id) },
      facts: [
        [verdictForm.which, list.aside(verdictForm[verdict], chosen.label)],
        ...(verdict === 'confirmed' ? [[verdictForm.payments, verdictForm.total(yen(total))] as const] : []),
        [said.label, note.trim()],
      ],
      messages: [],
    })
  }
  return (
    <FormFrame sends={false} problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice<Verdict>
            long
            id={ids.verdict}
            legend={verdictForm.which}
            options={verdicts.map((value) => ({ value, label: verdictForm[value] }))}
            value={verdict}
            onChange={setVerdict}
            error={errorOf(ids.verdict)}
          />
          {verdict === 'undecided' ? <Note>{verdictForm.undecidedMeans}</Note> : null}
          {verdict ? <Choice long={verdict === 'undecided'} id={ids.reason} legend={legendOf(verdict, verdictForm)} options={options} value={chosen?.value ?? null} onChange={setReason} error={errorOf(ids.reason)} /> : null}
          {verdict === 'confirmed' ? (
            <PaymentTicks
              id={ids.payments}
              legend={verdictForm.payments}
              payments={payable}
              ticked={ticked}
              onToggle={(id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
              error={errorOf(ids.payments)}
            />
          ) : null}
          <Field id={ids.note} label={said.label} example={said.example} value={note} onChange={setNote} maxLength={500} error={errorOf(ids.note)} />
        </>
      )}
    </FormFrame>
  )
}

function legendOf(verdict: Verdict, words: VerdictWords): string {
  if (verdict === 'undecided') return words.undecidedWhy
  return verdict === 'cleared' ? words.why : words.kind
}

function optionsOf(verdict: Verdict, words: VerdictWords): { value: string; label: string }[] {
  const labels: Readonly<Record<string, string>> = words[`${verdict}_reasons`]
  return classes[verdict].map((value) => ({ value, label: labels[value] ?? value }))
}
