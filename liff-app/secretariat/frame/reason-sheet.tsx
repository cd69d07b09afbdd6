import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useOfficeWords } from '../words.ts'

interface ReasonSheetProps {
  readonly title: string
  readonly note?: string | undefined
  readonly hint?: string | undefined
  readonly send: string
  /** What its button says meanwhile; 「送っています…」 unless it has a verb of its own. */
  readonly busy?: string | undefined
  readonly sending: { readonly isPending: boolean; readonly error: Error | null }
  /** Fields besides the reason; get told whether somebody has tried to send. `missing` are the ids of those not filled in. */
  readonly before?: ((tried: boolean) => ReactNode) | undefined
  readonly after?: ((tried: boolean) => ReactNode) | undefined
  readonly missing?: readonly string[]
  readonly onSend: (reason: string) => void
  readonly onClose: () => void
}

/** Asks why, and sends it: the one sheet for whatever needs nothing but a reason, or little more. */
export function ReasonSheet({ title, note, hint, send, busy, sending, before, after, missing = [], onSend, onClose }: ReasonSheetProps) {
  const { case: words } = useOfficeWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    if (sending.isPending) return
    const [first] = [...missing, ...(reason.trim() === '' ? [id] : [])]
    if (first === undefined) return onSend(reason.trim())
    setTried(true)
    document.getElementById(first)?.focus()
  }
  return (
    <ConfirmSheet
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={sending.isPending ? (busy ?? words.sending) : null} onPress={submit}>
            {send}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        {note ? <Note>{note}</Note> : null}
        {before?.(tried)}
        <Field id={id} label={words.reason} example={hint ?? words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && reason.trim() === '' ? words.reasonMissing : null} />
        {after?.(tried)}
        {sending.error ? <Problem problem={sending.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
