import { useId, useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { usePropose } from './queries.ts'
import { useUnmatchedWords } from './words.ts'

interface ProposeSheetProps {
  readonly itemId: string
  readonly number: string
  readonly how: 'assign' | 'return'
  readonly onClose: () => void
}

/** Asks where the money belongs (or that it goes back) and why, and sends it to a second officer. */
export function ProposeSheet({ itemId, number, how, onClose }: ProposeSheetProps) {
  const words = useUnmatchedWords()
  const ids = { reference: useId(), reason: useId() }
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const proposing = usePropose(itemId, how === 'assign' ? 'propose-assign' : 'propose-return')
  const noReference = how === 'assign' && reference.trim() === ''
  const noReason = reason.trim() === ''
  const send = () => {
    if (!noReference && !noReason) return proposing.mutate({ reason: reason.trim(), ...(how === 'assign' ? { reference: reference.trim().toUpperCase() } : {}) }, { onSuccess: onClose })
    setTried(true)
    document.getElementById(noReference ? ids.reference : ids.reason)?.focus()
  }
  return (
    <ConfirmSheet
      title={how === 'assign' ? words.assignTitle(number) : words.giveBackTitle(number)}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" busy={proposing.isPending ? words.sending : null} onPress={send}>
            {words.send}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        {how === 'assign' ? (
          <Field
            id={ids.reference} label={words.reference} example={words.referenceHint} value={reference} onChange={setReference} maxLength={60} verbatim
            error={tried && noReference ? words.referenceMissing : null}
          />
        ) : (
          <Note>{words.giveBackNote}</Note>
        )}
        <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && noReason ? words.reasonMissing : null} />
        {proposing.error ? <Problem problem={proposing.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
