import { useLocation } from 'react-router'
import { paths } from '../../paths.ts'
import { ToneIcon } from '../../ui/badge.tsx'
import { yen } from '../../ui/format.ts'
import { useStoreWords } from '../../words/store.ts'
import styles from './arrival-note.module.css'
import { useLiveFeed } from './live-feed.tsx'

/** On every screen but the feed itself, which shows the row: what has just come in, so that a sound is never a riddle. */
export function ArrivalNote() {
  const words = useStoreWords().feed
  const { arrivals } = useLiveFeed()
  const { pathname } = useLocation()
  const payments = pathname === paths.store ? [] : arrivals.flatMap((arrival) => arrival.payments)
  return (
    <div className={styles.place} role="status">
      {payments.map((payment) => (
        <p key={payment.id} className={styles.note}>
          <ToneIcon tone="ok" />
          <span>
            <strong>{words.received(yen(payment.amount))}</strong> {words.matchNumber} {payment.matchNumber}
          </span>
        </p>
      ))}
    </div>
  )
}
