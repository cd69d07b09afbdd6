import { paths } from '../../paths.ts'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { clock, count, day, dayOf, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStorePaymentWords } from '../../words/store-payment.ts'
import { useStoreWords } from '../../words/store.ts'
import { useMyStore } from '../my-store.tsx'
import { useStoreDays } from '../queries.ts'
import type { Filter } from './filter.ts'
import styles from './payment-list.module.css'
import type { StorePayment } from '../../../server/payments/contract.ts'
import type { StoreDay } from '../../../server/payments/store-days/contract.ts'

/** The payments found, under their days; each day says what it came to, whatever is looked for in it. */
export function DaysOfPayments({ payments, filter }: { payments: readonly StorePayment[]; filter: Filter }) {
  const language = useLanguage()
  const { store } = useMyStore()
  const sums = useStoreDays(store.id, filter).data?.items ?? []
  const days = Map.groupBy(payments, (payment) => dayOf(payment.paidAt))
  return [...days].map(([written, ofDay]) => {
    const sum = sums.find((one) => one.day === written)
    return (
      <section key={written} className={styles.day} aria-label={day(written, language)}>
        <h2>{day(written, language)}</h2>
        {sum ? <DaySum sum={sum} /> : null}
        <ListRows>
          {ofDay.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} />
          ))}
        </ListRows>
      </section>
    )
  })
}

function DaySum({ sum }: { sum: StoreDay }) {
  const words = useStoreWords().payments
  const facts = [
    [words.count, words.counted(count(sum.count))],
    [words.total, yen(sum.total)],
    [words.returned, `${sum.returned === '0' ? '' : '−'}${yen(sum.returned)}`],
    [words.net, yen(sum.net)],
  ] as const
  return (
    <dl className={styles.sum}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function PaymentRow({ payment }: { payment: StorePayment }) {
  const words = useStoreWords()
  const { states } = useStorePaymentWords()
  const { yen: spoken } = useAppWords()
  const { state } = payment
  return (
    <ListRow
      to={paths.storePayment(payment.id)}
      main={
        <>
          {words.feed.matchNumber} <strong>{payment.matchNumber}</strong>
        </>
      }
      below={`${clock(payment.paidAt)} · ${words.feed.modes[payment.mode]}`}
      right={
        <>
          <AmountText amount={state === 'voided' ? `-${payment.amount}` : payment.amount} spoken={spoken} />
          <Badge tone={state === 'paid' ? 'ok' : 'quiet'}>{states[state]}</Badge>
        </>
      }
    />
  )
}
