import { useId, useState } from 'react'
import type { OfficerSeen } from '../../../server/secretariat/officers/contract.ts'
import { serverNow } from '../../platform/clock.ts'
import { CheckField, Field } from '../../ui/field.tsx'
import { Choice } from '../../ui/choice.tsx'
import { dayOf } from '../../ui/format.ts'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { SaveSheet, type SaveSheetProps } from './save-sheet.tsx'

type Props = Pick<SaveSheetProps, 'onClose' | 'onSaved'> & { readonly officer: OfficerSeen }

/** 当番と不在 of one officer. */
export function PresenceSheet({ officer, ...props }: Props) {
  const { staff: words } = useCaseCoreWords()
  const ids = { from: useId(), until: useId() }
  const today = dayOf(serverNow())
  const [onDuty, setOnDuty] = useState(officer.onDuty)
  const [away, setAway] = useState(officer.absence !== null)
  const [from, setFrom] = useState(officer.absence?.from ?? today)
  const [until, setUntil] = useState(officer.absence?.until ?? today)
  const wrong = away && (from === '' || until === '' || until < from || until < today)
  return (
    <SaveSheet
      {...props}
      officerId={officer.id}
      what="presence"
      title={words.presenceTitle(officer.name)}
      problems={wrong ? [{ field: ids.until, says: words.periodMissing }] : []}
      body={{ onDuty, absence: away ? { from, until } : null }}
    >
      {(errorOf) => (
        <>
          <Choice
            legend={words.duty}
            value={onDuty ? 'on' : 'off'}
            onChange={(value) => setOnDuty(value === 'on')}
            options={[
              { value: 'on', label: words.dutyOf.on },
              { value: 'off', label: words.dutyOf.off },
            ]}
          />
          <CheckField checked={away} onChange={setAway}>
            {words.isAbsent}
          </CheckField>
          {away ? (
            <>
              <Field id={ids.from} kind="date" label={words.from} value={from} onChange={setFrom} />
              <Field id={ids.until} kind="date" label={words.until} value={until} onChange={setUntil} error={errorOf(ids.until)} />
            </>
          ) : null}
        </>
      )}
    </SaveSheet>
  )
}
