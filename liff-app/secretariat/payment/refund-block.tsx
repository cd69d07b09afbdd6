import { useId, useState, type SubmitEvent } from 'react'
import type { OfficePaymentSeen } from '../../../server/payments/refunds/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { onlyDigits } from '../../ui/digits.ts'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { yen } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { useProposeRefund } from './queries.ts'

/** 返金の起案: how much and why, asked once more before it is sent. Whoever may not propose reads why. */
export function RefundBlock({ seen }: { seen: OfficePaymentSeen }) {
  const { payment: words } = useOfficeWords()
  const language = useLanguage()
  const officer = useOfficer()
  const proposing = useProposeRefund(seen.payment.id)
  if (proposing.isSuccess || seen.pending) {
    const { id, number } = proposing.data?.approval ?? seen.pending ?? { id: '', number: '' }
    return (
      <Block title={words.refund}>
        <Banner tone="info">{words.proposed(number)}</Banner>
        <ButtonLink to={officePaths.approval(id)}>{words.toApproval}</ButtonLink>
      </Block>
    )
  }
  if (officer.officerRole === 'auditor') return null
  return (
    <Block title={words.refund}>
      <Note>{words.refundNote}</Note>
      {proposing.error ? <Problem problem={proposing.error} aboutMoney /> : null}
      {seen.refundDisabled ? (
        <Button kind="primary" disabledReason={seen.refundDisabled[language]}>
          {words.check}
        </Button>
      ) : (
        <RefundForm refundable={seen.refundable} busy={proposing.isPending} onSend={(asked) => proposing.mutate(asked)} />
      )}
    </Block>
  )
}

interface RefundFormProps {
  readonly refundable: string
  readonly busy: boolean
  readonly onSend: (asked: { amount: string; reason: string }) => void
}

function RefundForm({ refundable, busy, onSend }: RefundFormProps) {
  const { payment: words } = useOfficeWords()
  const ids = { amount: useId(), reason: useId() }
  const [amount, setAmount] = useState(refundable)
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const [asking, setAsking] = useState(false)
  const problems = [
    ...(amount === '' ? [{ field: ids.amount, says: words.amountMissing }] : BigInt(amount) > BigInt(refundable) ? [{ field: ids.amount, says: words.amountTooHigh(yen(refundable)) }] : []),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  const errorOf = (field: string) => (attempt > 0 ? (problems.find((problem) => problem.field === field)?.says ?? null) : null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (problems.length === 0) setAsking(true)
    else setAttempt(attempt + 1)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={4}>
        <ErrorSummary title={words.mend} problems={attempt > 0 ? problems : []} attempt={attempt} />
        <Field
          id={ids.amount}
          label={words.amount}
          why={words.refundable(yen(refundable))}
          example={words.amountHint}
          value={amount}
          onChange={(typed) => setAmount(onlyDigits(typed).replace(/^0+/, ''))}
          inputMode="numeric"
          maxLength={12}
          error={errorOf(ids.amount)}
        />
        <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        <Button kind="primary" submit busy={busy ? words.sending : null}>
          {words.check}
        </Button>
      </Stack>
      {asking ? (
        <ConfirmSheet
          title={words.sure(yen(amount))}
          onClose={() => setAsking(false)}
          buttons={
            <>
              <Button onPress={() => setAsking(false)}>{words.cancel}</Button>
              <Button
                kind="primary"
                onPress={() => {
                  setAsking(false)
                  onSend({ amount, reason: reason.trim() })
                }}
              >
                {words.send}
              </Button>
            </>
          }
        >
          <p>{words.sureNote}</p>
          <p>{words.why(reason.trim())}</p>
        </ConfirmSheet>
      ) : null}
    </form>
  )
}
