import { useMutation } from '@tanstack/react-query'
import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import type { z } from 'zod'
import type { explained, explanation, FileSeen } from '../../server/cases/evidence/contract.ts'
import { api } from '../api.ts'
import { PhotosField } from '../evidence/photos-field.tsx'
import { paths } from '../paths.ts'
import { Problem } from '../problem.tsx'
import { Screen } from '../screen.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../ui/format.ts'
import { Card, Note, Stack } from '../ui/stack.tsx'
import { useAppWords } from '../words/app.ts'
import { useEvidenceWords } from '../words/evidence.ts'
import { CustomerNav } from './customer-nav.tsx'
import { PhoneButton } from './phone-button.tsx'
import { Unsaved } from './unsaved.tsx'

const lettersMost = 500
const customerPhoto = (id: string): string => `/api/evidence/${id}`

/** 事情を説明する: words and photos for the officer who looks at why payments are stopped. */
export function ExplainScreen() {
  const words = useEvidenceWords().explain
  const app = useAppWords()
  const sending = useMutation({ mutationFn: (told: z.infer<typeof explained>) => api.post<z.infer<typeof explanation>>('/api/statements', told) })
  return (
    <Screen title={words.title} back={paths.stopped} nav={<CustomerNav />}>
      {sending.data ? (
        <>
          <Banner tone="ok">{words.done}</Banner>
          <Note>{words.number(sending.data.caseNumber)}</Note>
          <ButtonLink to={paths.stopped} kind="primary">
            {words.back}
          </ButtonLink>
        </>
      ) : (
        <ExplainForm busy={sending.isPending} problem={sending.error} onSend={(told) => sending.mutate(told)} />
      )}
      <Card>
        <p>{words.phone}</p>
        <PhoneButton>{app.phone}</PhoneButton>
        <Note>{app.phoneHours}</Note>
      </Card>
    </Screen>
  )
}

function ExplainForm({ busy, problem, onSend }: { busy: boolean; problem: unknown; onSend: (told: z.infer<typeof explained>) => void }) {
  const { explain: words, photos: photoWords } = useEvidenceWords()
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<readonly FileSeen[]>([])
  const [attempt, setAttempt] = useState(0)
  const missing = attempt > 0 && text.trim() === ''
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (text.trim() === '') setAttempt(attempt + 1)
    else onSend({ words: text.trim(), photoIds: photos.map(({ id }) => id) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Unsaved typed={text !== '' || photos.length > 0} />
      <Stack>
        <ErrorSummary title={words.summary} problems={missing ? [{ field: 'explanation', says: words.missing }] : []} attempt={attempt} />
        <p>{words.intro}</p>
        <Field id="explanation" label={words.words} example={words.left(count(lettersMost - text.length))} value={text} onChange={setText} maxLength={lettersMost} lines={6} error={missing ? words.missing : null} />
        <Card>
          <PhotosField uploadTo="/api/statements/photos" viewAt={customerPhoto} most={3} photos={photos} onChange={setPhotos} note={photoWords.ofEvents} />
        </Card>
        {problem ? <Problem problem={problem} /> : null}
        <Button kind="primary" big submit busy={busy ? words.sending : null}>
          {words.send}
        </Button>
      </Stack>
    </form>
  )
}
