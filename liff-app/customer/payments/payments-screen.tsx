import { ReceiptText } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { day, dayOf } from '../../ui/format.ts'
import { ListRows } from '../../ui/list-rows.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { useOwnWords } from '../../words/own.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { Pages } from '../../pages.tsx'
import { usePaymentPages, type HistoryFilter } from './queries.ts'
import { FilterForm } from './filter-form.tsx'
import { PaymentRow } from './payment-row.tsx'
import type { Payment } from '../../../server/payments/contract.ts'

/** Every payment, newest first, by day; of one month, or at stores of a name. */
export function PaymentsScreen() {
  const words = useCustomerWords()
  const { history } = useOwnWords()
  const [asked, setAsked] = useSearchParams()
  const filter = { month: asked.get('month') ?? '', store: asked.get('store') ?? '' }
  const filtered = Boolean(filter.month || filter.store)
  const pages = usePaymentPages({ ...filter, store: useDeferredValue(filter.store.trim()) })
  // Part of the address, so that coming back from a receipt shows the same list; no new entry for each letter.
  const change = (changed: HistoryFilter) => setAsked(Object.fromEntries(Object.entries(changed).filter(([, value]) => value)), { replace: true })
  return (
    <Screen title={words.payments.title} nav={<CustomerNav />}>
      <FilterForm filter={filter} onChange={change} />
      <Pages
        query={pages}
        empty={filtered ? (
          <EmptyState icon={<ReceiptText size={48} />} action={<Button onPress={() => change({ month: '', store: '' })}>{history.clear}</Button>}>
            {history.none}
          </EmptyState>
        ) : (
          <EmptyState icon={<ReceiptText size={48} />} action={<ButtonLink to={paths.pay}>{words.nav.pay}</ButtonLink>}>
            {words.payments.empty}
          </EmptyState>
        )}
      >
        {(payments) => <ByDay payments={payments} />}
      </Pages>
    </Screen>
  )
}

function ByDay({ payments }: { payments: readonly Payment[] }) {
  const language = useLanguage()
  const days = Map.groupBy(payments, (payment) => dayOf(payment.paidAt))
  return [...days].map(([written, ofDay]) => (
    <Stack key={written} gap={2}>
      <h2>{day(written, language)}</h2>
      <ListRows>
        {ofDay.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} to={paths.receipt(payment.id)} underDay />
        ))}
      </ListRows>
    </Stack>
  ))
}
