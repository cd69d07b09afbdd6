import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { clock } from '../../ui/format.ts'
import { useAppWords } from '../../words/app.ts'
import { useStoreWords } from '../../words/store.ts'
import styles from './feed.module.css'
import type { StorePayment } from '../../../server/payments/contract.ts'

/** One payment as the till compares it with the customer's screen. */
export function FeedRow({ payment, fresh }: { payment: StorePayment; fresh: boolean }) {
  const words = useStoreWords().feed
  const { yen } = useAppWords()
  const voided = payment.state === 'voided'
  return (
    <li>
      <Link className={styles.row} data-fresh={fresh || undefined} data-voided={voided || undefined} to={paths.storePayment(payment.id)}>
        <span className={styles.amount}>
          <AmountText amount={voided ? `-${payment.amount}` : payment.amount} size="display" spoken={yen} />
        </span>
        <span className={styles.time}>{clock(payment.paidAt)}</span>
        <span className={styles.below}>
          <span className={styles.match}>
            {words.matchNumber} <strong>{payment.matchNumber}</strong>
          </span>
          <span className={styles.mode}>
            {voided ? <Badge tone="quiet">{words.voided}</Badge> : null}
            {fresh ? <Badge tone="ok">{words.fresh}</Badge> : null}
            {words.modes[payment.mode]}
          </span>
        </span>
      </Link>
    </li>
  )
}
