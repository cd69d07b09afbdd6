import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { CheckField } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Card, Stack } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'
import { useEvidenceWords } from '../../words/evidence.ts'
import { PhotosField } from '../../evidence/photos-field.tsx'
import { useAnswerFactCheck, useSaveDraft } from '../queries.ts'
import { AnswersGiven } from './answers-given.tsx'
import { asAnswer, asDraft, missingIn, openAnswers, type Answers } from './answers.ts'
import { PaymentQuestions } from './payment-questions.tsx'
import type { keptDraft, StoreFactCheck } from '../../../server/cases/contract.ts'
import type { z } from 'zod'
import { photosOf } from './photos-of.ts'

/** The questions, a check that none was left out, and the answers once more before they are sent. */
export function AnswerForm({ factCheck, kept }: { factCheck: StoreFactCheck; kept: z.infer<typeof keptDraft> }) {
  const words = useStoreWords().answer
  const { photos: photoWords } = useEvidenceWords()
  const [answers, setAnswers] = useState(() => openAnswers(factCheck, kept))
  const [attempt, setAttempt] = useState(0)
  const [reviewing, setReviewing] = useState(false)
  const missing = attempt > 0 ? missingIn(answers, words.errors) : []
  const change = (changed: Partial<Answers>) => setAnswers((before) => ({ ...before, ...changed }))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (missingIn(answers, words.errors).length === 0) setReviewing(true)
    else setAttempt(attempt + 1)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary title={words.summary} problems={missing} attempt={attempt} />
        {factCheck.payments.map((payment, place) => {
          const entry = answers.entries[place]
          return entry ? (
            <PaymentQuestions
              key={payment.id}
              payment={payment}
              place={place}
              count={factCheck.payments.length}
              entry={entry}
              tried={attempt > 0}
              onChange={(changed) => change({ entries: answers.entries.with(place, changed) })}
            />
          ) : null
        })}
        <Card>
          <PhotosField
            {...photosOf(factCheck.id)}
            photos={answers.photos}
            onChange={(changed) => setAnswers((before) => ({ ...before, photos: changed(before.photos) }))}
            note={photoWords.noFaces}
          />
        </Card>
        <Closing answers={answers} onChange={change} tried={attempt > 0} several={factCheck.payments.length > 1} />
        <SaveDraft factCheck={factCheck} answers={answers} />
        <Button kind="primary" big submit>
          {words.review}
        </Button>
      </Stack>
      {reviewing ? <Review factCheck={factCheck} answers={answers} onClose={() => setReviewing(false)} /> : null}
    </form>
  )
}

interface ClosingProps {
  readonly answers: Answers
  readonly onChange: (changed: Partial<Answers>) => void
  readonly tried: boolean
  readonly several: boolean
}

/** Whether several payments were one sale, and that the records were looked at. */
function Closing({ answers, onChange, tried, several }: ClosingProps) {
  const words = useStoreWords().answer
  return (
    <Card>
      {several ? (
        <Choice
          short
          id="sameCheckout"
          legend={words.sameCheckout}
          value={answers.sameCheckout}
          onChange={(sameCheckout) => onChange({ sameCheckout })}
          error={tried && answers.sameCheckout === null ? words.chooseOne : null}
          options={[
            { value: 'same', label: words.sameCheckouts.same },
            { value: 'different', label: words.sameCheckouts.different },
            { value: 'unknown', label: words.sameCheckouts.unknown },
          ]}
        />
      ) : null}
      <CheckField id="truthful" checked={answers.truthful} onChange={(truthful) => onChange({ truthful })} error={tried && !answers.truthful ? words.errors.truthful : null}>
        {words.truthful}
      </CheckField>
    </Card>
  )
}

function SaveDraft({ factCheck, answers }: { factCheck: StoreFactCheck; answers: Answers }) {
  const words = useStoreWords().answer
  const [saved, setSaved] = useState<Answers | null>(null)
  const saving = useSaveDraft(factCheck.id)
  return (
    <>
      {saving.error ? <Problem problem={saving.error} /> : null}
      <Button busy={saving.isPending ? words.sending : null} onPress={() => saving.mutate(asDraft(answers, factCheck), { onSuccess: () => setSaved(answers) })}>
        {words.saveDraft}
      </Button>
      <p role="status">{saved === answers ? words.draftSaved : null}</p>
    </>
  )
}

function Review({ factCheck, answers, onClose }: { factCheck: StoreFactCheck; answers: Answers; onClose: () => void }) {
  const words = useStoreWords().answer
  const sending = useAnswerFactCheck(factCheck.id)
  const answer = asAnswer(answers, factCheck)
  return (
    <ConfirmSheet
      title={words.reviewTitle}
      onClose={onClose}
      buttons={
        <>
          <Button
            kind="primary"
            big
            busy={sending.isPending ? words.sending : null}
            onPress={() => sending.mutate(answer)}
          >
            {words.send}
          </Button>
          <Button onPress={onClose}>{words.mend}</Button>
        </>
      }
    >
      {sending.error ? <Problem problem={sending.error} /> : null}
      <AnswersGiven payments={factCheck.payments} answers={answer.answers} sameCheckout={answer.sameCheckout} photos={answers.photos} />
    </ConfirmSheet>
  )
}
