import { useId, useState } from 'react'
import type { ProgrammeFunction } from '../../../server/secretariat/functions/contract.ts'
import { serverNow } from '../../platform/clock.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { count, dayOf } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { useOfficeWords } from '../words.ts'

type Until = 'none' | 'one' | 'three' | 'tomorrow'
const hourMs = 3_600_000
/** Nobody plans to the minute. */
const quarterMs = 900_000

interface StopSheetProps {
  readonly name: ProgrammeFunction
  readonly payingNow: number
  readonly onClose: () => void
  readonly onStop: (asked: { reason: string; expectedUntil?: string }) => void
}

/** Asks before a function is stopped for everybody: why, until when probably, and the word typed by hand. */
export function StopSheet({ name, payingNow, onClose, onStop }: StopSheetProps) {
  const { functions: words } = useOfficeWords()
  const ids = { reason: useId(), typed: useId() }
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [until, setUntil] = useState<Until>('none')
  const [tried, setTried] = useState(false)
  const missing = { reason: reason.trim() === '', typed: typed.normalize('NFKC').trim().toLowerCase() !== words.word }
  const stop = () => {
    if (missing.reason || missing.typed) {
      setTried(true)
      document.getElementById(missing.reason ? ids.reason : ids.typed)?.focus()
      return
    }
    const expectedUntil = momentOf(until)
    onStop({ reason: reason.trim(), ...(expectedUntil ? { expectedUntil } : {}) })
  }
  return (
    <ConfirmSheet
      title={words.stopTitle(words.names[name])}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button kind="danger-filled" onPress={stop}>
            {words.stop}
          </Button>
        </>
      }
    >
      <p>{words.effects[name]}</p>
      {name === 'pay' || name === 'code_pay' ? <p>{words.reach(count(payingNow))}</p> : null}
      <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && missing.reason ? words.reasonMissing : null} />
      <Choice
        legend={words.hours}
        value={until}
        onChange={setUntil}
        options={[
          { value: 'none', label: words.hoursOf.none },
          { value: 'one', label: words.hoursOf.one },
          { value: 'three', label: words.hoursOf.three },
          { value: 'tomorrow', label: words.hoursOf.tomorrow },
        ]}
      />
      <Field id={ids.typed} label={words.typed} value={typed} onChange={setTyped} maxLength={10} verbatim autoComplete="off" error={tried && missing.typed ? words.typedMissing : null} />
    </ConfirmSheet>
  )
}

function momentOf(until: Until): string | null {
  const now = serverNow()
  switch (until) {
    case 'none':
      return null
    case 'one':
      return new Date(roundUp(now + hourMs)).toISOString()
    case 'three':
      return new Date(roundUp(now + 3 * hourMs)).toISOString()
    case 'tomorrow':
      return new Date(`${dayOf(now + 24 * hourMs)}T09:00:00+09:00`).toISOString()
  }
}

const roundUp = (moment: number): number => Math.ceil(moment / quarterMs) * quarterMs
