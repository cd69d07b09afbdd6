import { Link, useParams } from 'react-router'
import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Banner } from '../../ui/banner.tsx'
import { day, moment, recently, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { MessageBubble } from '../moves/message-bubble.tsx'
import { officePaths } from '../office-paths.ts'
import { spanUntil } from '../clock-words.ts'
import { useApproval } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { ApprovalStateBadge } from './approval-state.tsx'
import { DecisionForm } from './decision-form.tsx'
import { SnapshotBlock } from './snapshot-block.tsx'
import { WithdrawBlock } from './withdraw-block.tsx'
import styles from './approvals.module.css'

/** One proposal: what the proposer saw, what is different now, what people will get, and the decision. */
export function ApprovalScreen() {
  const { approvals: words } = useOfficeWords()
  const { id = '' } = useParams()
  const approval = useApproval(id)
  return (
    <OfficeScreen title={approval.data ? words.one(approval.data.number) : words.title} back={{ to: officePaths.approvals, label: words.back }}>
      <Loaded query={approval} rows={5} tall>
        {(found) => (
          <Narrow key={found.id}>
            <Outcome approval={found} />
            <What approval={found} />
            <SnapshotBlock snapshot={found.snapshot} />
            <Changed approval={found} />
            <Block title={words.preview}>
              {found.messagePreview.length === 0 ? <p className={styles.soft}>{words.noPreview}</p> : <MessageBubble lines={found.messagePreview} headings={2} />}
            </Block>
            <DecisionForm approval={found} />
            <WithdrawBlock approval={found} />
          </Narrow>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

/** How it ended, when it has. */
function Outcome({ approval }: { approval: ApprovalSeen }) {
  const { approvals: words } = useOfficeWords()
  const language = useLanguage()
  const now = useNow(60_000)
  if (approval.state === 'expired') return <Banner tone="quiet">{words.expired}</Banner>
  if (approval.withdrawal) {
    const { at, reason } = approval.withdrawal
    return (
      <Banner tone="quiet">
        {words.withdrawnBy(approval.proposedBy, recently(at, now, language))} <span>{words.decidedReason(reason)}</span>
      </Banner>
    )
  }
  if (approval.state === 'proposed' || !approval.decidedAt) return null
  const did = approval.state === 'approved' ? words.decidedApproved : words.decidedSentBack
  return (
    <Banner tone={approval.state === 'approved' ? 'ok' : 'attention'}>
      {words.decided(approval.decidedBy ?? '', recently(approval.decidedAt, now, language), did)}
      {approval.decisionReason ? <span> {words.decidedReason(approval.decisionReason)}</span> : null}
    </Banner>
  )
}

function What({ approval }: { approval: ApprovalSeen }) {
  const words = useOfficeWords()
  const { approvals } = words
  const language = useLanguage()
  const now = useNow(30_000)
  return (
    <Block title={approvals.kind[approval.kind]} beside={<ApprovalStateBadge state={approval.state} />}>
      {approval.amount === null ? null : <p className={styles.big}>{yen(approval.amount)}</p>}
      <Facts
        facts={[
          [approvals.subject, approval.customerCode ?? approval.about[language]],
          ...(approval.caseId === null
            ? []
            : [
                [
                  approvals.case,
                  <Link key="case" to={officePaths.case(approval.caseId)} className={styles.link}>
                    {approval.caseNumber}
                  </Link>,
                ] as const,
              ]),
          ...(approval.dueOn === null ? [] : [[approvals.dueOn, day(approval.dueOn, language)] as const]),
          [approvals.proposer, `${approval.proposedBy} ${moment(approval.proposedAt, language)}`],
          ...(approval.state === 'proposed' ? [[approvals.expires, words.list.aside(moment(approval.expiresAt, language), approvals.left(spanUntil(approval.expiresAt, now, words.clock)))] as const] : []),
          [approvals.reason, approval.reason],
        ]}
      />
    </Block>
  )
}

function Changed({ approval }: { approval: ApprovalSeen }) {
  const { approvals: words } = useOfficeWords()
  const language = useLanguage()
  return (
    <Block title={words.changed}>
      {approval.changedSince.length === 0 ? <p className={styles.soft}>{words.unchanged}</p> : null}
      {approval.changedSince.map((change) => (
        <Banner key={change.ja} tone="attention">
          {change[language]}
        </Banner>
      ))}
    </Block>
  )
}
