import { JapaneseYen } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { SaveCsv } from '../../save-csv.tsx'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { count, dayOf, inFours, recently, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { usePapersWords } from '../../words/papers.ts'
import { Block, Middle } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useIsWide } from '../frame/wide.ts'
import { officePaths } from '../office-paths.ts'
import { usePayments, type Payments } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import styles from './records.module.css'

type Payment = Payments['items'][number]

/** All payments, newest first. The filter is in the address, so that it can be shared and gone back to. */
export function PaymentsScreen() {
  const { payments: words } = useOfficeWords()
  const [asked, setAsked] = useSearchParams()
  const filter = { customerCode: asked.get('customer') ?? '', storeCode: asked.get('store') ?? '' }
  const payments = usePayments(filter)
  const isFiltered = filter.customerCode !== '' || filter.storeCode !== ''
  const clear = () => setAsked({})
  return (
    <OfficeScreen title={words.title}>
      <Filter
        key={`${filter.customerCode} ${filter.storeCode}`}
        filter={filter}
        onApply={({ customerCode, storeCode }) => setAsked({ ...(customerCode && { customer: customerCode }), ...(storeCode && { store: storeCode }) })}
        onClear={isFiltered ? clear : null}
      />
      <SaveAll />
      <Loaded query={payments} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? (
            <Middle>
              <EmptyState icon={<JapaneseYen size={40} />} action={isFiltered ? <Button onPress={clear}>{words.clear}</Button> : null}>
                {isFiltered ? words.emptyFiltered : words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <Rows rows={rows} />
          )
        }}
      </Loaded>
      <More pages={payments} />
    </OfficeScreen>
  )
}

/** The whole list as a file: for chiefs, and the audit log tells who took it. */
function SaveAll() {
  const { csv: words } = usePapersWords()
  const { officerRole } = useOfficer()
  return (
    <SaveCsv path="/api/secretariat/payments.csv" daysMax={366} day={dayOf(serverNow())} remark={words.recorded} disabledReason={officerRole === 'chief' ? null : words.chiefsOnly} />
  )
}

interface FilterProps {
  readonly filter: { readonly customerCode: string; readonly storeCode: string }
  readonly onApply: (filter: FilterProps['filter']) => void
  readonly onClear: (() => void) | null
}

function Filter({ filter, onApply, onClear }: FilterProps) {
  const { payments: words } = useOfficeWords()
  const [customerCode, setCustomerCode] = useState(filter.customerCode)
  const [storeCode, setStoreCode] = useState(filter.storeCode)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onApply({ customerCode: codeOf(customerCode), storeCode: codeOf(storeCode) })
  }
  return (
    <Block title={words.filter}>
      <form className={styles.filter} onSubmit={submit}>
        <Field label={words.customer} example={words.customerHint} kind="search" value={customerCode} onChange={setCustomerCode} maxLength={20} verbatim autoComplete="off" />
        <Field label={words.store} example={words.storeHint} kind="search" value={storeCode} onChange={setStoreCode} maxLength={20} verbatim autoComplete="off" />
        <Button kind="primary" submit>
          {words.apply}
        </Button>
        {onClear ? <Button onPress={onClear}>{words.clear}</Button> : null}
      </form>
    </Block>
  )
}

/** Codes are capitals and half-width, however they were typed. */
const codeOf = (typed: string): string => typed.normalize('NFKC').replace(/[‐‑–—−ー]/g, '-').trim().toUpperCase()

function Rows({ rows }: { rows: readonly Payment[] }) {
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
            below={[recently(payment.paidAt, now, language), payment.customerCode, words.payments.matchNumber(payment.matchNumber), ...(payment.caseNumber ? [payment.caseNumber] : [])].join(words.list.separator)}
            right={<Amount payment={payment} withState />}
          />
        ))}
      </ListRows>
    )
  }
  const columns: Column<Payment>[] = [
    { name: names.time, cell: (payment) => recently(payment.paidAt, now, language) },
    { name: names.customer, cell: (payment) => payment.customerCode },
    { name: names.store, cell: (payment) => `${payment.storeCode} ${payment.storeName}`, wrap: 'phrases' },
    { name: names.amount, cell: (payment) => <Amount payment={payment} />, number: true },
    { name: names.mode, cell: (payment) => words.mode[payment.mode] },
    { name: names.number, cell: (payment) => inFours(payment.number) },
    { name: names.state, cell: (payment) => words.paymentState[payment.state] },
    { name: names.case, cell: (payment) => payment.caseNumber ?? '' },
    {
      name: words.payment.open,
      cell: (payment) => (
        <Link to={officePaths.payment(payment.id)} className={styles.link} aria-label={words.payment.one(inFours(payment.number))}>
          {words.payment.open}
        </Link>
      ),
    },
  ]
  return (
    <>
      <DataTable label={words.payments.title} columns={columns} rows={rows} idOf={(payment) => payment.id} />
      <p className={styles.soft}>{words.list.shown(count(rows.length))}</p>
    </>
  )
}

/** What was paid and what went back; the state in words where it has no column of its own. */
function Amount({ payment, withState = false }: { payment: Payment; withState?: boolean }) {
  const words = useOfficeWords()
  if (payment.state === 'paid') return <b>{yen(payment.amount)}</b>
  return (
    <>
      <b>{yen(payment.amount)}</b> <span className={styles.soft}>{withState ? words.list.aside(words.paymentState[payment.state], yen(`-${payment.refunded}`)) : yen(`-${payment.refunded}`)}</span>
    </>
  )
}
