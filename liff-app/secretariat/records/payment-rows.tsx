import { Link } from 'react-router'
import { inFours, recently, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { LongTable, type WideColumn } from '../frame/long-table.tsx'
import { Parts } from '../frame/parts.tsx'
import { useIsWide } from '../frame/wide.ts'
import { officePaths } from '../office-paths.ts'
import type { Payments } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import styles from './records.module.css'

type Payment = Payments['items'][number]

interface PaymentRowsProps {
  readonly rows: readonly Payment[]
  /** How many there are, as far as they were counted. */
  readonly total: number | null
  /** Asks for the next rows; null when all are here. */
  readonly onMore: (() => void) | null
}

/** On a PC a table of any length that is drawn where somebody looks; cards on a phone. */
export function PaymentRows({ rows, total, onMore }: PaymentRowsProps) {
  const words = useOfficeWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const isWide = useIsWide()
  const names = words.case.paymentColumns
  if (!isWide) {
    return (
      <ListRows label={words.payments.title}>
        {rows.map((payment) => (
          <ListRow
            key={payment.id}
            to={officePaths.payment(payment.id)}
            main={`${payment.storeCode} ${payment.storeName}`}
            below={<Parts parts={[recently(payment.paidAt, now, language), payment.customerCode, words.payments.matchNumber(payment.matchNumber), ...(payment.state === 'paid' ? [] : [words.list.aside(words.paymentState[payment.state], yen(`-${payment.refunded}`))]), ...(payment.caseNumber ? [payment.caseNumber] : [])]} />}
            right={<b>{yen(payment.amount)}</b>}
          />
        ))}
      </ListRows>
    )
  }
  const columns: WideColumn<Payment>[] = [
    { name: names.time, width: '7.5rem', cell: (payment) => recently(payment.paidAt, now, language), wrap: 'words' },
    { name: names.customer, width: '4.75rem', cell: (payment) => <Link className={styles.link} to={officePaths.customer(payment.customerCode)}>{payment.customerCode}</Link> },
    { name: names.store, width: 'minmax(6rem, 1fr)', cell: (payment) => `${payment.storeCode} ${payment.storeName}`, wrap: 'phrases' },
    { name: names.amount, width: '7rem', cell: (payment) => <Amount payment={payment} />, number: true, wrap: 'words' },
    { name: names.mode, width: '5rem', cell: (payment) => words.mode[payment.mode] },
    {
      name: names.number,
      width: '9.25rem',
      cell: (payment) => (
        <Link to={officePaths.payment(payment.id)} className={styles.link} aria-label={words.payment.one(inFours(payment.number))}>
          {inFours(payment.number)}
        </Link>
      ),
    },
    { name: names.state, width: '4.75rem', cell: (payment) => words.paymentState[payment.state] },
    { name: names.case, width: '8.75rem', cell: (payment) => payment.caseNumber ?? '' },
  ]
  return <LongTable label={words.payments.title} columns={columns} rows={rows} idOf={(payment) => payment.id} total={total} onMore={onMore} />
}

/** What was paid and what went back. */
function Amount({ payment }: { payment: Payment }) {
  if (payment.state === 'paid') return <b>{yen(payment.amount)}</b>
  return (
    <>
      <b>{yen(payment.amount)}</b> <span className={styles.back}>{yen(`-${payment.refunded}`)}</span>
    </>
  )
}
