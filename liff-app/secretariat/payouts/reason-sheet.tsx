import { useId, useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useSend } from './queries.ts'
import { usePayoutWords } from './words.ts'

interface ReasonSheetProps {
  readonly title: string
  readonly note?: string
  readonly hint: string
  /** Where the reason is sent. */
  readonly path: string
  readonly send: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Asks why, and sends it. */
export function ReasonSheet({ title, note, hint, path, send, onDone, onClose }: ReasonSheetProps) {
  const words = usePayoutWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useSend(path)
  const submit = () => {
    if (reason.trim() !== '') return sending.mutate({ reason: reason.trim() }, { onSuccess: onDone })
    setTried(true)
    document.getElementById(id)?.focus()
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
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        {note ? <Note>{note}</Note> : null}
        <Field id={id} label={words.reason} example={hint} value={reason} onChange={setReason} maxLength={500} error={tried && reason.trim() === '' ? words.reasonMissing : null} />
        {sending.error ? <Problem problem={sending.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
