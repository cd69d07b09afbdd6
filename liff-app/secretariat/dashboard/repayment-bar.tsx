import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { yen } from '../../ui/format.ts'
import { Block } from '../frame/columns.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

/** What was demanded, in two parts: received and still owed. Stripes and words say what colours say. */
export function RepaymentBar({ repayment }: { repayment: Dashboard['repayment'] }) {
  const { dashboard: words } = useOfficeWords()
  const { demanded, received, left, overdue } = repayment
  if (BigInt(demanded) === 0n) {
    return (
      <Block title={words.repayment}>
        <p className={styles.note}>{words.noDemand}</p>
      </Block>
    )
  }
  const share = (Number(received) / Number(demanded)) * 100
  return (
    <Block title={words.repayment} beside={<b>{words.demanded(yen(demanded))}</b>}>
      <div className={styles.bar} role="img" aria-label={words.barLabel(yen(demanded), yen(received), yen(left))}>
        <span className={styles.barDone} style={{ inlineSize: `${String(Math.min(100, share))}%` }} />
      </div>
      <p className={styles.barWords}>
        <span>
          <span className={styles.key} data-part="done" aria-hidden="true" />
          {words.received(yen(received))}
        </span>
        <span>
          <span className={styles.key} aria-hidden="true" />
          {words.left(yen(left))}
          {BigInt(overdue) > 0n ? <b className={styles.late}>{words.late(yen(overdue))}</b> : null}
        </span>
      </p>
    </Block>
  )
}
