import { Fragment } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { clock, count, time, yen } from '../../ui/format.ts'
import { gap } from '../clock-words.ts'
import { useOfficeWords } from '../words.ts'
import styles from './timeline.module.css'

type Payment = CaseFile['payments'][number]
/** As many as a phone has room for; the table has all. */
const mostShown = 4

/**
 * A lane per store, a column per payment in order of time, and between columns how long it took to the next: seconds and
 * hours stay readable side by side, which a scale true to time cannot do.
 */
export function Lanes({ payments }: { payments: readonly Payment[] }) {
  const { case: words } = useOfficeWords()
  const shown = chosen(payments)
  const stores = [...new Map(shown.map((payment) => [payment.storeCode, payment.storeName])).entries()]
  const columns = { gridTemplateColumns: `repeat(${String(shown.length)}, minmax(0, 1fr))` }
  return (
    <figure className={styles.lanes}>
      <figcaption>{words.lanes}</figcaption>
      <div role="img" aria-label={words.lanesLabel(count(shown.length), count(stores.length))}>
        {stores.map(([code, name]) => (
          <Fragment key={code}>
            <p className={styles.laneName}>
              <b>{code}</b> {name}
            </p>
            <div className={styles.lane} style={columns}>
              {shown.map((payment) => (
                <span key={payment.id} className={styles.stop}>
                  {payment.storeCode === code ? (
                    <span className={styles.mark} data-concerned={payment.concerned || undefined}>
                      {payment.state === 'voided' ? <s>{yen(payment.amount)}</s> : yen(payment.amount)}
                    </span>
                  ) : null}
                </span>
              ))}
            </div>
          </Fragment>
        ))}
        <div className={styles.times} style={columns}>
          {shown.map((payment, place) => (
            <span key={payment.id}>
              {time(payment.paidAt)}
              <span className={styles.seconds}>{clock(payment.paidAt).slice(5)}</span>
              <Later from={shown[place - 1]} to={payment} />
            </span>
          ))}
        </div>
      </div>
      {payments.length > shown.length ? <p className={styles.soft}>{words.lanesRest(count(payments.length - shown.length))}</p> : null}
    </figure>
  )
}

function Later({ from, to }: { from: Payment | undefined; to: Payment }) {
  const words = useOfficeWords()
  if (!from) return null
  return <small className={styles.later}>{words.case.later(gap(Date.parse(to.paidAt) - Date.parse(from.paidAt), words.clock))}</small>
}

/** The payments of the alert first, then the newest others; drawn in order of time. */
function chosen(payments: readonly Payment[]): Payment[] {
  const byTime = (a: Payment, b: Payment) => a.paidAt.localeCompare(b.paidAt)
  const newest = [...payments].sort((a, b) => Number(b.concerned) - Number(a.concerned) || byTime(b, a))
  return newest.slice(0, mostShown).sort(byTime)
}
