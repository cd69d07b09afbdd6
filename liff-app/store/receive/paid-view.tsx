import { CircleCheckBig } from 'lucide-react'
import { useEffect } from 'react'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { DayMark } from '../../ui/day-mark.tsx'
import { clock, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useTillWords } from '../../words/till.ts'
import { useLiveFeed } from '../feed/live-feed.tsx'
import { useMyStore } from '../my-store.tsx'
import { useToday } from '../queries.ts'
import styles from './receive.module.css'
import type { StorePayment } from '../../../server/payments/contract.ts'

/** The money is here: seen from across the counter, heard once. */
export function PaidView({ payment, next, onNext }: { payment: StorePayment; next: string; onNext: () => void }) {
  const words = useTillWords().paid
  const app = useAppWords()
  const { store } = useMyStore()
  const { day, mustAsk, ring } = useLiveFeed()
  const today = useToday(store.id, day, mustAsk).data
  useEffect(() => ring([payment.id]), [ring, payment.id])
  return (
    <Screen
      title={words.windowTitle}
      heading={<span className="visually-hidden">{words.title(yen(payment.amount))}</span>}
      action={
        <>
          <ButtonLink to={paths.store} kind="primary" big replace>
            {words.toFeed}
          </ButtonLink>
          <Button onPress={onNext}>{next}</Button>
        </>
      }
    >
      <section className={styles.paid}>
        <CircleCheckBig aria-hidden="true" size={56} />
        <p className={styles.paidTitle}>{words.windowTitle}</p>
        <AmountText amount={payment.amount} size="amount" spoken={app.yen} />
        <p>{clock(payment.paidAt)}</p>
        <div className={styles.proof}>
          <p>
            <span>{words.matchNumber}</span> <strong className={styles.match}>{payment.matchNumber}</strong>
          </p>
          {today ? (
            <p className={styles.mark}>
              <span>{words.mark}</span> <DayMark mark={today.mark} />
            </p>
          ) : null}
        </div>
      </section>
      <Note>{words.compare}</Note>
      <p className="visually-hidden" aria-live="assertive">
        {words.title(yen(payment.amount))}
      </p>
    </Screen>
  )
}
