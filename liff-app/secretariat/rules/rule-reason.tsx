import { useId, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { ReasonSheet } from '../frame/reason-sheet.tsx'
import { useSend } from './queries.ts'
import { useRuleWords } from './words.ts'

interface RuleReasonProps<Answer> {
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

/** Why something about a rule is done, and why the days in shadow are waived. */
export function RuleReason<Answer>({ path, body, waives = null, onDone, ...sheet }: RuleReasonProps<Answer>) {
  const words = useRuleWords()
  const id = useId()
  const [waiver, setWaiver] = useState('')
  const sending = useSend<Answer>(path)
  const missing = waives !== null && waiver.trim() === ''
  return (
    <ReasonSheet
      {...sheet}
      hint={words.reasonHint}
      sending={sending}
      missing={missing ? [id] : []}
      after={(tried) =>
        waives ? <Field id={id} label={words.waiver} why={words.waiverNote(waives.days, waives.wanted)} value={waiver} onChange={setWaiver} maxLength={500} error={tried && missing ? words.waiverMissing : null} /> : null
      }
      onSend={(reason) => sending.mutate({ ...body, reason, ...(waives ? { waiver: waiver.trim() } : {}) }, { onSuccess: onDone })}
    />
  )
}
