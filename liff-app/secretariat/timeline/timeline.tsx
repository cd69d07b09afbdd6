import { useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Button } from '../../ui/button.tsx'
import { clock, count, dayOf, inFours, shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { useOfficeWords } from '../words.ts'
import { DotMap } from './dot-map.tsx'
import { Events } from './events.tsx'
import { Lanes } from './lanes.tsx'
import styles from './timeline.module.css'

/** 時系列: the payments as a picture of time and place (or as a table), then everything done to the case. */
export function Timeline({ file }: { file: CaseFile }) {
  const { case: words, list } = useOfficeWords()
  const [asTable, setAsTable] = useState(false)
  return (
    <Block
      title={words.timeline}
      beside={
        file.payments.length > 0 ? (
          <Button kind="text" pressed={asTable} onPress={() => setAsTable(!asTable)}>
            {list.table}
          </Button>
        ) : null
      }
    >
      {file.payments.length === 0 ? null : asTable ? (
        <PaymentTable payments={file.payments} />
      ) : (
        <>
          <Lanes payments={file.payments} />
          <DotMap payments={file.payments} />
        </>
      )}
      <h3 className={styles.heading}>{words.events}</h3>
      <Events entries={file.timeline} />
    </Block>
  )
}

function PaymentTable({ payments }: { payments: CaseFile['payments'] }) {
  const { case: words, paymentState, list } = useOfficeWords()
  const language = useLanguage()
  type Payment = CaseFile['payments'][number]
  const names = words.paymentColumns
  const columns: Column<Payment>[] = [
    { name: names.time, cell: (payment) => `${shortDay(dayOf(payment.paidAt), language)} ${clock(payment.paidAt)}` },
    { name: names.store, cell: (payment) => `${payment.storeCode} ${payment.storeName}`, wrap: 'phrases' },
    { name: names.amount, cell: (payment) => yen(payment.amount), number: true },
    { name: names.number, cell: (payment) => <span className={styles.nowrap}>{inFours(payment.number)}</span> },
    { name: names.state, cell: (payment) => [paymentState[payment.state], ...(payment.concerned ? [words.concerned] : [])].join(list.separator) },
  ]
  return <DataTable plain stack label={`${words.lanes} ${count(payments.length)}`} columns={columns} rows={payments} idOf={(payment) => payment.id} />
}
