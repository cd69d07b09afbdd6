import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { CheckField } from '../../ui/field.tsx'
import { Card, Stack } from '../../ui/stack.tsx'
import { useRegisterWords } from '../../words/register.ts'
import { Steps } from '../steps.tsx'
import { mistakesInConsent, type Entries } from './entries.ts'
import { asProblems } from './mistakes.ts'

interface StepProps {
  readonly entries: Entries
  readonly onChange: (changed: Partial<Entries>) => void
  readonly onNext: () => void
}

/** What this is, and the two consents. */
export function ConsentStep({ entries, onChange, onNext }: StepProps) {
  const words = useRegisterWords()
  const [attempt, setAttempt] = useState(0)
  const mistakes = attempt > 0 ? mistakesInConsent(entries, words.errors) : {}
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (Object.keys(mistakesInConsent(entries, words.errors)).length === 0) onNext()
    else setAttempt(attempt + 1)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary title={words.summary} problems={asProblems(mistakes)} attempt={attempt} />
        <Steps steps={words.intro} />
        <Text title={words.terms} more={words.more} sentences={words.termsText} />
        <CheckField id="acceptsTerms" checked={entries.acceptsTerms} onChange={(acceptsTerms) => onChange({ acceptsTerms })} error={mistakes.acceptsTerms}>
          {words.acceptTerms}
        </CheckField>
        <Text title={words.privacy} more={words.more} sentences={words.privacyText} />
        <CheckField id="acceptsPrivacy" checked={entries.acceptsPrivacy} onChange={(acceptsPrivacy) => onChange({ acceptsPrivacy })} error={mistakes.acceptsPrivacy}>
          {words.acceptPrivacy}
        </CheckField>
        <Button kind="primary" big submit>
          {words.next}
        </Button>
      </Stack>
    </form>
  )
}

function Text({ title, more, sentences }: { title: string; more: string; sentences: readonly string[] }) {
  return (
    <Card>
      <h2>{title}</h2>
      <details>
        <summary aria-label={`${title} ${more}`}>{more}</summary>
        <Steps steps={sentences} />
      </details>
    </Card>
  )
}
