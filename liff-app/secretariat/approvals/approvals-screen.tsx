import { ClipboardCheck } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { recently, yen } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { useRecordWords } from '../../words/office-record.ts'
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
            <Cards key={state} items={items} />
          )
        }
      </Loaded>
    </OfficeScreen>
  )
}

/** All of them, or those of one kind, once there are several kinds to choose from. */
function Cards({ items }: { items: readonly ApprovalSeen[] }) {
  const { approvals: words } = useOfficeWords()
  const { approvals: filter } = useRecordWords()
  const [kind, setKind] = useState<ApprovalSeen['kind'] | 'all'>('all')
  const kinds = [...new Set(items.map((approval) => approval.kind))]
  const shown = items.filter((approval) => kind === 'all' || approval.kind === kind)
  return (
    <>
      {kinds.length > 1 || kind !== 'all' ? (
        <Pick label={filter.kinds} value={kind} onChange={setKind} options={[{ value: 'all' as const, label: filter.all }, ...kinds.map((one) => ({ value: one, label: words.kind[one] }))]} />
      ) : null}
      {shown.length === 0 ? <p className={styles.soft}>{filter.none}</p> : null}
      <ul className={styles.cards}>
        {shown.map((approval) => (
          <ApprovalCard key={approval.id} approval={approval} />
        ))}
      </ul>
    </>
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
