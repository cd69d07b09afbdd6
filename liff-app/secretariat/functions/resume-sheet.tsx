import { useId, useState } from 'react'
import type { ProgrammeFunction } from '../../../server/secretariat/functions/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { useOfficeWords } from '../words.ts'

interface ResumeSheetProps {
  readonly name: ProgrammeFunction
  readonly onClose: () => void
  readonly onPropose: (reason: string) => void
}

/** Proposes that a stopped function runs again; somebody else decides. */
export function ResumeSheet({ name, onClose, onPropose }: ResumeSheetProps) {
  const { functions: words } = useOfficeWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const propose = () => {
    if (reason.trim() === '') {
      setTried(true)
      document.getElementById(id)?.focus()
      return
    }
    onPropose(reason.trim())
  }
  return (
    <ConfirmSheet
      title={words.resumeTitle(words.names[name])}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" onPress={propose}>
            {words.send}
          </Button>
        </>
      }
    >
      <p>{words.intro}</p>
      <Field id={id} label={words.reason} example={words.resumeReasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && reason.trim() === '' ? words.reasonMissing : null} />
    </ConfirmSheet>
  )
}
