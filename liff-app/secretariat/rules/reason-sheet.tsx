import { useId, useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useSend } from './queries.ts'
import { useRuleWords } from './words.ts'

interface ReasonSheetProps<Answer> {
  readonly title: string
  readonly note?: string
  /** Where it is sent, with the reason beside the rest. */
  readonly path: string
  readonly body: object
  readonly send: string
  /** The days in shadow that there were and that are wanted, when they have to be waived. */
  readonly waives?: { readonly days: string; readonly wanted: string } | null
  readonly onDone: (answer: Answer) => void
  readonly onClose: () => void
}

/** Asks why (and why the days in shadow are waived), and sends it. */
export function ReasonSheet<Answer>({ title, note, path, body, send, waives = null, onDone, onClose }: ReasonSheetProps<Answer>) {
  const words = useRuleWords()
  const ids = { reason: useId(), waiver: useId() }
  const [reason, setReason] = useState('')
  const [waiver, setWaiver] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useSend<Answer>(path)
  const missing = { reason: reason.trim() === '', waiver: waives !== null && waiver.trim() === '' }
  const submit = () => {
    if (!missing.reason && !missing.waiver) return sending.mutate({ ...body, reason: reason.trim(), ...(waives ? { waiver: waiver.trim() } : {}) }, { onSuccess: onDone })
    setTried(true)
    document.getElementById(missing.reason ? ids.reason : ids.waiver)?.focus()
  }
  return (
    <ConfirmSheet
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={sending.isPending ? words.sending : null} onPress={submit}>
            {send}
          </Button>
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      <Stack gap={3}>
        {note ? <Note>{note}</Note> : null}
        <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && missing.reason ? words.reasonMissing : null} />
        {waives ? (
          <Field id={ids.waiver} label={words.waiver} why={words.waiverNote(waives.days, waives.wanted)} value={waiver} onChange={setWaiver} maxLength={500} error={tried && missing.waiver ? words.waiverMissing : null} />
        ) : null}
        {sending.error ? <Problem problem={sending.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
