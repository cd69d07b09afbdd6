import type { SubmitEvent } from 'react'
import { useId, useState } from 'react'
import type { TargetSeen } from '../../../server/cases/stops/targets/contract.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import styles from '../moves/moves.module.css'
import { useStopAct } from './queries.ts'
import { useOfficeStopWords } from './words.ts'

export type StopAct = 'stop' | 'confirm' | 'lift'
type Reason = NonNullable<TargetSeen['stop']>['reason']
const reasons = ['takeover', 'lost_phone', 'own_store', 'cash_out', 'collusion', 'void_abuse', 'other'] as const
const verbs = { stop: 'stop', confirm: 'propose-stop', lift: 'propose-lift-stop' } as const

interface StopFormProps {
  readonly caseId: string
  readonly target: TargetSeen
  readonly act: StopAct
  readonly onDone: (says: string) => void
  readonly onCancel: () => void
}

/** Why something is stopped, or let go on: a class and a sentence, and what happens then. */
export function StopForm({ caseId, target, act, onDone, onCancel }: StopFormProps) {
  const { targets: words } = useOfficeStopWords()
  const ids = { reason: useId(), note: useId() }
  const [reason, setReason] = useState<Reason | null>(target.stop?.reason ?? null)
  const [note, setNote] = useState('')
  const [attempt, setAttempt] = useState(0)
  const sending = useStopAct(caseId, verbs[act])
  const problems = [
    ...(act === 'lift' || reason ? [] : [{ field: ids.reason, says: words.chooseReason }]),
    ...(note.trim() === '' ? [{ field: ids.note, says: words.noteMissing }] : []),
  ]
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  const send = async () => {
    const about = { target: target.target, targetId: target.targetId }
    const answer = await sending.mutateAsync(act === 'lift' ? { ...about, reason: note.trim() } : { ...about, reason, note: note.trim() }).catch(() => null)
    if (answer) onDone('approval' in answer ? words.proposed(answer.approval.number) : words.stopped)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isPending) return
    if (problems.length > 0) setAttempt(attempt + 1)
    else void send()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={`${words[act]}：${target.name}`}>
      <ErrorSummary title={words.mend} problems={attempt > 0 ? problems : []} attempt={attempt} />
      {act === 'lift' ? null : <p>{words.what[target.target]}</p>}
      {act === 'lift' ? null : (
        <Choice<Reason> id={ids.reason} legend={words.reason} value={reason} onChange={setReason} options={reasons.map((value) => ({ value, label: words.reasons[value] }))} error={errorOf(ids.reason)} />
      )}
      <Field id={ids.note} label={words.note} example={words.noteHint} value={note} onChange={setNote} maxLength={500} error={errorOf(ids.note)} />
      {sending.error ? <Problem problem={sending.error} /> : null}
      <Button kind={act === 'stop' ? 'danger-filled' : 'primary'} submit busy={sending.isPending ? words.sending : null}>
        {words[act]}
      </Button>
      <Button kind="text" onPress={onCancel}>
        {words.cancel}
      </Button>
    </form>
  )
}
