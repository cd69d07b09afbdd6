import type { SubmitEvent } from 'react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ReportAsked } from '../../../server/cases/reported/contract.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { CheckField, Field } from '../../ui/field.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useStopWords } from '../../words/stops.ts'
import { Unsaved } from '../unsaved.tsx'
import { useSendReport } from './queries.ts'

type Kind = ReportAsked['reportedAs']
type YesNo = 'yes' | 'no'

/** Three questions, a note, when to call, and whether to stop at once: ticked already for whoever did not pay. */
export function ReportForm({ paymentId }: { paymentId: string }) {
  const words = useStopWords().report
  const [asked] = useSearchParams()
  const [kind, setKind] = useState<Kind | null>(asked.get('about') === 'amount' ? 'wrong_amount' : asked.get('about') === 'not-me' ? 'not_me' : null)
  const [lost, setLost] = useState<YesNo | null>(null)
  const [family, setFamily] = useState<YesNo | null>(null)
  const [note, setNote] = useState('')
  const [phoneTime, setPhoneTime] = useState('')
  const [chosenStop, setChosenStop] = useState<boolean | null>(null)
  const [attempt, setAttempt] = useState(0)
  const sending = useSendReport(paymentId)
  const stop = chosenStop ?? kind === 'not_me'
  const missing = [
    ...(kind ? [] : [{ field: 'report-what', says: words.chooseWhat }]),
    ...(lost ? [] : [{ field: 'report-lost', says: words.chooseLost }]),
    ...(family ? [] : [{ field: 'report-family', says: words.chooseFamily }]),
  ]
  const errorOf = (field: string) => (attempt > 0 ? (missing.find((one) => one.field === field)?.says ?? null) : null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isPending) return
    if (!kind || !lost || !family) setAttempt(attempt + 1)
    else sending.mutate({ reportedAs: kind, phoneLost: lost === 'yes', familyPossible: family === 'yes', note: note.trim(), phoneTime: phoneTime.trim(), stop })
  }
  const yesNo = [
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ] as const
  return (
    <form onSubmit={submit} noValidate>
      <Unsaved typed={Boolean(lost ?? family ?? (note || phoneTime))} />
      <Stack>
        <ErrorSummary title={words.mend} problems={attempt > 0 ? missing : []} attempt={attempt} />
        <Choice<Kind>
          id="report-what"
          legend={words.what}
          value={kind}
          onChange={setKind}
          options={(['not_me', 'wrong_amount', 'twice', 'not_received', 'other'] as const).map((value) => ({ value, label: words.kinds[value] }))}
          error={errorOf('report-what')}
        />
        <Choice<YesNo> id="report-lost" legend={words.lost} value={lost} onChange={setLost} options={yesNo} error={errorOf('report-lost')} short />
        <Choice<YesNo> id="report-family" legend={words.family} value={family} onChange={setFamily} options={yesNo} error={errorOf('report-family')} short />
        <Field label={words.note} example={words.noteHint} value={note} onChange={setNote} maxLength={200} lines={3} />
        <Field label={words.phoneTime} example={words.phoneTimeHint} value={phoneTime} onChange={setPhoneTime} maxLength={100} />
        <CheckField checked={stop} onChange={setChosenStop}>
          {words.stop}
        </CheckField>
        {sending.error ? <Problem problem={sending.error} /> : null}
        <Button kind="primary" big submit busy={sending.isPending ? words.sending : null}>
          {words.send}
        </Button>
        <Note>{words.money}</Note>
      </Stack>
    </form>
  )
}
