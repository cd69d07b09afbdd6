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
    <li className={styles.row} data-fresh={fresh || undefined}>
      <div className={styles.amount}>
        <AmountText amount={voided ? `-${payment.amount}` : payment.amount} size="display" spoken={yen} />
      </div>
      <div className={styles.when}>
        <span>{clock(payment.paidAt)}</span>
        {voided ? <Badge tone="quiet">{words.voided}</Badge> : null}
        {fresh ? <Badge tone="ok">{words.fresh}</Badge> : null}
      </div>
      <p className={styles.match}>
        {words.matchNumber} <strong>{payment.matchNumber}</strong>
        <span>{words.modes[payment.mode]}</span>
      </p>
    </li>
  )
}
