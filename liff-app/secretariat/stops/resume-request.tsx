import type { SubmitEvent } from 'react'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { ResumeRequestSeen } from '../../../server/cases/self-stop/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { moment } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import styles from '../moves/moves.module.css'
import { officePaths } from '../office-paths.ts'
import { useProposeRelease } from './queries.ts'
import { useOfficeStopWords } from './words.ts'

const checks = ['call_back', 'at_the_desk', 'documents'] as const
type Check = (typeof checks)[number]

/** One request, and the proposal once somebody has made sure who asks. */
export function ResumeRequest({ request }: { request: ResumeRequestSeen }) {
  const { resume: words } = useOfficeStopWords()
  const language = useLanguage()
  const { officerRole } = useOfficer()
  const { openCase } = request
  const caseLink = openCase ? <Link key="case" to={officePaths.case(openCase.id)}>{openCase.number}</Link> : words.noCase
  return (
    <Block title={`${request.customerCode} ${request.maskedName}`}>
      <Facts
        facts={[
          ...(request.stoppedAt ? [[words.stoppedAt, moment(request.stoppedAt, language)] as const] : []),
          [words.askedAt, moment(request.askedAt, language)],
          [words.openCase, caseLink],
        ]}
      />
      {officerRole === 'auditor' ? null : <ProposeForm request={request} />}
    </Block>
  )
}

function ProposeForm({ request }: { request: ResumeRequestSeen }) {
  const { resume: words } = useOfficeStopWords()
  const language = useLanguage()
  const ids = { check: useId(), reason: useId() }
  const [check, setCheck] = useState<Check | null>(null)
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const sending = useProposeRelease(request.id)
  const problems = [...(check ? [] : [{ field: ids.check, says: words.chooseCheck }]), ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : [])]
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  if (sending.data) return <Banner tone="ok">{words.proposed(sending.data.approval.number)}</Banner>
  if (request.mayPropose) return <Button disabledReason={`${words.cannot}${request.mayPropose[language]}`}>{words.propose}</Button>
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isPending) return
    if (!check || problems.length > 0) setAttempt(attempt + 1)
    else sending.mutate({ identityCheck: check, reason: reason.trim() })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ErrorSummary title={words.mend} problems={attempt > 0 ? problems : []} attempt={attempt} />
      <Choice<Check> id={ids.check} legend={words.check} value={check} onChange={setCheck} options={checks.map((value) => ({ value, label: words.checks[value] }))} error={errorOf(ids.check)} />
      <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
      {sending.error ? <Problem problem={sending.error} /> : null}
      <Button kind="primary" submit busy={sending.isPending ? words.sending : null}>
        {words.propose}
      </Button>
    </form>
  )
}
