import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useRegisterWords } from '../../words/register.ts'
import { mistakesInPerson, type Entries } from './entries.ts'
import { asProblems } from './mistakes.ts'

interface StepProps {
  readonly entries: Entries
  readonly onChange: (changed: Partial<Entries>) => void
  readonly onNext: () => void
}

/** Who registers; each field says why it is asked. */
export function PersonStep({ entries, onChange, onNext }: StepProps) {
  const words = useRegisterWords()
  const [attempt, setAttempt] = useState(0)
  const mistakes = attempt > 0 ? mistakesInPerson(entries, words.errors) : {}
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (Object.keys(mistakesInPerson(entries, words.errors)).length === 0) onNext()
    else setAttempt(attempt + 1)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary title={words.summary} problems={asProblems(mistakes)} attempt={attempt} />
        <Field id="name" label={words.name} why={words.nameWhy} example={words.nameExample} value={entries.name} onChange={(name) => onChange({ name })} autoComplete="name" maxLength={40} error={mistakes.name} />
        <Field id="kana" label={words.kana} why={words.kanaWhy} example={words.kanaExample} value={entries.kana} onChange={(kana) => onChange({ kana })} maxLength={60} error={mistakes.kana} />
        <Field id="birthYear" label={words.birthYear} why={words.birthYearWhy} example={words.birthYearExample} value={entries.birthYear} onChange={(birthYear) => onChange({ birthYear })} inputMode="numeric" autoComplete="bday-year" maxLength={4} error={mistakes.birthYear} />
        <Field id="phone" label={words.phone} why={words.phoneWhy} example={words.phoneExample} kind="tel" value={entries.phone} onChange={(phone) => onChange({ phone })} inputMode="tel" autoComplete="tel-national" maxLength={20} error={mistakes.phone} />
        <Field id="town" label={words.town} why={words.townWhy} example={words.townExample} value={entries.town} onChange={(town) => onChange({ town })} autoComplete="address-level2" maxLength={60} error={mistakes.town} />
        <Button kind="primary" big submit>
          {words.next}
        </Button>
      </Stack>
    </form>
  )
}
