import { ClipboardCheck } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { recently, yen } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { spanUntil } from '../clock-words.ts'
import { Middle } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { officePaths } from '../office-paths.ts'
import { useApprovals } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { ApprovalStateBadge } from './approval-state.tsx'
import styles from './approvals.module.css'

/** What waits for a second officer, and what was decided. */
export function ApprovalsScreen() {
  const { approvals: words } = useOfficeWords()
  const [asked] = useSearchParams()
  const state = asked.get('state') === 'decided' ? 'decided' : 'proposed'
  const approvals = useApprovals(state)
  return (
    <OfficeScreen title={words.title}>
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { to: officePaths.approvals, label: words.tabs.proposed, here: state === 'proposed' },
          { to: `${officePaths.approvals}?state=decided`, label: words.tabs.decided, here: state === 'decided' },
        ]}
      />
      <Loaded query={approvals} rows={4} tall>
        {({ items }) =>
          items.length === 0 ? (
            <Middle>
              <EmptyState icon={<ClipboardCheck size={40} />} action={<ButtonLink to={officePaths.cases}>{words.toCases}</ButtonLink>}>
                {state === 'proposed' ? words.empty : words.emptyDecided}
              </EmptyState>
            </Middle>
          ) : (
            <ul className={styles.cards}>
              {items.map((approval) => (
                <ApprovalCard key={approval.id} approval={approval} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </OfficeScreen>
  )
}

function ApprovalCard({ approval }: { approval: ApprovalSeen }) {
  const words = useOfficeWords()
  const language = useLanguage()
  const now = useNow(30_000)
  const { approvals } = words
  return (
    <li>
      <Link to={officePaths.approval(approval.id)} className={styles.card}>
        <span className={styles.spread}>
          <b className={styles.kind}>{approvals.kind[approval.kind]}</b>
          <ApprovalStateBadge state={approval.state} />
        </span>
        <span className={styles.spread}>
          <span>{approval.about[language]}</span>
          {approval.amount === null ? null : <b className={styles.amount}>{yen(approval.amount)}</b>}
        </span>
        <span>{approvals.decidedReason(approval.reason)}</span>
        <span className={styles.soft}>
          {[approval.number, approvals.proposed(approval.proposedBy, recently(approval.proposedAt, now, language))].join(words.list.separator)}
        </span>
        <span className={styles.soft}>
          {approvals.hash(recently(approval.snapshot.takenAt, now, language))}
          {approval.state === 'proposed' ? <b>　{approvals.left(spanUntil(approval.expiresAt, now, words.clock))}</b> : null}
        </span>
      </Link>
    </li>
  )
}
