import type { SubmitEvent } from 'react'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { OwnAppeal } from '../../../server/cases/appeals/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { day } from '../../ui/format.ts'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { Unsaved } from '../unsaved.tsx'
import { PhoneButton } from '../phone-button.tsx'
import { useAppeal, useSendAppeal } from './queries.ts'

/** 結果に納得できないとき: against the freeze in force, or the demand of the address. */
export function AppealScreen() {
  const { id = null } = useParams()
  const words = useStopWords().appeal
  const app = useAppWords()
  const appeal = useAppeal(id)
  return (
    <Screen title={words.title} back={id === null ? paths.stopped : paths.repayment(id)} nav={<CustomerNav />}>
      <h2>{words.about[id === null ? 'freeze' : 'demand']}</h2>
      <Loaded query={appeal} tall>
        {(found) => (found.appeal ? <Said appeal={found.appeal} /> : <AppealForm demandId={id} found={found} />)}
      </Loaded>
      <PhoneButton>{words.phone(app.phoneHours)}</PhoneButton>
    </Screen>
  )
}

type Appeal = NonNullable<OwnAppeal['appeal']>
const tones: Readonly<Record<Appeal['state'], Tone>> = { open: 'attention', accepted: 'ok', rejected: 'quiet' }

function Said({ appeal }: { appeal: Appeal }) {
  const words = useStopWords().appeal
  const language = useLanguage()
  return (
    <Card>
      <Badge tone={tones[appeal.state]}>{words.states[appeal.state]}</Badge>
      {appeal.state === 'open' ? <p>{words.answerBy(day(appeal.dueOn, language))}</p> : null}
      {appeal.state === 'open' ? <Note>{words.quiet}</Note> : null}
      {appeal.reason ? (
        <>
          <h3>{words.answer}</h3>
          <p>{appeal.reason}</p>
        </>
      ) : null}
      {appeal.state === 'accepted' ? <p>{words.accepted}</p> : null}
      <h3>{words.said}</h3>
      <p>{appeal.text}</p>
    </Card>
  )
}

function AppealForm({ demandId, found }: { demandId: string | null; found: OwnAppeal }) {
  const words = useStopWords().appeal
  const language = useLanguage()
  const [text, setText] = useState('')
  const [attempt, setAttempt] = useState(0)
  const sending = useSendAppeal(demandId)
  const no = found.mayAppeal?.[language] ?? null
  const problems = text.trim() === '' ? [{ field: 'appeal-text', says: words.missing }] : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isPending || no) return
    if (problems.length > 0) setAttempt(attempt + 1)
    else sending.mutate(text.trim())
  }
  if (no) return <Banner tone="info">{no}</Banner>
  return (
    <form onSubmit={submit} noValidate>
      <Unsaved typed={text !== ''} />
      <Stack>
        <ErrorSummary title={words.mend} problems={attempt > 0 ? problems : []} attempt={attempt} />
        <p>{words.how(day(found.until, language))}</p>
        <Note>{words.quiet}</Note>
        <Field id="appeal-text" label={words.text} example={words.textHint} value={text} onChange={setText} maxLength={500} lines={6} error={attempt > 0 ? (problems[0]?.says ?? null) : null} />
        {sending.error ? <Problem problem={sending.error} /> : null}
        <Button kind="primary" big submit busy={sending.isPending ? words.sending : null}>
          {words.send}
        </Button>
      </Stack>
    </form>
  )
}
