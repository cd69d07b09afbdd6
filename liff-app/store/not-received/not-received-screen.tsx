import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { PhotosField } from '../../evidence/photos-field.tsx'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { onlyDigits } from '../../ui/digits.ts'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { Card, Stack } from '../../ui/stack.tsx'
import { useEvidenceWords } from '../../words/evidence.ts'
import { storePhoto } from '../fact-checks/photos-of.ts'
import { useMyStore } from '../my-store.tsx'
import { useReportNotReceived } from '../queries.ts'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import type { FileSeen } from '../../../server/cases/evidence/contract.ts'

/** 「お客さまの画面は見たが、入金がない」: how much, about when, a photo of the screen, and what else was seen. */
export function NotReceivedScreen() {
  const words = useEvidenceWords().notReceived
  const { store } = useMyStore()
  const [done, setDone] = useState(false)
  return (
    <Screen title={words.title} heading={words.open} back={paths.store} nav={<StoreNav />}>
      {done ? (
        <>
          <Banner tone="ok">{words.done}</Banner>
          <ButtonLink to={paths.store} kind="primary">
            {words.toFeed}
          </ButtonLink>
        </>
      ) : (
        <>
          <Banner tone="attention">{words.wait}</Banner>
          <StoreChoice />
          <ReportForm key={store.id} storeId={store.id} onDone={() => setDone(true)} />
        </>
      )}
    </Screen>
  )
}

const minutesAgo = { now: 0, five: 5, fifteen: 15, thirty: 30, hour: 60 } as const
type Ago = keyof typeof minutesAgo
const minuteMs = 60_000

function ReportForm({ storeId, onDone }: { storeId: string; onDone: () => void }) {
  const { notReceived: words, photos: photoWords } = useEvidenceWords()
  const [amount, setAmount] = useState('')
  const [ago, setAgo] = useState<Ago | null>(null)
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<readonly FileSeen[]>([])
  const [attempt, setAttempt] = useState(0)
  const reporting = useReportNotReceived()
  const problems = [...(/^[1-9]/.test(amount) ? [] : [{ field: 'amount', says: words.amountMissing }]), ...(ago === null ? [{ field: 'ago', says: words.agoMissing }] : [])]
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (ago === null || problems.length > 0) {
      setAttempt(attempt + 1)
      return
    }
    const seenAt = new Date(serverNow() - minutesAgo[ago] * minuteMs).toISOString()
    reporting.mutate({ storeId, amount, seenAt, words: text.trim(), photoIds: photos.map(({ id }) => id) }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary title={words.summary} problems={attempt > 0 ? problems : []} attempt={attempt} />
        <Field id="amount" label={words.amount} example={words.amountExample} value={amount} onChange={(typed) => setAmount(onlyDigits(typed))} inputMode="numeric" maxLength={7} error={errorOf('amount')} />
        <Choice<Ago>
          id="ago"
          legend={words.minutesAgo}
          value={ago}
          onChange={setAgo}
          error={errorOf('ago')}
          options={(['now', 'five', 'fifteen', 'thirty', 'hour'] as const).map((value) => ({ value, label: words.ago[value] }))}
        />
        <Card>
          <PhotosField uploadTo={`/api/store/not-received/${storeId}/photos`} viewAt={storePhoto} most={5} photos={photos} onChange={setPhotos} note={photoWords.noFaces} />
        </Card>
        <Field label={words.words} example={words.wordsExample} value={text} onChange={setText} maxLength={500} lines={3} />
        {reporting.error ? <Problem problem={reporting.error} /> : null}
        <Button kind="primary" big submit busy={reporting.isPending ? words.sending : null}>
          {words.send}
        </Button>
      </Stack>
    </form>
  )
}
