import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Emphasis } from '../case/emphasis.tsx'
import { clock, dayOf, inFours, moment, shortDay, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './approvals.module.css'

type Snapshot = ApprovalSeen['snapshot']
type Payment = Snapshot['payments'][number]

/** Exactly what the proposer saw, fixed at that moment; its fingerprint shows that nobody changed it. */
export function SnapshotBlock({ snapshot }: { snapshot: Snapshot }) {
  const { approvals: words } = useOfficeWords()
  const language = useLanguage()
  return (
    <Block title={words.snapshot(moment(snapshot.takenAt, language))}>
      {snapshot.facts.length > 0 || snapshot.consequences.length > 0 ? <SheetOfWords snapshot={snapshot} /> : <Evidence snapshot={snapshot} />}
      <p className={styles.soft}>
        {words.snapshotHash} <code className={styles.hash}>{snapshot.hash}</code>
      </p>
    </Block>
  )
}

/** A proposal that is not about a customer's payments: its facts, and what approving does. */
function SheetOfWords({ snapshot }: { snapshot: Snapshot }) {
  const { approvals: words } = useOfficeWords()
  const language = useLanguage()
  return (
    <>
      <Facts facts={snapshot.facts.map(({ name, value }) => [name[language], value[language]] as const)} />
      {snapshot.consequences.length > 0 ? (
        <>
          <h3>{words.consequences}</h3>
          <ul className={styles.evidence}>
            {snapshot.consequences.map((consequence) => (
              <li key={consequence.ja}>{consequence[language]}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

/** A proposal about a case: hits, findings and payments. */
function Evidence({ snapshot }: { snapshot: Snapshot }) {
  const { approvals: words, case: caseWords } = useOfficeWords()
  const language = useLanguage()
  const names = caseWords.paymentColumns
  const columns: Column<Payment>[] = [
    { name: names.time, cell: (payment) => `${shortDay(dayOf(payment.paidAt), language)} ${clock(payment.paidAt)}` },
    { name: names.store, cell: (payment) => payment.storeCode },
    { name: names.amount, cell: (payment) => yen(payment.amount), number: true },
    { name: names.number, cell: (payment) => inFours(payment.number) },
  ]
  return (
    <>
      <ul className={styles.evidence}>
        {snapshot.evidence.map((hit) => (
          <li key={hit.ja}>
            <Emphasis text={hit[language]} />
          </li>
        ))}
      </ul>
      <h3>{words.findings}</h3>
      {snapshot.findings.length === 0 ? <p className={styles.soft}>{words.noFindings}</p> : null}
      <ul className={styles.evidence}>
        {snapshot.findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
      <h3>{words.payments}</h3>
      <DataTable plain stack label={words.payments} columns={columns} rows={snapshot.payments} idOf={(payment) => payment.number} />
    </>
  )
}
