import { JapaneseYen } from 'lucide-react'
import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { SaveCsv } from '../../save-csv.tsx'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, dayOf } from '../../ui/format.ts'
import { usePapersWords } from '../../words/papers.ts'
import { Middle } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useIsWide } from '../frame/wide.ts'
import { useOfficePageWords } from '../page-words.ts'
import { usePayments, type Payments, type PaymentsFilter } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { PaymentRows } from './payment-rows.tsx'
import { PaymentsFilterForm } from './payments-filter.tsx'
import styles from './records.module.css'

/** What each part of the filter is called in the address. */
const names = { customerCode: 'customer', storeCode: 'store', number: 'number', from: 'from', to: 'to', state: 'state', mode: 'mode', amount: 'amount' } as const

/** All payments, newest first. The filter is in the address, so that it can be shared and gone back to. */
export function PaymentsScreen() {
  const { payments: words } = useOfficeWords()
  const [asked, setAsked] = useSearchParams()
  const filter = filterIn(asked)
  const payments = usePayments(filter)
  const isFiltered = Object.values(filter).some((value) => value !== '')
  const clear = () => setAsked({})
  const apply = (wanted: PaymentsFilter) =>
    setAsked(Object.fromEntries(Object.entries(names).flatMap(([part, name]) => (wanted[part as keyof PaymentsFilter] === '' ? [] : [[name, wanted[part as keyof PaymentsFilter]]]))))
  return (
    <OfficeScreen title={words.title}>
      <PaymentsFilterForm key={asked.toString()} filter={filter} onApply={apply} onClear={isFiltered ? clear : null} />
      <SaveAll />
      <Loaded query={payments} rows={8}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <Middle>
              <EmptyState icon={<JapaneseYen size={40} />} action={isFiltered ? <Button onPress={clear}>{words.clear}</Button> : null}>
                {isFiltered ? words.emptyFiltered : words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <List pages={pages} payments={payments} />
          )
        }
      </Loaded>
    </OfficeScreen>
  )
}

function List({ pages, payments }: { pages: readonly Payments[]; payments: ReturnType<typeof usePayments> }) {
  const { payments: words } = useOfficePageWords()
  const isWide = useIsWide()
  const rows = pages.flatMap((page) => page.items)
  const total = pages[0]?.total ?? null
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = payments
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return (
    <>
      {total ? <p className={styles.soft}>{(total.more ? words.countedMore : words.counted)(count(total.count), count(rows.length))}</p> : null}
      <PaymentRows rows={rows} total={total && !total.more ? total.count : null} onMore={hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? onMore : null} />
      {isWide && hasNextPage && !isFetchNextPageError ? <p className={styles.soft}>{words.wait}</p> : <More pages={payments} />}
    </>
  )
}

/** The whole list as a file: for chiefs, and the audit log tells who took it. */
function SaveAll() {
  const { csv: words } = usePapersWords()
  const { officerRole } = useOfficer()
  if (officerRole === 'auditor') return null
  return (
    <SaveCsv path="/api/secretariat/payments.csv" daysMax={366} day={dayOf(serverNow())} remark={words.recorded} disabledReason={officerRole === 'chief' ? null : words.chiefsOnly} />
  )
}

function filterIn(asked: URLSearchParams): PaymentsFilter {
  const of = (name: string) => asked.get(name) ?? ''
  const state = (['paid', 'voided', 'partly_refunded', 'refunded'] as const).find((one) => one === of(names.state)) ?? ''
  const mode = (['poster', 'number', 'request', 'code'] as const).find((one) => one === of(names.mode)) ?? ''
  return { customerCode: of(names.customerCode), storeCode: of(names.storeCode), number: of(names.number), from: of(names.from), to: of(names.to), state, mode, amount: of(names.amount) }
}
