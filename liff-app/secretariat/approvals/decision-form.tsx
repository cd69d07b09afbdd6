import { useId, useState } from 'react'
import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { useDecision, type Decision } from '../queries.ts'
import { useOfficeWords } from '../words.ts'

/** The second officer's word. Both buttons ask for a reason; whoever may not decide reads why. */
export function DecisionForm({ approval }: { approval: ApprovalSeen }) {
  const { approvals: words } = useOfficeWords()
  const language = useLanguage()
  const officer = useOfficer()
  const id = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useDecision(approval.id)
  const goOn = (
    <ButtonLink to={approval.caseId === null ? officePaths.approvals : officePaths.case(approval.caseId)} kind={approval.state === 'proposed' ? 'text' : 'secondary'}>
      {approval.caseId === null ? words.decidedList : words.toCase}
    </ButtonLink>
  )
  const done = sending.isSuccess ? { approve: words.approvedNow, 'send-back': words.sentBackNow }[sending.variables.as] : null
  if (done) {
    return (
      <Block title={words.decisionTitle}>
        <Banner tone="ok">{done}</Banner>
        {goOn}
      </Block>
    )
  }
  if (officer.officerRole === 'auditor' || approval.state !== 'proposed') return goOn
  const no = approval.mayDecide.allowed ? null : (approval.mayDecide[language] ?? approval.mayDecide.reason)
  // What the proposer saw was changed: it goes back, and nowhere else.
  const maySendBack = no === null || approval.mayDecide.reason === 'proposal-changed'
  const decide = (as: Decision) => {
    if (reason.trim() === '') {
      setTried(true)
      document.getElementById(id)?.focus()
      return
    }
    sending.mutate({ as, reason: reason.trim() })
  }
  const isSending = (as: Decision) => sending.isPending && sending.variables.as === as
  const other = sending.isPending ? words.deciding : null
  return (
    <Block title={words.decisionTitle}>
      {maySendBack ? <Field id={id} label={words.decisionReason} example={words.decisionHint} value={reason} onChange={setReason} maxLength={500} error={tried && reason.trim() === '' ? words.reasonMissing : null} /> : null}
      {sending.error ? <Problem problem={sending.error} /> : null}
      <Button kind="primary" big disabledReason={no ?? (isSending('send-back') ? other : null)} busy={isSending('approve') ? words.approving : null} onPress={() => decide('approve')}>
        {words.approve}
      </Button>
      {maySendBack ? (
        <Button disabledReason={isSending('approve') ? other : null} busy={isSending('send-back') ? words.sendingBack : null} onPress={() => decide('send-back')}>
          {words.sendBack}
        </Button>
      ) : null}
      {goOn}
    </Block>
  )
}
